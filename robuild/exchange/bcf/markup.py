"""The markup of a topic: made, brought up to date, closed; what people wrote in it stays."""

from __future__ import annotations

import copy
from xml.etree import ElementTree as ET  # writes; what is read comes parsed by `reading`

from robuild.exchange.bcf.topics import Topic, part_guid
from robuild.tabular import safe_text

_OPEN, _CLOSED = "Open", "Closed"
_TYPE = "Issue"
_ORDER = (
    "ReferenceLink", "Title", "Priority", "Index", "Labels", "CreationDate", "CreationAuthor",
    "ModifiedDate", "ModifiedAuthor", "DueDate", "AssignedTo", "Stage", "Description",
    "BimSnippet", "DocumentReference", "RelatedTopic",
)  # fmt: skip
"""In which order BCF 2.1 wants the parts of a topic."""


def fresh(topic: Topic, view: str, author: str, now: str) -> bytes:
    """Markup of a topic that was not there."""
    root = ET.Element("Markup")
    node = ET.SubElement(
        root, "Topic", {"Guid": topic.guid, "TopicType": _TYPE, "TopicStatus": _OPEN}
    )
    _put(node, "Title", topic.title)
    _put(node, "Priority", topic.priority)
    _put(node, "Index", str(topic.index))
    _put(node, "Labels", topic.label)
    _put(node, "CreationDate", now)
    _put(node, "CreationAuthor", author)
    _put(node, "Description", topic.description)
    _add_view(root, view)
    return as_bytes(root)


def refreshed(
    before: ET.Element, topic: Topic, view: str, author: str, now: str, *, view_changed: bool
) -> tuple[bytes, bool]:
    """Markup of a topic that was there, and whether anything changed.

    Status, assignee, dates, comments and viewpoints stay. Where somebody else changed the topic
    last, its title and priority are theirs and stay too.
    """
    root = copy.deepcopy(before)
    node = root.find("Topic")
    if node is None:
        return fresh(topic, view, author, now), True
    modifier = node.findtext("ModifiedAuthor") or author
    if modifier == author:
        _put(node, "Title", topic.title)
        _put(node, "Priority", topic.priority)
    _put(node, "Index", str(topic.index))
    _put(node, "Description", topic.description)
    _reopen(root, node, topic.guid)
    if not any(each.get("Guid") == view for each in root.findall("Viewpoints")):
        _add_view(root, view)
    if not view_changed and _same(before, root):
        return b"", False
    if modifier == author:  # else the next run would take the topic for untouched
        _put(node, "ModifiedDate", now)
        _put(node, "ModifiedAuthor", author)
    return as_bytes(root), True


def closed(before: ET.Element, guid: str, author: str, now: str, told: str) -> bytes | None:
    """Markup of a topic that is found no longer; `None` when it is closed already."""
    root = copy.deepcopy(before)
    node = root.find("Topic")
    if node is None or node.get("TopicStatus") == _CLOSED:
        return None
    node.set("TopicStatus", _CLOSED)
    comment = ET.Element("Comment", {"Guid": part_guid(guid, "closed")})
    for name, text in (("Date", now), ("Author", author), ("Comment", told)):
        ET.SubElement(comment, name).text = safe_text(text)
    last = max(
        (i for i, each in enumerate(root) if each.tag in ("Header", "Topic", "Comment")), default=-1
    )
    root.insert(last + 1, comment)
    return as_bytes(root)


def _reopen(root: ET.Element, node: ET.Element, guid: str) -> None:
    """Open again what only a run had closed."""
    mine = part_guid(guid, "closed")
    for comment in root.findall("Comment"):
        if comment.get("Guid") == mine:
            root.remove(comment)
            node.set("TopicStatus", _OPEN)


def _put(node: ET.Element, name: str, text: str) -> None:
    """Set a part of a topic, in its place where it was not there."""
    found = node.find(name)
    if found is None:
        found = ET.Element(name)
        rank = _ORDER.index(name)
        place = sum(_rank(each.tag) < rank for each in node)
        node.insert(place, found)
    found.text = safe_text(text)


def _rank(tag: str) -> int:
    return _ORDER.index(tag) if tag in _ORDER else len(_ORDER)


def _add_view(root: ET.Element, view: str) -> None:
    made = ET.SubElement(root, "Viewpoints", {"Guid": view})
    ET.SubElement(made, "Viewpoint").text = f"{view}.bcfv"


def _same(a: ET.Element, b: ET.Element) -> bool:
    one, other = (ET.tostring(each, encoding="unicode") for each in (a, b))
    return ET.canonicalize(one, strip_text=True) == ET.canonicalize(other, strip_text=True)


def as_bytes(root: ET.Element) -> bytes:
    """XML as it stands in the file."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
