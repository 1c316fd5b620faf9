"""How a workbook reaches the disk: whole or not at all, for its owner's eyes only, and always the same bytes.

Excel files are zip archives that carry the clock in two places, their entries and their properties. Both are
set to one fixed moment, so that the same content gives the same file.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sharedlives.errors import FileRefusedError

if TYPE_CHECKING:
    from openpyxl import Workbook

FIXED_MOMENT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's properties know no time zone
ENTRY_MOMENT: Final = (2000, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def save_workbook(book: Workbook, path: str | Path) -> None:
    """Write a workbook to a file, in place of any file there.

    The file is readable by its owner only. It appears whole or not at all: what was there before stays until
    the new one is complete.

    Raises
    ------
    FileRefusedError
        Where the folder is missing or may not be written to.
    """
    write_privately(path, _bytes_of(book))


def write_privately(path: str | Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Raises
    ------
    FileRefusedError
        Where the folder is missing or may not be written to.
    """
    path = Path(path)
    try:
        # mkstemp gives 0600, and the same folder keeps the last step a plain change of name.
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError:
        raise FileRefusedError(_cannot_write(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise FileRefusedError(_cannot_write(path)) from None


def _cannot_write(path: Path) -> str:
    return (
        f"“{path.name}” could not be written. Check that its folder is there, that you may write to it, and "
        "that the file is not open in Excel, then try again."
    )


def _bytes_of(book: Workbook) -> bytes:
    book.properties.created = FIXED_MOMENT
    drawn = io.BytesIO()
    book.save(drawn)
    fixed = io.BytesIO()
    with zipfile.ZipFile(drawn) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                moment = FIXED_MOMENT.isoformat().encode("ascii") + b"Z"
                content = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, ENTRY_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return fixed.getvalue()
