"""BCF files are read by another reader; what people added outlives every run."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from robuild.exchange.bcf import Topic, bcf_file, camera_on, read_bcf, topic_guid
from robuild.terms.issues import InputError

A, B = "3cUkl32yn9qRSPvBJVyWw5", "0fYWUFSeDBSRsebfQn3WzV"
POINTS = [(0.0, 0.0, 0.0), (10.0, 4.0, 3.0), (2.0, 8.0, 6.0)]
DOORS = Topic(
    topic_guid("gap.doors", "P1"), "Dører <uten> brannklasse: 2", "Linje 1\nLinje 2", "høy",
    "robuild.doors", 1, (A, B, A), camera=camera_on(POINTS),
)  # fmt: skip
ROOMS = Topic(
    topic_guid("gap.rooms", "P1"), "Rom", "x", "lav", "robuild.rooms", 2, (A,), rooms=True
)
OURS = {DOORS.guid, ROOMS.guid}


def made(*topics, earlier=None, now="2026-01-01T00:00:00+00:00"):
    return bcf_file(
        topics, author="robuild", now=now, told_closed="Borte", earlier=earlier, ours=OURS
    )


def saved(tmp_path, result, name="a.bcfzip"):
    path = tmp_path / name
    path.write_bytes(result.content)
    return path


def edited(path, change):
    """What a person's program does: read, change, write all of it again."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def markup_of(path, guid):
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read(f"{guid}/markup.bcf"))


def changed_markup(guid, change):
    def apply(files):
        root = ET.fromstring(files[f"{guid}/markup.bcf"])
        change(root)
        files[f"{guid}/markup.bcf"] = ET.tostring(root)

    return apply


def add_comment(root):
    comment = ET.Element("Comment", {"Guid": "11111111-1111-4111-8111-111111111111"})
    for name, text in (("Date", "2026-01-02T00:00:00Z"), ("Author", "ark@kontor.no"),
                       ("Comment", "Sjekket på befaring")):  # fmt: skip
        ET.SubElement(comment, name).text = text
    root.insert(1, comment)
    root.find("Topic").set("TopicStatus", "In Progress")
    assigned = ET.Element("AssignedTo")
    assigned.text = "ark@kontor.no"
    root.find("Topic").insert(5, assigned)


def test_another_reader_finds_the_same(tmp_path):
    bcfxml = pytest.importorskip("bcf.v2.bcfxml")
    result = made(DOORS, ROOMS)
    assert (result.new, result.updated, result.closed, result.kept) == (2, 0, 0, 0)
    book = bcfxml.BcfXml.load(saved(tmp_path, result))
    assert book.version.version_id == "2.1"
    assert set(book.topics) == OURS
    topic = book.topics[DOORS.guid]
    assert topic.topic.title == DOORS.title
    assert topic.topic.description == DOORS.description
    assert (topic.topic.priority, topic.topic.index) == ("høy", 1)
    (view,) = topic.viewpoints.values()
    assert view.get_selected_guids() == [A, B]
    assert view.visualization_info.perspective_camera.field_of_view == 60.0
    (rooms,) = book.topics[ROOMS.guid].viewpoints.values()
    assert rooms.visualization_info.components.view_setup_hints.spaces_visible
    assert rooms.visualization_info.perspective_camera is None
    book.close()


def test_the_camera_sees_every_point():
    camera = camera_on(POINTS)
    assert math.isclose(math.hypot(*camera.direction), 1.0)
    assert math.isclose(
        sum(a * b for a, b in zip(camera.direction, camera.up, strict=True)), 0.0, abs_tol=1e-12
    )
    for point in POINTS:
        to = [a - b for a, b in zip(point, camera.point_m, strict=True)]
        cosine = sum(a * b for a, b in zip(to, camera.direction, strict=True)) / math.hypot(*to)
        assert math.degrees(math.acos(cosine)) < 30.0  # half the field of view


def test_places_that_tell_nothing_make_no_camera():
    assert camera_on([]) is None
    assert camera_on([(0.0, 0.0, 0.0)] * 9 + [(1.0, 0.0, 0.0)]) is None


def test_the_same_findings_change_nothing(tmp_path):
    first = made(DOORS, ROOMS)
    again = made(DOORS, ROOMS, earlier=read_bcf(saved(tmp_path, first)), now="2027-01-01T00:00:00Z")
    assert (again.new, again.updated, again.unchanged) == (0, 0, 2)
    assert again.content == first.content


def test_what_people_added_stays_when_the_topic_is_brought_up_to_date(tmp_path):
    path = edited(saved(tmp_path, made(DOORS)), changed_markup(DOORS.guid, add_comment))
    fewer = replace(DOORS, title="Dører uten brannklasse: 1", global_ids=(A,))
    result = made(fewer, earlier=read_bcf(path), now="2026-02-01T00:00:00Z")
    assert (result.new, result.updated) == (0, 1)
    after = saved(tmp_path, result)
    root = markup_of(after, DOORS.guid)
    assert [each.findtext("Comment") for each in root.findall("Comment")] == ["Sjekket på befaring"]
    topic = root.find("Topic")
    assert topic.get("TopicStatus") == "In Progress"
    assert topic.findtext("AssignedTo") == "ark@kontor.no"
    assert topic.findtext("Title") == fewer.title
    assert topic.findtext("CreationDate") == "2026-01-01T00:00:00+00:00"
    assert topic.findtext("ModifiedDate") == "2026-02-01T00:00:00Z"
    assert len(root.findall("Viewpoints")) == 1
    bcfxml = pytest.importorskip("bcf.v2.bcfxml")
    book = bcfxml.BcfXml.load(after)
    (view,) = book.topics[DOORS.guid].viewpoints.values()
    assert view.get_selected_guids() == [A]
    book.close()


def test_a_title_that_somebody_changed_is_theirs(tmp_path):
    def mine(root):
        root.find("Topic").find("Title").text = "Brannklasser, haster"
        who = ET.Element("ModifiedAuthor")
        who.text = "ark@kontor.no"
        root.find("Topic").insert(6, who)

    path = edited(saved(tmp_path, made(DOORS)), changed_markup(DOORS.guid, mine))
    result = made(replace(DOORS, title="Ny", description="Ny"), earlier=read_bcf(path))
    topic = markup_of(saved(tmp_path, result), DOORS.guid).find("Topic")
    assert topic.findtext("Title") == "Brannklasser, haster"
    assert topic.findtext("Description") == "Ny"
    assert topic.findtext("ModifiedAuthor") == "ark@kontor.no"


TOPIC = (
    "ReferenceLink", "Title", "Priority", "Index", "Labels", "CreationDate", "CreationAuthor",
    "ModifiedDate", "ModifiedAuthor", "DueDate", "AssignedTo", "Stage", "Description",
    "BimSnippet", "DocumentReference", "RelatedTopic",
)  # fmt: skip
"""The sequence that markup.xsd of BCF 2.1 demands; as the following."""
MARKUP = ("Header", "Topic", "Comment", "Viewpoints")
COMPONENTS = ("ViewSetupHints", "Selection", "Visibility", "Coloring")


def in_order(node, names) -> bool:
    places = [names.index(each.tag) for each in node]
    return places == sorted(places)


def test_parts_stand_in_the_order_of_the_schema_whatever_was_there(tmp_path):
    def strip(root):
        topic = root.find("Topic")
        for name in ("Priority", "Index", "Labels", "Description"):
            topic.remove(topic.find(name))
        ET.SubElement(topic, "DueDate").text = "2026-05-01T00:00:00Z"
        root.insert(0, ET.Element("Header"))
        root.remove(root.find("Viewpoints"))

    path = edited(saved(tmp_path, made(DOORS, ROOMS)), changed_markup(DOORS.guid, strip))
    after = saved(tmp_path, made(DOORS, earlier=read_bcf(path)))
    for guid in OURS:
        root = markup_of(after, guid)
        assert in_order(root, MARKUP)
        assert in_order(root.find("Topic"), TOPIC)
    assert {each.tag for each in markup_of(after, DOORS.guid).find("Topic")} >= {
        "Title", "Priority", "Index", "CreationDate", "CreationAuthor", "Description", "DueDate",
    }  # fmt: skip
    with zipfile.ZipFile(after) as archive:
        views = [archive.read(name) for name in archive.namelist() if name.endswith(".bcfv")]
    assert len(views) == 2
    for view in views:
        root = ET.fromstring(view)
        assert in_order(root, ("Components", "OrthogonalCamera", "PerspectiveCamera"))
        assert in_order(root.find("Components"), COMPONENTS)


def test_topics_of_others_stay_byte_for_byte(tmp_path):
    theirs = {
        "22222222-2222-4222-8222-222222222222/markup.bcf":
            b'<Markup><Topic Guid="22222222-2222-4222-8222-222222222222"><Title>Min</Title>'
            b"<CreationDate>2026-01-01T00:00:00Z</CreationDate>"
            b"<CreationAuthor>x</CreationAuthor></Topic></Markup>",
        "22222222-2222-4222-8222-222222222222/snapshot.png": b"\x89PNG",
    }  # fmt: skip
    path = edited(saved(tmp_path, made(DOORS)), lambda files: files.update(theirs))
    result = made(ROOMS, earlier=read_bcf(path))
    assert result.kept == 1
    with zipfile.ZipFile(io.BytesIO(result.content)) as archive:
        assert {name: archive.read(name) for name in theirs} == theirs


def test_what_is_found_no_longer_is_closed_once_and_opened_again(tmp_path):
    path = saved(tmp_path, made(DOORS, ROOMS))
    gone = made(ROOMS, earlier=read_bcf(path))
    assert gone.closed == 1
    path = saved(tmp_path, gone)
    root = markup_of(path, DOORS.guid)
    assert root.find("Topic").get("TopicStatus") == "Closed"
    assert root.findtext("Comment/Comment") == "Borte"
    still = made(ROOMS, earlier=read_bcf(path))
    assert (still.closed, still.content) == (0, gone.content)
    back = saved(tmp_path, made(DOORS, ROOMS, earlier=read_bcf(path)))
    root = markup_of(back, DOORS.guid)
    assert root.find("Topic").get("TopicStatus") == "Open"
    assert root.find("Comment") is None


def test_what_a_person_closed_stays_closed(tmp_path):
    path = edited(
        saved(tmp_path, made(DOORS)),
        changed_markup(DOORS.guid, lambda root: root.find("Topic").set("TopicStatus", "Closed")),
    )
    result = made(replace(DOORS, title="Ny"), earlier=read_bcf(path))
    root = markup_of(saved(tmp_path, result), DOORS.guid)
    assert root.find("Topic").get("TopicStatus") == "Closed"


def bomb(files):
    files[f"{DOORS.guid}/markup.bcf"] = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<Markup><Topic Guid='x'><Title>&b;</Title></Topic></Markup>"
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda files: files.pop("bcf.version"), "bcf_broken"),
        (lambda files: files.update({"bcf.version": b"<Version"}), "bcf_broken"),
        (lambda files: files.update({"bcf.version": b'<Version VersionId="3.0"/>'}), "bcf_version"),
        (lambda files: files.update({f"{DOORS.guid}/markup.bcf": b"<Markup>"}), "bcf_broken"),
        (bomb, "bcf_broken"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused(tmp_path, change, code):
    path = edited(saved(tmp_path, made(DOORS)), change)
    with pytest.raises(InputError) as caught:
        read_bcf(path)
    (issue,) = caught.value.issues
    assert issue.code == code
    assert "nothing was changed" in issue.hint


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_refused(tmp_path, data):
    path = tmp_path / "x.bcfzip"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read_bcf(path)


def test_identifiers_that_bcf_cannot_hold_are_not_selected(tmp_path):
    odd = replace(DOORS, global_ids=(A, "too short", "", A + "x"))
    with zipfile.ZipFile(io.BytesIO(made(odd).content)) as archive:
        view = next(name for name in archive.namelist() if name.endswith(".bcfv"))
        root = ET.fromstring(archive.read(view))
    assert [each.get("IfcGuid") for each in root.iter("Component")] == [A]
