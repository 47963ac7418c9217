"""Findings as topics of BCF 2.1, the file that Revit, ArchiCAD, Solibri and others exchange.

In: `Topic`s, and the file that is there already. Out: the bytes of a .bcfzip. What people added to
a file (topics, comments, viewpoints, who does what by when) is kept as it stands; topics made here
have the same GUID each time, so that a second run brings them up to date.
"""

from robuild.exchange.bcf.reading import EarlierBcf, read_bcf
from robuild.exchange.bcf.topics import Camera, Topic, camera_on, topic_guid
from robuild.exchange.bcf.writing import BcfMade, bcf_file

__all__ = [
    "BcfMade",
    "Camera",
    "EarlierBcf",
    "Topic",
    "bcf_file",
    "camera_on",
    "read_bcf",
    "topic_guid",
]
