"""What comes of reading a file: the scheme, as far as it could be read, and everything worth saying."""

from __future__ import annotations

from dataclasses import dataclass

from sharedlives.domain.scheme import Scheme
from sharedlives.errors import CellProblem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file as it was read.

    Attributes
    ----------
    scheme
        Everything that could be read; None where nothing could be.
    problems
        Everything that stops, was left out or is worth a look, in the order of the file.
    silence
        How blank cells were read, field by field: ``("household.pets", "no")``. Empty for our own workbook,
        in which a blank is never an answer.
    """

    scheme: Scheme | None
    problems: tuple[CellProblem, ...] = ()
    silence: tuple[tuple[str, str], ...] = ()

    def of(self, severity: Severity) -> tuple[CellProblem, ...]:
        """The problems of one severity."""
        return tuple(problem for problem in self.problems if problem.severity is severity)

    @property
    def is_complete(self) -> bool:
        """Whether everything was read: nothing stops and nothing was left out."""
        return self.scheme is not None and not any(
            problem.severity is not Severity.NOTICE for problem in self.problems
        )
