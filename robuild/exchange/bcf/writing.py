"""Topics into a BCF 2.1 file; what people added to an earlier one stays."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET  # writes; what is read comes parsed by `reading`

from robuild.exchange.bcf.markup import as_bytes, closed, fresh, refreshed
from robuild.exchange.bcf.reading import MARKUP, VERSION, EarlierBcf
from robuild.exchange.bcf.topics import FIELD_OF_VIEW_DEGREES, Camera, Topic, part_guid

_IFC_GUID = re.compile(r"[0-9A-Za-z_$]{22}")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every entry: the same content makes the same bytes."""


@dataclass(frozen=True, slots=True)
class BcfMade:
    """A BCF file, and what became of the topics in it."""

    content: bytes
    new: int
    updated: int
    unchanged: int
    closed: int
    """Ours that are found no longer."""
    kept: int
    """Topics that others made."""


def selectable(global_ids: Collection[str]) -> tuple[str, ...]:
    """GlobalIds that BCF can hold, each once, in order."""
    return tuple(dict.fromkeys(each for each in global_ids if _IFC_GUID.fullmatch(each)))


def bcf_file(
    topics: Sequence[Topic],
    *,
    author: str,
    now: str,
    told_closed: str,
    earlier: EarlierBcf | None = None,
    ours: Collection[str] = (),
) -> BcfMade:
    """The content of a .bcfzip with the topics, and all that people had in the earlier one.

    Args:
        topics: what is found now.
        author: who made and changed what is new; a program or a role.
        now: ISO 8601 with time zone; stands only on what is new or changed.
        told_closed: comment on a topic that is found no longer.
        earlier: the file that is there.
        ours: GUIDs of all topics that could have been made here, found or not.
    """
    files: dict[str, bytes] = dict(earlier.entries) if earlier else {}
    files.setdefault(VERSION, _version())
    counts = dict.fromkeys(("new", "updated", "unchanged", "closed"), 0)
    found = {topic.guid for topic in topics}
    known = earlier.markups if earlier else {}
    for topic in topics:
        folder = earlier.folders[topic.guid] if topic.guid in known and earlier else topic.guid
        view = part_guid(topic.guid, "viewpoint")
        place, seen = f"{folder}/{view}.bcfv", _viewpoint(topic, view)
        files[place] = seen
        if topic.guid in known and earlier:
            other = earlier.entries.get(place) != seen
            markup, changed = refreshed(
                known[topic.guid], topic, view, author, now, view_changed=other
            )
            counts["updated" if changed else "unchanged"] += 1
            if changed:
                files[f"{folder}/{MARKUP}"] = markup
        else:
            files[f"{folder}/{MARKUP}"] = fresh(topic, view, author, now)
            counts["new"] += 1
    for guid in sorted((set(ours) - found) & set(known)):
        done = closed(known[guid], guid, author, now, told_closed)
        if done and earlier:
            files[f"{earlier.folders[guid]}/{MARKUP}"] = done
            counts["closed"] += 1
    kept = len(set(known) - found - set(ours))
    return BcfMade(_zipped(files), kept=kept, **counts)


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [VERSION, *(name for name in files if name != VERSION)]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return target.getvalue()


def _version() -> bytes:
    root = ET.Element("Version", {"VersionId": "2.1"})
    ET.SubElement(root, "DetailedVersion").text = "2.1"
    return as_bytes(root)


def _viewpoint(topic: Topic, guid: str) -> bytes:
    root = ET.Element("VisualizationInfo", {"Guid": guid})
    components = ET.SubElement(root, "Components")
    ids = selectable(topic.global_ids)
    if topic.rooms:
        ET.SubElement(
            components, "ViewSetupHints",
            {"SpacesVisible": "true", "SpaceBoundariesVisible": "false",
             "OpeningsVisible": "false"},
        )  # fmt: skip
    if ids:
        selection = ET.SubElement(components, "Selection")
        for each in ids:
            ET.SubElement(selection, "Component", {"IfcGuid": each})
    ET.SubElement(components, "Visibility", {"DefaultVisibility": "true"})
    if topic.camera:
        _camera(root, topic.camera)
    return as_bytes(root)


def _camera(root: ET.Element, camera: Camera) -> None:
    made = ET.SubElement(root, "PerspectiveCamera")
    for name, point in (
        ("CameraViewPoint", camera.point_m),
        ("CameraDirection", camera.direction),
        ("CameraUpVector", camera.up),
    ):
        node = ET.SubElement(made, name)
        for axis, number in zip("XYZ", point, strict=True):
            ET.SubElement(node, axis).text = repr(round(number, 6))
    ET.SubElement(made, "FieldOfView").text = repr(FIELD_OF_VIEW_DEGREES)
