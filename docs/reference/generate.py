"""Write the pages of this folder that are read off the code: run it after a change, commit what it writes.

python docs/reference/generate.py
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sharedlives import law
from sharedlives.files.columns import Column, SheetTable, settings_sheet, sheets, sources_sheet
from sharedlives.files.columns_cells import said
from sharedlives.matching.criteria import CRITERIA

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/reference/generate.py from the code. Do not edit. -->"


def pages() -> dict[str, str]:
    """Every page by its name, as it should read now."""
    return {"criteria.md": _criteria(), "law.md": _law(), "columns.md": _columns()}


def _page(title: str, about: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", NOTE, about, *parts]) + "\n"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", r"\|").replace("\n", " ")


def _criteria() -> str:
    rows = [(f"`{each.code}`", each.title, each.says, each.step.value) for each in CRITERIA]
    return _page(
        "Criteria",
        "Everything that must hold for a person and a household, in the order in which a coordinator "
        "would ask. Each answers met, broken, not known or not applicable. The last column says how far "
        "the two may go together where it is broken; a single answer may allow more.",
        _table(("Code", "What must hold", "A household that does not have it", "Still allows"), rows),
    )


def _law() -> str:
    parts = []
    for code in law.codes():
        rows = [_law_row(entry) for entry in law.register() if entry.code == code]
        parts += [
            f"## {code}",
            _table(("Nation", "From", "Until", "Says", "Standing", "Where, and when read"), rows),
        ]
    return _page(
        "Law",
        "Every value that the library knows of the law and guidance of each nation, with the days on "
        "which it holds, both included, and where somebody read it. What was looked for and not found "
        "stands here too. Asked about a day that is not known, the library raises; it never takes silence"
        " for a number. This is no legal advice.",
        *parts,
    )


def _law_row(entry: law.LawEntry) -> tuple[object, ...]:
    if isinstance(entry, law.LawValue):
        per = f" for each {entry.counted_per}" if entry.counted_per else ""
        says, standing = f"**{entry.value} {entry.unit}{per}.** {entry.says}", str(entry.standing)
    elif isinstance(entry, law.LawSilence):
        says, standing = entry.reason, str(entry.silence)
    else:
        raise TypeError(type(entry).__name__)
    where = f"[{entry.citation}]({entry.citation.source}), {entry.citation.read_on}"
    note = f"{says} *{entry.note}*" if entry.note else says
    return ", ".join(entry.nations), entry.first_day, entry.last_day, note, standing, where


def _columns() -> str:
    every = (settings_sheet(), *sheets(), sources_sheet())
    return _page(
        "Sheets and columns",
        "Every sheet and column of our own workbook. Columns may stand in any order and any may be left "
        "out, but for those marked as needed; a blank cell means not known. `sharedlives template` writes"
        " an empty one.",
        *(part for sheet in every for part in (f"## {sheet.title}", sheet.about, _columns_of(sheet))),
    )


def _columns_of(sheet: SheetTable) -> str:
    rows = ((f"**{column.heading}**", _holds(column), column.help) for column in sheet.all_columns)
    return _table(("Heading", "Holds", "Note"), rows)


def _holds(column: Column) -> str:
    form = column.form.value
    within = column.within
    if within is not None:
        form += f", {within.least} or more" if within.most is None else f", {within.least} to {within.most}"
    if column.choices is not None:
        form = ", ".join(said(choice) for choice in column.choices)
    return f"{form} (needed)" if column.is_needed else form


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
