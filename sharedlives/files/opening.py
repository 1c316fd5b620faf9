"""One way into a scheme, whatever it is kept in: our JSON, our workbook, or a register with its mapping."""

from __future__ import annotations

from pathlib import Path

from sharedlives.errors import FileRefusedError
from sharedlives.files.reading import Reading


def open_scheme(path: str | Path, mapping: str | Path | None = None) -> Reading:
    """Read a scheme from whatever file it is in; the file is never changed.

    Parameters
    ----------
    path
        Our own JSON, our own workbook, or with a mapping a scheme's own register: a workbook, a CSV file or a
        folder of CSV files.
    mapping
        The mapping file that says how the register is laid out; None for our own formats.

    Returns
    -------
    Reading
        With no scheme where nothing could be read; its problems say why.

    Raises
    ------
    FileRefusedError
        Where the file cannot be read as a whole; the message says what to do.
    """
    path = Path(path)
    if is_json(path):
        if mapping is not None:
            raise FileRefusedError(
                f"“{path.name}” is a JSON document, and a mapping is for a register: leave out --map."
            )
        from sharedlives.files.json_documents import read_scheme_json

        return Reading(scheme=read_scheme_json(path))
    if mapping is not None:
        from sharedlives.files.mapping_reader import read_register

        return read_register(path, mapping)
    from sharedlives.files.workbook_reader import read_workbook

    return read_workbook(path)


def is_json(path: Path) -> bool:
    """Whether a file holds a JSON document, by its ending or by how it begins."""
    if path.suffix.lower() == ".json":
        return True
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError:
        return False
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
