"""What a file is, and whether it is safe to open.

Everything is decided by what a file holds, not by what it is called: registers arrive renamed, protected,
saved by other programs and, now and then, made to do harm. Nothing is ever unpacked to disk, run or changed.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import IO

from attrs import field, frozen

from sharedlives.errors import FileRefusedError
from sharedlives.files import refusals
from sharedlives.files.parts import Outline, look_at

MOST_FILE_BYTES = 50 * 2**20
"""How large a file may be on disk."""
MOST_UNPACKED_BYTES = 200 * 2**20
"""How large all parts of a workbook may be together."""
MOST_RATIO = 200
"""How many times its packed size a part may be, if it is larger than `RATIO_MATTERS_FROM`."""
RATIO_MATTERS_FROM = 2**20
MOST_PARTS = 10_000
"""How many parts a workbook may have."""

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_ZIP = b"PK\x03\x04"
_REFUSED_TYPES = (
    ("oasis.opendocument", refusals.OPEN_DOCUMENT),
    ("sheet.binary", refusals.BINARY_WORKBOOK),
    ("wordprocessingml", refusals.WORD_DOCUMENT),
    ("presentationml", refusals.PRESENTATION),
)
_WORKBOOK_TYPE = re.compile(
    r"spreadsheetml\.(sheet|template)\.main\+xml|ms-excel\.(sheet|template)\.macroEnabled\.main\+xml"
)


class FileKind(StrEnum):
    """What a file that may be opened is."""

    WORKBOOK = "workbook"
    MACRO_WORKBOOK = "workbook with macros"
    CSV = "CSV file"
    CSV_FOLDER = "folder of CSV files"


@frozen(kw_only=True, repr=False)
class Examined:
    """A file that was found safe.

    Attributes
    ----------
    kind
        What it is.
    outlines
        For a workbook, what `look_at` found, by the name of the worksheet's part.
    declared_sheets
        For a workbook, how many sheets it says it has.
    """

    kind: FileKind
    outlines: Mapping[str, Outline] = field(factory=dict)
    declared_sheets: int = 0


def inspect(path: str | Path) -> FileKind:
    """What kind of tabular file this is, found safe to open.

    Raises
    ------
    FileRefusedError
        If it cannot be read or should not be; the message says what to do.
    """
    path = Path(path)
    if is_folder(path):
        csv_files(path)
        return FileKind.CSV_FOLDER
    with open_file(path) as file:
        return examine(file, ending=path.suffix).kind


def is_folder(path: Path) -> bool:
    """Whether the path is a folder; refuses what is not there and what is neither folder nor file."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as trouble:
        if isinstance(trouble, PermissionError):
            raise FileRefusedError(refusals.may_not_open(path.name)) from None
        raise FileRefusedError(refusals.not_there(path.name)) from None
    if not S_ISDIR(mode) and not S_ISREG(mode):
        raise FileRefusedError(refusals.no_ordinary_file(path.name))
    return S_ISDIR(mode)


def csv_files(folder: Path) -> tuple[Path, ...]:
    """The CSV files of a folder by name, without hidden ones and the ones Excel keeps while editing.

    Raises
    ------
    FileRefusedError
        If there is none.
    """
    try:
        names = sorted(folder.iterdir())
    except OSError:
        raise FileRefusedError(refusals.may_not_open(folder.name)) from None
    files = tuple(
        path
        for path in names
        if path.suffix.lower() == ".csv" and path.name[0] not in ".~" and path.is_file()
    )
    if not files:
        raise FileRefusedError(refusals.NO_CSV_IN_FOLDER)
    return files


def open_file(path: Path) -> IO[bytes]:
    """The file opened for reading only, having checked its size."""
    if path.name.startswith("~$"):
        raise FileRefusedError(refusals.LOCK_NOTE)
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError:
        raise FileRefusedError(refusals.may_not_open(path.name)) from None
    if 0 < size <= MOST_FILE_BYTES:
        return file
    file.close()
    if size == 0:
        raise FileRefusedError(refusals.EMPTY)
    raise FileRefusedError(refusals.too_large_on_disk(MOST_FILE_BYTES // 2**20))


def examine(file: IO[bytes], *, ending: str) -> Examined:
    """Check an open file and say what it is; `ending` is only used to choose the clearest message.

    Raises
    ------
    FileRefusedError
        If it should not be read; the message says what to do.
    """
    start = file.read(4096)
    file.seek(0)
    if start.startswith(_ZIP):
        return _examine_workbook(file)
    ending = ending.lower()
    if start.startswith(_OLE):
        everything = file.read()
        protected = "EncryptedPackage".encode("utf-16-le") in everything
        raise FileRefusedError(refusals.PROTECTED if protected else refusals.OLD_KIND)
    if ending in (".ods", ".fods"):
        raise FileRefusedError(refusals.OPEN_DOCUMENT)
    if ending in (".csv", ".tsv"):
        if b"\x00" in start:
            raise FileRefusedError(refusals.NO_TEXT)
        return Examined(kind=FileKind.CSV)
    if start.startswith(_OLD_EXCEL):
        raise FileRefusedError(refusals.OLD_KIND)
    raise FileRefusedError(_why_no_workbook(start, ending))


def _why_no_workbook(start: bytes, ending: str) -> str:
    called_workbook = ending.startswith(".xl")
    if start.startswith(b"%PDF"):
        return refusals.NOT_TABULAR
    if called_workbook and b"\x00" not in start:
        return (
            refusals.WEB_PAGE if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else refusals.TEXT_RENAMED
        )
    return refusals.DAMAGED if called_workbook else refusals.NOT_TABULAR


def _examine_workbook(file: IO[bytes]) -> Examined:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_sizes(archive)
            kind = _kind(archive)
            outlines: dict[str, Outline] = {}
            declared_sheets = 0
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    found = look_at(part)
                declared_sheets += found.declared_sheets
                if found.outline is not None:
                    outlines[entry.filename] = found.outline
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError):
        # Headers that lie about a size or a place end here too: what is read is cut at the declared size.
        raise FileRefusedError(refusals.DAMAGED) from None
    finally:
        file.seek(0)
    return Examined(kind=kind, outlines=outlines, declared_sheets=declared_sheets)


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len({entry.filename for entry in entries}) < len(entries):
        raise FileRefusedError(refusals.DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(refusals.PROTECTED)
    total = sum(entry.file_size for entry in entries)
    stretched = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MOST_RATIO * entry.compress_size
        for entry in entries
    )
    if len(entries) > MOST_PARTS or total > MOST_UNPACKED_BYTES or stretched:
        raise FileRefusedError(refusals.UNPACKS_TOO_LARGE)


def _kind(archive: zipfile.ZipFile) -> FileKind:
    names = set(archive.namelist())
    if "mimetype" in names:
        types = archive.read("mimetype").decode("ascii", "replace")
    elif "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml").decode("utf-8", "replace").replace("\x00", "")
    else:
        types = ""
    if _WORKBOOK_TYPE.search(types) is None:
        for sign, message in _REFUSED_TYPES:
            if sign in types:
                raise FileRefusedError(message)
        raise FileRefusedError(refusals.PACKED)
    return FileKind.MACRO_WORKBOOK if "macroEnabled" in types or _holds_macros(names) else FileKind.WORKBOOK


def _holds_macros(names: set[str]) -> bool:
    return any(name.endswith("vbaProject.bin") for name in names)
