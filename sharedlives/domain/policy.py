"""A scheme's own settings for matching: what counts, in which order, and how much."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from sharedlives.domain.fields import Record, at_least, between, checked
from sharedlives.errors import InvalidRecordError


class Level(StrEnum):
    """What a plan tries for, one after the other."""

    EMERGENCIES = "emergencies met"
    URGENT = "urgent met"
    HOMES = "homes met"
    BREAKS = "breaks met"
    DAYS = "days of support met"
    WAITED = "days waited by those met"
    FIT = "fit"
    TIE_BREAK = "tie-break"


class FitPart(StrEnum):
    """What fit is made of."""

    OWN_WISHES = "their own wishes"
    OTHERS_WISHES = "the household's and residents' wishes"
    CONNECTIONS = "near what matters to them"
    INTERESTS = "interests in common"
    LANGUAGE_AND_FAITH = "language, culture and faith"
    PACE = "the pace of the home"
    PETS = "animals"
    EXPERIENCE = "the carers' experience"
    KNOWN = "known to each other"
    NEIGHBOURHOOD = "their own neighbourhood"


class Charge(StrEnum):
    """What a plan would rather not use up, in points of fit; never shown as fit."""

    SCARCE_ROOM = "a room with a feature that is not needed"
    SCARCE_SKILL = "a rare skill that is not needed"
    CHANGE = "a change from the last proposal"


class Step(StrEnum):
    """How far two sides may go together."""

    NONE = "none"
    TALK = "talk"
    MEET = "meet"
    STAY = "stay"

    @property
    def reach(self) -> int:
        """How far, as a number that grows."""
        return _REACH[self]


_REACH = {step: number for number, step in enumerate(Step)}


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Weighted(Record):
    """A part of fit and its weight."""

    part: FitPart
    weight: int = field(validator=at_least(0))


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Charged(Record):
    """A charge and its points of fit."""

    charge: Charge
    points: int = field(validator=at_least(0))


DEFAULT_WEIGHTS = tuple(
    Weighted(part=part, weight=weight)
    for part, weight in (
        (FitPart.OWN_WISHES, 5),
        (FitPart.OTHERS_WISHES, 3),
        (FitPart.CONNECTIONS, 4),
        (FitPart.INTERESTS, 3),
        (FitPart.LANGUAGE_AND_FAITH, 3),
        (FitPart.PACE, 2),
        (FitPart.PETS, 1),
        (FitPart.EXPERIENCE, 2),
        (FitPart.KNOWN, 2),
        (FitPart.NEIGHBOURHOOD, 2),
    )
)

DEFAULT_CHARGES = (
    Charged(charge=Charge.SCARCE_ROOM, points=5),
    Charged(charge=Charge.SCARCE_SKILL, points=5),
    Charged(charge=Charge.CHANGE, points=10),
)


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Policy(Record):
    """How a scheme wants proposals made.

    `levels` in their order; one left out does not count at all. `floor` is the fit, 0 to 100, below which
    an option of a home to live in is shown to the person and never planned (only where even the best that
    fit may turn out to be is below it). `planned_from` is the least step that the plan uses: ``stay`` uses
    only what is in order now, ``meet`` and ``talk`` also what must still be put in order before the first
    night. `rides_along` names criteria whose answer "not known" only rides on a proposal as a question.
    `introduction_lapses_after` is in days, `waiting_counts_up_to` too. `tax_cap_blocks` makes the tax
    residence cap a limit rather than a warning. `rare_skills` are those charged where nobody needs them.
    """

    levels: tuple[Level, ...] = tuple(Level)
    floor: int = field(default=35, validator=between(0, 100))
    weights: tuple[Weighted, ...] = DEFAULT_WEIGHTS
    charges: tuple[Charged, ...] = DEFAULT_CHARGES
    planned_from: Step = Step.STAY
    rides_along: frozenset[str] = frozenset({"takes-emergencies"})
    introduction_lapses_after: int = field(default=90, validator=at_least(0))
    waiting_counts_up_to: int = field(default=365, validator=at_least(0))
    tax_cap_blocks: bool = False
    rare_skills: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        if len(set(self.levels)) != len(self.levels):
            raise InvalidRecordError("Policy: a level is named twice")
        if len({entry.part for entry in self.weights}) != len(self.weights):
            raise InvalidRecordError("Policy: a part of fit has two weights")
        if len({entry.charge for entry in self.charges}) != len(self.charges):
            raise InvalidRecordError("Policy: a charge is named twice")
        if self.planned_from is Step.NONE:
            raise InvalidRecordError("Policy: planned_from is the least step a plan uses: talk, meet or stay")

    def weight(self, part: FitPart) -> int:
        """The weight of a part of fit; 0 where the policy leaves it out."""
        return sum(entry.weight for entry in self.weights if entry.part is part)

    def points(self, charge: Charge) -> int:
        """The points of fit of a charge; 0 where the policy leaves it out."""
        return sum(entry.points for entry in self.charges if entry.charge is charge)
