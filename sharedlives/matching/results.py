"""What a match says: plain frozen records, headed "if everyone said yes"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from sharedlives.domain.policy import Charge, Level, Policy
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind
from sharedlives.matching.fit import Fit
from sharedlives.matching.fit_parts import OwnPart
from sharedlives.matching.judging import AskWhom, Criterion
from sharedlives.matching.when import When
from sharedlives.places import Travel
from sharedlives.program import Solution

HEADING = "If everyone said yes"


class Status(StrEnum):
    """How certain a plan is."""

    PROVEN = "proven"
    """No plan does better on any level, given those before it."""
    BEST_SO_FAR = "best so far"
    """A time limit ended the search; each level says how far off it may be."""


@frozen(kw_only=True)
class LevelReached:
    """What a plan reaches on one level; `bound` is what no plan can pass, given the levels before."""

    name: Level
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.value == self.bound


@frozen(kw_only=True)
class Charged:
    """Something a proposal would use up that nobody in it needs, in points of fit."""

    charge: Charge
    points: int


@frozen(kw_only=True)
class Proposal:
    """An option put forward. It proposes; people decide.

    `bedroom_id` is None where nobody sleeps there, or where it is not recorded who sleeps in which room.
    `before_first_night` must be in order first; `questions` ride along; `warnings` are worth a look.
    """

    request_id: str
    person_id: str
    household_id: str
    kind: Kind
    when: When
    bedroom_id: str | None
    room: str | None
    fit: Fit
    charges: tuple[Charged, ...] = ()
    before_first_night: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    together_with: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reason:
    """One reason why nothing is proposed yet, and for which households it holds."""

    code: str
    sentence: str
    households: tuple[str, ...] = ()


@frozen(kw_only=True)
class StillLooking:
    """A request for which nothing is proposed yet, with every reason."""

    request_id: str
    person_id: str
    kind: Kind
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class Question:
    """Something to ask, of whom or about whom, and the pairs of request and household that hang on it."""

    ask: AskWhom
    about: str
    text: str
    code: str
    opens: tuple[tuple[str, str], ...]


@frozen(kw_only=True, eq=False)
class Asked:
    """What a result was the answer to: enough to pose it once more. It stays in the process it is from.

    `before` gives the household that the last plan proposed for a request; `solution` is the answer, as the
    program gave it.
    """

    scheme: Scheme
    on: date
    policy: Policy
    requests: tuple[str, ...] | None
    keep: tuple[tuple[str, str], ...]
    before: Mapping[str, str]
    travel: Travel
    criteria: tuple[Criterion, ...]
    parts: tuple[OwnPart, ...]
    solution: Solution | None = None

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """Stay behind where a result travels: it is a whole scheme, and a host's own measure of miles."""
        return type(None), ()


@frozen(kw_only=True)
class MatchResult:
    """Who might be introduced to whom: a plan over everybody, checked. A person sees all their options.

    Two results are equal where everything but `timings` and `asked` is. `timings` are seconds by phase. What
    was `asked` is what `prices` needs; it is not there where a result was read from a document or travelled.
    """

    on: date
    status: Status
    levels: tuple[LevelReached, ...]
    proposals: tuple[Proposal, ...]
    still_looking: tuple[StillLooking, ...]
    being_introduced: tuple[str, ...]
    questions: tuple[Question, ...]
    not_kept: tuple[str, ...]
    policy: Policy
    input_digest: str
    version: str
    repeatable: bool
    timings: dict[str, float] = field(factory=dict, eq=False, hash=False)
    asked: Asked | None = field(default=None, eq=False, hash=False, repr=False)

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row per request, for data frames: met or still looking, with what is proposed."""
        rows = [_proposal_row(proposal) for proposal in self.proposals]
        rows += [_still_looking_row(entry) for entry in self.still_looking]
        return sorted(rows, key=lambda row: str(row["request"]))


def _proposal_row(proposal: Proposal) -> dict[str, Any]:
    stays, sessions = proposal.when.stays, proposal.when.sessions
    last = None if sessions is None else sessions.period.last
    return {
        "request": proposal.request_id,
        "person": proposal.person_id,
        "kind": proposal.kind.value,
        "proposed": True,
        "household": proposal.household_id,
        "bedroom": proposal.bedroom_id,
        "from": proposal.when.first,
        "until": stays[-1].leaves if stays else last,
        "fit_low": proposal.fit.low,
        "fit": proposal.fit.mid,
        "fit_high": proposal.fit.high,
        "reasons": None,
    }


def _still_looking_row(entry: StillLooking) -> dict[str, Any]:
    return {
        "request": entry.request_id,
        "person": entry.person_id,
        "kind": entry.kind.value,
        "proposed": False,
        "household": None,
        "bedroom": None,
        "from": None,
        "until": None,
        "fit_low": None,
        "fit": None,
        "fit_high": None,
        "reasons": "; ".join(reason.sentence for reason in entry.reasons),
    }
