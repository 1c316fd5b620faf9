"""What came of reading a register, as one JSON document: ``sharedlives.reading/1``.

It counts records and says every problem with its place; what the cells hold is never repeated, for it may be
personal.
"""

from __future__ import annotations

from typing import Any, Final

from sharedlives.domain.scheme import COLLECTIONS
from sharedlives.errors import CellProblem
from sharedlives.files.json_documents import document
from sharedlives.files.origins import READING
from sharedlives.files.reading import Reading

READING_VERSION: Final = 1


def reading_to_json(reading: Reading, *, written: str | None = None) -> str:
    """A reading as a JSON document: the same text for equal readings.

    Parameters
    ----------
    reading
        What came of it.
    written
        The file that what was read was written to; None where nothing was.
    """
    scheme = reading.scheme
    records = {} if scheme is None else {name: len(getattr(scheme, name)) for name in COLLECTIONS}
    content = {
        "status": _status(reading),
        "written": written,
        "scheme": None if scheme is None else scheme.name,
        "nation": None if scheme is None else scheme.nation.value,
        "input_digest": None if scheme is None else scheme.digest,
        "counts": records,
        "problems": [_problem(problem) for problem in reading.problems],
        "blank_cells": [{"fact": fact, "read_as": answer} for fact, answer in reading.silence],
        "not_kept": [] if scheme is None else sorted(scheme.not_kept),
    }
    return document(READING, READING_VERSION, content)


def _status(reading: Reading) -> str:
    if reading.scheme is None:
        return "stopped"
    return "read" if reading.is_complete else "left out"


def _problem(problem: CellProblem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "heading": problem.heading,
        "expected": problem.expected,
        "suggestion": problem.suggestion,
    }
