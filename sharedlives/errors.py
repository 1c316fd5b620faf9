"""The three kinds of trouble, never mixed.

A caller's mistake raises a child of `SharedLivesError` that is also the builtin a caller would catch.
Trouble in people's data comes back as values, all at once: `CellProblem` for a cell of a sheet and
`SchemeProblem` for records that do not fit together. Our own bug raises `OwnBug`, loudly.

No exception here carries a name, a birth date or a word about health: messages name records by id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class SharedLivesError(Exception):
    """What every exception of this library is."""


class InvalidRecordError(SharedLivesError, ValueError):
    """A field of a record was given something it cannot hold."""


class UnknownIdError(SharedLivesError, LookupError):
    """No record of that kind has that id."""


class SchemeError(SharedLivesError, ValueError):
    """The records of a scheme do not fit together; `problems` lists every reason at once."""

    def __init__(self, problems: tuple[SchemeProblem, ...]) -> None:
        self.problems = problems
        lines = "\n".join(f"- {problem.message}" for problem in problems)
        count = (
            "1 thing in this scheme does"
            if len(problems) == 1
            else f"{len(problems)} things in this scheme do"
        )
        super().__init__(f"{count} not fit together:\n{lines}")

    def __reduce__(self) -> tuple[type[SchemeError], tuple[tuple[SchemeProblem, ...]]]:
        """Travel between processes with every problem."""
        return SchemeError, (self.problems,)


class FileRefusedError(SharedLivesError, ValueError):
    """A file as a whole cannot be read; the message says why and what to do."""


class DocumentRefusedError(FileRefusedError):
    """A JSON document does not hold what it should; `problems` lists every reason at once."""

    def __init__(self, problems: tuple[DocumentProblem, ...]) -> None:
        self.problems = problems
        shown = [f"- {problem.place}: {problem.message}" for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"- and {len(problems) - MOST_SHOWN} more")
        super().__init__("this document was not read:\n" + "\n".join(shown))

    def __reduce__(self) -> tuple[type[DocumentRefusedError], tuple[tuple[DocumentProblem, ...]]]:
        """Travel between processes with every problem."""
        return DocumentRefusedError, (self.problems,)


class NotInForceError(SharedLivesError, LookupError):
    """The law was asked about a day or a nation for which no value is recorded."""


class KeepRefusedError(SharedLivesError, ValueError):
    """A pair that was to be kept breaks a rule or another kept pair; the message names which."""


class AdditionRefusedError(SharedLivesError, ValueError):
    """A criterion or a part of fit that a host adds does not go with those that are there."""


class QuestionLostError(SharedLivesError, ValueError):
    """A result no longer holds what it was the answer to, and is asked something that needs it."""


class ProgramError(SharedLivesError, ValueError):
    """A program is posed wrongly; `problems` lists every reason at once."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        shown = [f"- {problem}" for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"- and {len(problems) - MOST_SHOWN} more")
        super().__init__("this program is posed wrongly:\n" + "\n".join(shown))

    def __reduce__(self) -> tuple[type[ProgramError], tuple[tuple[str, ...]]]:
        """Travel between processes with every problem."""
        return ProgramError, (self.problems,)


class OwnBugError(SharedLivesError, RuntimeError):
    """Something inside the library is wrong: an invalid program, or a result that fails its check."""


MOST_SHOWN = 20
"""How many problems an exception spells out; all of them are in its `problems`."""


class Severity(StrEnum):
    """How much a problem in the data costs."""

    STOPS = "stops"
    """Nothing can be read until it is mended."""
    LEFT_OUT = "left out"
    """One record or one value was left out; everything else was read."""
    NOTICE = "notice"
    """Read, with something worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """One thing about one cell, in a coordinator's words, with the place and the remedy.

    `given` is what the cell holds; it may be personal, so it stays out of `repr` and of `message(...)`
    unless asked for.
    """

    code: str
    severity: Severity
    expected: str
    suggestion: str
    sheet: str | None = None
    cell: str | None = None
    heading: str | None = None
    given: str | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """Where it is, as Excel names it: ``Carers!D3``, a sheet, or the whole file."""
        if self.sheet is None:
            return "the file"
        return self.sheet if self.cell is None else f"{self.sheet}!{self.cell}"

    def message(self, *, with_value: bool = False) -> str:
        """One line for a person.

        Parameters
        ----------
        with_value
            Whether to quote what the cell holds. Right on the coordinator's own screen, wrong in a log.
        """
        heading = f" · {self.heading}" if self.heading else ""
        given = f" · it says “{self.given}”" if with_value and self.given is not None else ""
        return f"{self.place}{heading}{given} · {self.expected} {self.suggestion}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeProblem:
    """One way in which the records of a scheme do not fit together.

    A *structural* problem (a reference to nobody, an id given twice) leaves the record out when a file is
    read. A *factual* one (a bedroom let twice) is kept: the register says so, and somebody must look.
    `other` is the id of the other record, or the id that was named and is nobody's.
    """

    code: str
    collection: str
    record: str
    message: str
    structural: bool = True
    field_name: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProblem:
    """One thing wrong with a JSON document: where (``people[3].born``) and what was expected instead.

    `place` is empty for the document as a whole. Neither says what the document holds there, for it may be
    personal.
    """

    path: str
    message: str

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return self.path or "the document"
