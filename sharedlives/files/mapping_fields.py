"""What a mapping can map to: the records, their fields, and how a cell for each is read.

Fields of the domain's records are found by their annotations, so that a field added there can be mapped at
once. Beside them stand fields that a register keeps in one cell and the domain in several places, such as
`household.children` or `approval.ages`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sharedlives.dates import Weekday
from sharedlives.domain.arrangement import (
    Arrangement,
    Break,
    Decline,
    Event,
    Introduction,
    Review,
    Visit,
)
from sharedlives.domain.carer import Applicant, Approval, ApprovalTerms, Carer, Check
from sharedlives.domain.household import Bedroom, Closure, Household, HouseholdMember, OtherUse, Pet
from sharedlives.domain.person import (
    Connection,
    Consent,
    DecisionSupporter,
    Goal,
    Person,
    RecordedDecision,
    SupportNeed,
    ThingToPlanFor,
)
from sharedlives.domain.request import Request
from sharedlives.domain.words import (
    ApplicantStage,
    IntroductionStage,
    Kind,
    Medicines,
    MovingAndHandling,
    NightSupport,
    Party,
)


class Reads(Enum):
    """How a cell is read; the value is what the reference to mappings calls it."""

    TEXT = "text"
    ID = "reference"
    REFERENCES = "references"
    YES_NO = "yes or no"
    NUMBER = "whole number"
    COUNT = "number, or yes or no"
    DATE = "date"
    TIME = "time of day"
    TIMES = "times of day"
    WORD = "one word of a list"
    CHECK = "name of a check"
    WORDS = "words"
    WEEKDAYS = "days of the week"
    NAME = "name"
    NAMES = "names"
    TELEPHONE = "telephone number"
    POSTCODE = "postcode"
    MILES = "distance"
    AGE = "age"
    AGES = "ages"
    AGE_RANGE = "range of ages"
    SEXES = "sexes"
    KIND_NUMBERS = "kinds with numbers"
    ANIMAL = "animal"
    ANIMALS = "animals"
    SPANS = "spans of dates"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Target:
    """One field that can be mapped."""

    record: str
    field: str
    reads: Reads
    choices: type[Enum] | None = None
    fact: str | None = None
    """The fact it states, as `Scheme.not_kept` names it; None for what is no fact of its own."""
    asks_silence: bool = False
    """Whether a blank cell could mean “no” as well as “not known”."""
    says: str | None = None
    """What it holds, for a field that the domain's record does not have itself."""

    @property
    def name(self) -> str:
        """As a mapping and its `[silence]` table write it: ``household.smokes``."""
        return f"{self.record}.{self.field}"


RECORDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        "household": Household,
        "member": HouseholdMember,
        "bedroom": Bedroom,
        "pet": Pet,
        "other_use": OtherUse,
        "closure": Closure,
        "carer": Carer,
        "applicant": Applicant,
        "approval": Approval,
        "check": Check,
        "person": Person,
        "connection": Connection,
        "support": SupportNeed,
        "plan": ThingToPlanFor,
        "decision_supporter": DecisionSupporter,
        "recorded_decision": RecordedDecision,
        "consent": Consent,
        "goal": Goal,
        "request": Request,
        "arrangement": Arrangement,
        "review": Review,
        "introduction": Introduction,
        "decline": Decline,
        "visit": Visit,
        "event": Event,
        "break": Break,
    }
)
"""The records a mapping can name."""

PARTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "member": ("household", "members"),
        "bedroom": ("household", "bedrooms"),
        "pet": ("household", "pets"),
        "other_use": ("household", "other_uses"),
        "closure": ("household", "closures"),
        "connection": ("person", "connections"),
        "support": ("person", "support"),
        "plan": ("person", "to_plan_for"),
        "decision_supporter": ("person", "decision_support"),
        "recorded_decision": ("person", "recorded_decisions"),
        "consent": ("person", "consents"),
        "goal": ("person", "goals"),
        "review": ("arrangement", "reviews"),
    }
)
"""Records that are part of another one, with that one and the field they stand in."""

MEMBERS: Final = "household.members"
"""The fact that children and other adults of a home state together."""

_KIND_FIELDS: Final = {kind.value.replace(" ", "_").replace("-", "_"): kind for kind in Kind}


def kind_of_field(field: str) -> Kind | None:
    """The kind that a field of an approval counts: ``short_break``."""
    return _KIND_FIELDS.get(field)


_WHICH_HOUSEHOLD: Final = "Which household is meant: its reference or name, or the name of one of its carers."
_WHICH_PERSON: Final = "Which person is meant: their reference or name, or the reference of a request."
_WHICH_CARER: Final = "Which carer is meant: a reference, a name, or their number in the household."
_ANYBODY: Final = "Whom it is about, by reference or name: a carer, household member, household or person."
_WHICH: Final = {
    "household_id": _WHICH_HOUSEHOLD,
    "person_id": _WHICH_PERSON,
    "carer_id": _WHICH_CARER,
    "request_id": "Which request is meant, by its reference.",
    "bedroom_id": "Which bedroom of the home, by its reference.",
    "varies": "The earlier approval that this one varies, by its reference.",
    "moved_from": "The arrangement they moved from, by its reference.",
}
_EASTING: Final = "Metres east on the national grid; with `northing` it stands for a postcode."
_NORTHING: Final = "Metres north on the national grid."
_WHOLE_NAME: Final = "A whole name; `first_name` and `last_name` take one from a column each."

# Beyond the fields the annotations give: of each record, how a field is read, the fact it states, whether a
# blank could mean “no”, and what it holds.
STEPS: Final = MappingProxyType({f"{stage.name.lower()}_on": stage for stage in IntroductionStage})
"""The day of each step of an introduction, as a field of its own."""
ANSWERS: Final = MappingProxyType(
    {
        "person_said_yes": Party.PERSON,
        "carers_said_yes": Party.CARER,
        "residents_said_yes": Party.RESIDENT,
        "family_said_yes": Party.FAMILY,
        "commissioner_said_yes": Party.COMMISSIONER,
        "manager_said_yes": Party.MANAGER,
    }
)
"""What each side said to a stay, as a field of its own; a place is held once both sides said yes."""
_INTRODUCED: Final = {
    **{
        name: (Reads.DATE, "introduction.steps", False, f"The day of this step: {stage.value}.")
        for name, stage in STEPS.items()
    },
    **{
        name: (Reads.YES_NO, "introduction.answers", False, f"Their answer to a stay: {party.value}.")
        for name, party in ANSWERS.items()
    },
}
_FURTHER: Final[Mapping[str, Mapping[str, tuple[Reads, str | None, bool, str]]]] = {
    "household": {
        "postcode": (Reads.POSTCODE, "household.place", False, "The full postcode of the home."),
        "easting": (Reads.NUMBER, "household.place", False, _EASTING),
        "northing": (Reads.NUMBER, "household.place", False, _NORTHING),
        "telephone": (Reads.TELEPHONE, "household.telephone", False, "As you would dial it."),
        "pets": (Reads.ANIMALS, "household.pets", True, "Every animal in the home: “2 dogs, cat”."),
        "children": (Reads.AGES, MEMBERS, True, "Children who live there, by their ages: “8, 11”."),
        "number_of_children": (Reads.COUNT, MEMBERS, True, "How many, where no ages are kept."),
        "other_adults": (Reads.NAMES, MEMBERS, True, "Adults who live there and are no carers, by name."),
        "bedrooms": (Reads.NUMBER, "household.bedrooms", True, "How many there are for people supported."),
        "ground_floor_bedrooms": (Reads.COUNT, "bedroom.is_ground_floor", True, "How many of them."),
        "step_free_bedrooms": (Reads.COUNT, "bedroom.is_step_free", True, "How many of them."),
        "double_bedrooms": (Reads.COUNT, "bedroom.is_double", True, "How many of them."),
        "bedrooms_near_bathroom": (Reads.COUNT, "bedroom.is_near_bathroom", True, "How many of them."),
        "bedrooms_for_hoist": (Reads.COUNT, "bedroom.takes_hoist", True, "How many of them."),
        "fostering": (
            Reads.COUNT,
            "household.other_uses",
            True,
            "Fostered children: how many, or yes.",
        ),
        "lodger": (Reads.COUNT, "household.other_uses", True, "Lodgers: how many, or yes."),
        "another_scheme": (Reads.COUNT, "household.other_uses", True, "People there through another scheme."),
        "staying_put": (Reads.COUNT, "household.other_uses", True, "Young people staying on after care."),
        "closed": (Reads.SPANS, "household.closures", False, "The days on which the home takes nobody."),
        "closed_from": (Reads.DATE, "household.closures", False, "The first of them."),
        "closed_until": (Reads.DATE, "household.closures", False, "The last of them."),
        "closed_reason": (Reads.TEXT, None, False, "Why, if it is kept."),
    },
    "member": {
        "name": (Reads.NAME, MEMBERS, False, _WHOLE_NAME),
        "age": (Reads.AGE, MEMBERS, False, "Their age on the day the register speaks of."),
        "household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD),
    },
    **{
        part: {"household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD)} for part in ("bedroom", "other_use")
    },
    "pet": {
        "kind": (Reads.ANIMAL, "household.pets", False, "What animal it is, such as dog."),
        "household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD),
    },
    "closure": {
        "household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD),
        "dates": (Reads.SPANS, "household.closures", False, "The days, first to last."),
        "from": (Reads.DATE, "household.closures", False, "The first day."),
        "until": (Reads.DATE, "household.closures", False, "The last day."),
    },
    "carer": {
        "name": (Reads.NAME, "carer.first_name", False, _WHOLE_NAME),
        "names": (Reads.NAMES, "carer.first_name", False, "All carers of a home: “Ann & Bob Lumb”."),
        "number": (Reads.NUMBER, None, False, "Which carer of the home, where a column says 1 or 2."),
        "telephone": (Reads.TELEPHONE, "carer.telephone", False, "As you would dial it."),
        "references": (Reads.COUNT, "check.reference", True, "How many references are held, undated."),
    },
    "applicant": {
        "name": (Reads.NAME, "applicant.first_name", False, _WHOLE_NAME),
        "stage": (Reads.WORD, "applicant.stages", False, "How far the assessment has come."),
    },
    "approval": {
        "numbers": (Reads.KIND_NUMBERS, "approval.numbers", False, "How many at once of each kind."),
        "kinds": (Reads.WORDS, "approval.numbers", False, "Kinds without numbers, under `total`."),
        "ages": (Reads.AGE_RANGE, "approval.youngest", False, "The ages approved for: “18-65”, “25+”."),
        "sexes": (Reads.SEXES, "approval.sexes", False, "Who is approved for: “F only”, “either”."),
        "women": (Reads.YES_NO, "approval.sexes", True, "Whether women are, in a column beside `men`."),
        "men": (Reads.YES_NO, "approval.sexes", True, "Whether men are, in a column beside `women`."),
        **{
            field: (Reads.COUNT, "approval.numbers", True, f"How many at once: {kind.value}.")
            for field, kind in _KIND_FIELDS.items()
        },
    },
    "check": {
        "kind": (Reads.CHECK, None, False, "What was checked."),
        "household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD),
        "carer_id": (Reads.ID, None, False, _WHICH_CARER),
        "carer_number": (Reads.NUMBER, None, False, "Which carer of the household; blank for the home."),
        "person_id": (Reads.ID, None, False, _WHICH_PERSON),
        "who": (Reads.ID, None, False, _ANYBODY),
    },
    **{
        record: {
            "household_id": (Reads.ID, None, False, _WHICH_HOUSEHOLD),
            "carer_id": (Reads.ID, None, False, _WHICH_CARER),
            "person_id": (Reads.ID, None, False, _WHICH_PERSON),
            "who": (Reads.ID, None, False, _ANYBODY),
        }
        for record in ("visit", "event")
    },
    "person": {
        "name": (Reads.NAME, "person.first_name", False, _WHOLE_NAME),
        "postcode": (Reads.POSTCODE, "person.place", False, "Where they live now."),
        "easting": (Reads.NUMBER, "person.place", False, _EASTING),
        "northing": (Reads.NUMBER, "person.place", False, _NORTHING),
        "own_pet": (Reads.ANIMAL, "person.own_pet", False, "The animal they would bring, such as cat."),
        "together_with": (Reads.REFERENCES, "keep_together.people", False, "Who they wish to live with."),
        "apart_from": (Reads.REFERENCES, "keep_apart.other_id", False, "Whom they are to be apart from."),
    },
    "connection": {
        "postcode": (Reads.POSTCODE, "person.connections", False, "Where it is."),
        "easting": (Reads.NUMBER, "person.connections", False, _EASTING),
        "northing": (Reads.NUMBER, "person.connections", False, _NORTHING),
        "limit_miles": (Reads.MILES, "person.connections", False, "How far a home may be from it."),
        "person_id": (Reads.ID, None, False, _WHICH_PERSON),
    },
    **{
        part: {"person_id": (Reads.ID, None, False, _WHICH_PERSON)}
        for part in ("support", "plan", "decision_supporter", "recorded_decision", "consent", "goal")
    },
    "review": {"arrangement_id": (Reads.ID, None, False, "The arrangement that was reviewed.")},
    "request": {
        "dates": (Reads.SPANS, "request.earliest_start", False, "From when to when: “4-13 Dec 2026”."),
        "session_times": (Reads.TIMES, "request.session_starts", False, "From when to when in the day."),
    },
    **{
        record: {
            "dates": (Reads.SPANS, f"{record}.stay", False, "Arriving and leaving day in one cell."),
            "start": (Reads.DATE, f"{record}.stay", False, "The first night or day."),
            "end": (Reads.DATE, f"{record}.stay", False, "The day of leaving; of days, the last one."),
            "last_night": (Reads.DATE, None, False, "The last night, where that is kept."),
            "nights": (Reads.NUMBER, None, False, "How many nights, where that is kept."),
            "weekdays": (Reads.WEEKDAYS, None, False, "The days of the week of day support."),
            "session_times": (Reads.TIMES, None, False, "From when to when in the day."),
            **(_INTRODUCED if record == "introduction" else {}),
        }
        for record in ("arrangement", "introduction")
    },
    "break": {
        "dates": (Reads.SPANS, "break.period", False, "The days, first to last."),
        "from": (Reads.DATE, "break.period", False, "The first day."),
        "until": (Reads.DATE, "break.period", False, "The last day."),
    },
}
_CHOICES: Final = {("approval", "kinds"): Kind, ("applicant", "stage"): ApplicantStage}
_ASKS: Final = (Medicines, MovingAndHandling, NightSupport)
_NEVER: Final = frozenset(("sources", "subject_kind", "subject_id", "fit_weights"))
_IDS: Final = frozenset(("id", "varies", "moved_from"))
_SIMPLE: Final[Mapping[Any, Reads]] = {
    str: Reads.TEXT,
    bool: Reads.YES_NO,
    int: Reads.NUMBER,
    date: Reads.DATE,
    time: Reads.TIME,
}


@cache
def fields_of(record: str) -> Mapping[str, Target]:
    """Every field of a record that can be mapped, by name."""
    found = dict(_annotated(record, RECORDS[record]))
    if record == "approval":
        found.update(_annotated(record, ApprovalTerms))
    for field, (reads, fact, asks, says) in _FURTHER.get(record, {}).items():
        choices = _CHOICES.get((record, field))
        found[field] = Target(record, field, reads, choices, fact, asks, says)
    return MappingProxyType(found)


@cache
def facts() -> frozenset[str]:
    """Every fact a register may keep, as `Scheme.not_kept` names it."""
    targets = (target for record in RECORDS for target in fields_of(record).values())
    return frozenset(target.fact for target in targets if target.fact is not None)


def _annotated(record: str, cls: type[Any]) -> Iterator[tuple[str, Target]]:
    for field, hint in typing.get_type_hints(cls).items():
        if field in _NEVER or field.startswith("__"):
            continue
        target = _by_annotation(record, field, hint)
        if target is not None:
            yield field, target


def _by_annotation(record: str, field: str, hint: Any) -> Target | None:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(choice for choice in typing.get_args(hint) if choice is not types.NoneType)
    if field in _IDS or field.endswith("_id"):
        return Target(record, field, Reads.ID, says=_WHICH.get(field))
    fact = _fact(record, field)
    if field in ("carer_ids", "only_for", "not_with"):
        return Target(record, field, Reads.REFERENCES, fact=fact)
    if typing.get_origin(hint) is frozenset:
        of = typing.get_args(hint)[0]
        if of is Weekday:
            return Target(record, field, Reads.WEEKDAYS, fact=fact)
        choices = of if issubclass(of, Enum) else None
        return Target(record, field, Reads.WORDS, choices, fact, asks_silence=True)
    if hint in _SIMPLE:
        return Target(record, field, _SIMPLE[hint], fact=fact, asks_silence=hint is bool)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Target(record, field, Reads.WORD, hint, fact, asks_silence=hint in _ASKS)
    return None


def _fact(record: str, field: str) -> str:
    return ".".join(PARTS[record]) if record in PARTS and record != "bedroom" else f"{record}.{field}"
