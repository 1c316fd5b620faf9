"""A register written as our own workbook, filled in by a coordinator, and read back without loss."""

import tempfile
from datetime import date
from pathlib import Path

from sharedlives import Nation, read_demo, read_workbook, write_template, write_workbook

with tempfile.TemporaryDirectory() as folder:
    empty, full = Path(folder) / "empty.xlsx", Path(folder) / "calderbrook.xlsx"

    write_template(empty, Nation.ENGLAND)
    print("An empty workbook to fill in:", read_workbook(empty).scheme)

    scheme = read_demo().scheme
    if scheme is None:
        raise SystemExit("The demo could not be read.")
    write_workbook(scheme, full)
    again = read_workbook(full).scheme
    print("Nothing was lost:", again == scheme)
    if again is not None:
        print("People who live or stay somewhere on 16 November 2026:", end=" ")
        print(sum(a.is_there(date(2026, 11, 16)) for a in again.arrangements))
