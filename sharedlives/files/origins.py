"""What one of our own files is, by what it says of itself, and whether anybody has changed it since."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from attrs import frozen

from sharedlives.files.workbook_saving import ENTRY_MOMENT, FIXED_MOMENT

SCHEME, MATCH, READING = "sharedlives.scheme", "sharedlives.match", "sharedlives.reading"
WORKBOOK, PROPOSALS = "sharedlives.workbook", "sharedlives.proposals"

_START: Final = 4096
_MOST_OF_PROPERTIES: Final = 65_536
_FORMAT: Final = re.compile(rb"(sharedlives\.[a-z]+)/[0-9]+")
_FORMAT_OF_DOCUMENT: Final = re.compile(rb'"format"\s*:\s*"(sharedlives\.[a-z]+)/[0-9]+"')
_CHANGED: Final = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")
_AS_WRITTEN: Final = FIXED_MOMENT.isoformat().encode("ascii") + b"Z"


@frozen
class Origin:
    """What one of our own files is, such as ``sharedlives.workbook``, and whether it is as we wrote it.

    A workbook that somebody saved since holds their work. Of a document nobody can tell.
    """

    kind: str
    is_as_written: bool = True


def origin_of(path: str | Path) -> Origin | None:
    """What a file of ours is; None for any other file, and for one that cannot be read."""
    path = Path(path)
    try:
        if zipfile.is_zipfile(path):
            return _of_workbook(path)
        with path.open("rb") as file:
            found = _FORMAT_OF_DOCUMENT.search(file.read(_START))
    except (OSError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return None
    return None if found is None else Origin(found[1].decode("ascii"))


def _of_workbook(path: Path) -> Origin | None:
    with zipfile.ZipFile(path) as archive, archive.open("docProps/core.xml") as file:
        properties = file.read(_MOST_OF_PROPERTIES)
        moments = {entry.date_time for entry in archive.infolist()}
    found, changed = _FORMAT.search(properties), _CHANGED.search(properties)
    if found is None:
        return None
    # Not every program says when it saved a workbook, but each gives the parts a moment of its own.
    as_written = changed is not None and changed[1] == _AS_WRITTEN and moments == {ENTRY_MOMENT}
    return Origin(found[1].decode("ascii"), as_written)


def why_not_written_over(path: str | Path, kind: str | None) -> str | None:
    """Why a file that is there is left as it is; None where it may be written over.

    Only what we wrote, of the same kind, may be; a workbook only as long as nobody saved it since.

    Parameters
    ----------
    path
        The file, which is there.
    kind
        What would be written; None where nothing is ever written over.
    """
    path = Path(path)
    there = origin_of(path)
    if there is None or there.kind != kind:
        return f"“{path.name}” is there already, and something else is in it. Give another name."
    if not there.is_as_written:
        return (
            f"Somebody has saved “{path.name}” since it was written, so it was left as it is. "
            "Give another name."
        )
    return None


def begins_like_json(path: Path) -> bool:
    """Whether a file begins as an object of JSON does, whatever it is called."""
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError:
        return False
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
