"""The first sheet of our own workbook: what it is, how to fill it in, and which sheets come first."""

from __future__ import annotations

from collections.abc import Iterator

from sharedlives.files.columns import settings_sheet, sheets, sources_sheet
from sharedlives.files.columns_sheets import Group
from sharedlives.files.workbook_style import Line, LineStyle

_WHAT = (
    "This workbook holds the register of one Shared Lives scheme: homes, carers, people, what they ask for "
    "and who lives with whom. From it, sharedlives says who might be introduced to whom, and why. It "
    "proposes; people decide."
)
_HOW = (
    Line(
        "Blank means not known",
        "Nothing is guessed from a blank: it becomes a question to ask. Write No or none if you know it.",
    ),
    Line(
        "One row each",
        "One row for each home, carer, person and so on. Give each a short id, such as H012, and use the "
        "same id on the other sheets. Rows and columns may stand in any order, and you may add columns.",
    ),
    Line(
        "Dark headings first",
        "Most schemes fill in the columns with a dark heading. The others can wait, or stay blank for good.",
    ),
    Line("Notes", "Rest the mouse on a heading, and a note says what belongs there."),
    Line("Dates", "Day, month and all four digits of the year: 28/02/2026."),
    Line("Several things in one cell", "Put a semicolon between them: swimming; gardening; church."),
    Line(
        "Drop-downs",
        "Where a cell has a small arrow, choose from its list. The words stand on the sheet Lists.",
    ),
    Line(
        "Wishes",
        "Write down only what somebody said. A must is never bent, a no needs no reason, and nobody is asked "
        "to give a wish up.",
    ),
    Line(
        "Keep it safe",
        "This is personal information. Keep it where only those who need it can open it, and do not send it "
        "by ordinary email. There are no hidden sheets, rows or columns.",
    ),
    Line("When you are done", "Save it, and run: sharedlives match followed by the name of this file."),
)


def guide_lines() -> Iterator[Line]:
    """The lines of the guide."""
    yield Line("Our Shared Lives register", style=LineStyle.TITLE)
    yield Line(_WHAT)
    yield Line("")
    yield Line("How to fill it in", style=LineStyle.HEADING)
    yield from _HOW
    every = (settings_sheet(), *sheets(), sources_sheet())
    for group in Group:
        yield Line("")
        yield Line(group.value, style=LineStyle.HEADING)
        for sheet in every:
            if sheet.group is group:
                yield Line(sheet.title, sheet.about, link=(sheet.title, "A1"))
