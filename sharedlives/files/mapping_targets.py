"""What a mapping can map to: the records, their fields, and how a cell for each is read.

Fields of the domain's records are found by their annotations, so that a field added there can be mapped at
once. Beside them stand fields that a register keeps in one cell and the domain in several places, such as
`household.children` or `approval.ages`.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto
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
from sharedlives.domain.wish import About
from sharedlives.domain.words import CheckKind, Kind, Medicines, MovingAndHandling, NightSupport
from sharedlives.files.value_words import find_check, find_word, suggest_check
from sharedlives.files.values import did_you_mean


class Reads(Enum):
    """How a cell is read."""

    TEXT = auto()
    ID = auto()
    REFERENCES = auto()
    YES_NO = auto()
    NUMBER = auto()
    COUNT = auto()
    """A whole number, or yes (at least one) or no (none)."""
    DATE = auto()
    TIME = auto()
    TIMES = auto()
    WORD = auto()
    CHECK = auto()
    WORDS = auto()
    """A list of lower-case words, from a closed list where the target has `choices`."""
    WEEKDAYS = auto()
    NAME = auto()
    NAMES = auto()
    TELEPHONE = auto()
    POSTCODE = auto()
    MILES = auto()
    AGE = auto()
    AGES = auto()
    AGE_RANGE = auto()
    SEXES = auto()
    KIND_NUMBERS = auto()
    ANIMALS = auto()
    SPANS = auto()
    WISH = auto()


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

_CHECK_TOPICS: Final = frozenset(("training", "competency", "other check"))

_RECORD_ALIASES: Final = {
    "home": "household",
    "adult": "member",
    "child": "member",
    "household member": "member",
    "room": "bedroom",
    "referral": "request",
    "placement": "arrangement",
    "service user": "person",
    "thing to plan for": "plan",
    "support need": "support",
    "other use": "other_use",
    "decision supporter": "decision_supporter",
    "recorded decision": "recorded_decision",
}

_FIELD_ALIASES: Final = {
    "ref": "id",
    "reference": "id",
    "dob": "born",
    "date_of_birth": "born",
    "forename": "first_name",
    "surname": "last_name",
    "tel": "telephone",
    "phone": "telephone",
    "mobile": "telephone",
    "smoker": "smokes",
    "patch": "neighbourhood",
    "area": "neighbourhood",
    "note": "notes",
    "comments": "notes",
    "household": "household_id",
    "home": "household_id",
    "person": "person_id",
    "carer": "carer_id",
    "bedroom": "bedroom_id",
    "request": "request_id",
    "rooms": "bedrooms",
    "date_approved": "approved_from",
    "drives": "drives_people",
    "emergencies": "takes_emergencies",
    "start": "earliest_start",
    "from": "earliest_start",
    "end": "until",
    "received": "received_on",
    "days": "weekdays",
    "reason": "purpose",
}
_CHECK_ALIASES: Final = {
    "date": "issued_on",
    "on": "issued_on",
    "done_on": "issued_on",
    "issued": "issued_on",
    "seen": "seen_on",
    "expires": "valid_until",
    "expires_on": "valid_until",
    "until": "valid_until",
}

# Beyond the fields the annotations give: record, field, how it is read, the fact it states, whether a blank
# could mean “no”.
_KIND_FIELDS: Final = {kind.value.replace(" ", "_").replace("-", "_"): kind for kind in Kind}
_FURTHER: Final = (
    ("household", "postcode", Reads.POSTCODE, "household.place", False),
    ("household", "easting", Reads.NUMBER, "household.place", False),
    ("household", "northing", Reads.NUMBER, "household.place", False),
    ("household", "telephone", Reads.TELEPHONE, "household.telephone", False),
    ("household", "pets", Reads.ANIMALS, "household.pets", True),
    ("household", "children", Reads.AGES, "household.members", True),
    ("household", "number_of_children", Reads.COUNT, "household.members", True),
    ("household", "other_adults", Reads.NAMES, "household.members", True),
    ("household", "bedrooms", Reads.NUMBER, "household.bedrooms", True),
    ("household", "ground_floor_bedrooms", Reads.COUNT, "bedroom.is_ground_floor", True),
    ("household", "step_free_bedrooms", Reads.COUNT, "bedroom.is_step_free", True),
    ("household", "double_bedrooms", Reads.COUNT, "bedroom.is_double", True),
    ("household", "bedrooms_near_bathroom", Reads.COUNT, "bedroom.is_near_bathroom", True),
    ("household", "bedrooms_for_hoist", Reads.COUNT, "bedroom.takes_hoist", True),
    ("household", "fostering", Reads.COUNT, "household.other_uses", True),
    ("household", "lodger", Reads.COUNT, "household.other_uses", True),
    ("household", "another_scheme", Reads.COUNT, "household.other_uses", True),
    ("household", "staying_put", Reads.COUNT, "household.other_uses", True),
    ("household", "closed", Reads.SPANS, "household.closures", False),
    ("household", "closed_from", Reads.DATE, "household.closures", False),
    ("household", "closed_until", Reads.DATE, "household.closures", False),
    ("household", "closed_reason", Reads.TEXT, None, False),
    ("member", "name", Reads.NAME, "household.members", False),
    ("member", "age", Reads.AGE, "household.members", False),
    ("member", "household_id", Reads.ID, None, False),
    ("bedroom", "household_id", Reads.ID, None, False),
    ("pet", "household_id", Reads.ID, None, False),
    ("other_use", "household_id", Reads.ID, None, False),
    ("closure", "household_id", Reads.ID, None, False),
    ("closure", "dates", Reads.SPANS, "household.closures", False),
    ("closure", "from", Reads.DATE, "household.closures", False),
    ("closure", "until", Reads.DATE, "household.closures", False),
    ("carer", "name", Reads.NAME, "carer.first_name", False),
    ("carer", "names", Reads.NAMES, "carer.first_name", False),
    ("carer", "number", Reads.NUMBER, None, False),
    ("carer", "telephone", Reads.TELEPHONE, "carer.telephone", False),
    ("carer", "references", Reads.COUNT, "check.reference", True),
    ("applicant", "name", Reads.NAME, "applicant.first_name", False),
    ("applicant", "stage", Reads.WORD, "applicant.stages", False),
    ("approval", "numbers", Reads.KIND_NUMBERS, "approval.numbers", False),
    ("approval", "kinds", Reads.WORDS, "approval.numbers", False),
    ("approval", "ages", Reads.AGE_RANGE, "approval.youngest", False),
    ("approval", "sexes", Reads.SEXES, "approval.sexes", False),
    *(("approval", field, Reads.COUNT, "approval.numbers", True) for field in _KIND_FIELDS),
    ("check", "kind", Reads.CHECK, None, False),
    ("check", "household_id", Reads.ID, None, False),
    ("check", "carer_id", Reads.ID, None, False),
    ("check", "carer_number", Reads.NUMBER, None, False),
    ("check", "person_id", Reads.ID, None, False),
    ("check", "who", Reads.ID, None, False),
    *(
        (record, field, Reads.ID, None, False)
        for record in ("visit", "event")
        for field in ("household_id", "carer_id", "person_id", "who")
    ),
    ("person", "name", Reads.NAME, "person.first_name", False),
    ("person", "postcode", Reads.POSTCODE, "person.place", False),
    ("person", "easting", Reads.NUMBER, "person.place", False),
    ("person", "northing", Reads.NUMBER, "person.place", False),
    ("person", "together_with", Reads.REFERENCES, "keep_together.people", False),
    ("person", "apart_from", Reads.REFERENCES, "keep_apart.other_id", False),
    ("connection", "postcode", Reads.POSTCODE, "person.connections", False),
    ("connection", "easting", Reads.NUMBER, "person.connections", False),
    ("connection", "northing", Reads.NUMBER, "person.connections", False),
    ("connection", "limit_miles", Reads.MILES, "person.connections", False),
    ("connection", "person_id", Reads.ID, None, False),
    *(
        (part, "person_id", Reads.ID, None, False)
        for part in ("support", "plan", "decision_supporter", "recorded_decision", "consent", "goal")
    ),
    ("review", "arrangement_id", Reads.ID, None, False),
    ("request", "dates", Reads.SPANS, "request.earliest_start", False),
    ("request", "session_times", Reads.TIMES, "request.session_starts", False),
    *((record, "dates", Reads.SPANS, f"{record}.stay", False) for record in ("arrangement", "introduction")),
    *((record, "start", Reads.DATE, f"{record}.stay", False) for record in ("arrangement", "introduction")),
    *((record, "end", Reads.DATE, f"{record}.stay", False) for record in ("arrangement", "introduction")),
    *((record, "last_night", Reads.DATE, None, False) for record in ("arrangement", "introduction")),
    *((record, "nights", Reads.NUMBER, None, False) for record in ("arrangement", "introduction")),
    *((record, "weekdays", Reads.WEEKDAYS, None, False) for record in ("arrangement", "introduction")),
    *((record, "session_times", Reads.TIMES, None, False) for record in ("arrangement", "introduction")),
    ("break", "dates", Reads.SPANS, "break.period", False),
    ("break", "from", Reads.DATE, "break.period", False),
    ("break", "until", Reads.DATE, "break.period", False),
)
_ASKS: Final = (Medicines, MovingAndHandling, NightSupport)
_NEVER: Final = frozenset(("sources", "subject_kind", "subject_id", "fit_weights"))
_IDS: Final = frozenset(("id", "varies", "moved_from"))


@cache
def fields_of(record: str) -> Mapping[str, Target]:
    """Every field of a record that can be mapped, by name."""
    found = dict(_annotated(record, RECORDS[record]))
    if record == "approval":
        found.update(_annotated(record, ApprovalTerms))
    for of, field, reads, fact, asks in _FURTHER:
        if of == record:
            choices = Kind if (of, field) == ("approval", "kinds") else None
            if (of, field) == ("applicant", "stage"):
                choices = typing.get_type_hints(_stage_class())["stage"]
            found[field] = Target(record, field, reads, choices, fact, asks)
    return MappingProxyType(found)


@cache
def facts() -> frozenset[str]:
    """Every fact a register may keep, as `Scheme.not_kept` names it."""
    targets = (target for record in RECORDS for target in fields_of(record).values())
    return frozenset(target.fact for target in targets if target.fact is not None)


def _stage_class() -> type[Any]:
    hint = typing.get_type_hints(Applicant)["stages"]
    stage: type[Any] = typing.get_args(hint)[0]
    return stage


def _annotated(record: str, cls: type[Any]) -> typing.Iterator[tuple[str, Target]]:
    for field, hint in typing.get_type_hints(cls).items():
        if field in _NEVER or field.startswith("__"):
            continue
        target = _by_annotation(record, field, hint)
        if target is not None:
            yield field, target


def _by_annotation(record: str, field: str, hint: Any) -> Target | None:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(choice for choice in typing.get_args(hint) if choice is not types.NoneType)
    fact = None if field in _IDS or field.endswith("_id") else _fact(record, field)
    if field in _IDS or field.endswith("_id"):
        return Target(record, field, Reads.ID)
    if field in ("carer_ids", "only_for", "not_with"):
        return Target(record, field, Reads.REFERENCES, fact=fact)
    if typing.get_origin(hint) is frozenset:
        of = typing.get_args(hint)[0]
        if of is Weekday:
            return Target(record, field, Reads.WEEKDAYS, fact=fact)
        choices = of if issubclass(of, Enum) else None
        return Target(record, field, Reads.WORDS, choices, fact, asks_silence=True)
    simple = {str: Reads.TEXT, bool: Reads.YES_NO, int: Reads.NUMBER, date: Reads.DATE, time: Reads.TIME}
    if hint in simple:
        return Target(record, field, simple[hint], fact=fact, asks_silence=hint is bool)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Target(record, field, Reads.WORD, hint, fact, asks_silence=hint in _ASKS)
    return None


def _fact(record: str, field: str) -> str:
    return ".".join(PARTS[record]) if record in PARTS and record != "bedroom" else f"{record}.{field}"


@dataclass(frozen=True, slots=True)
class Path:
    """Where one value goes: a field of a record of the row, or of a check about it.

    `label` tells several records of one kind apart (``carer 1``, ``member partner``); ``*`` is every carer
    of the household. `check` says what kind of check the field is of, `topic` in what.
    """

    record: str
    label: str
    target: Target
    check: CheckKind | None = None
    topic: str | None = None
    number: int | None = None
    about: About | None = None

    @property
    def silence_name(self) -> str:
        """As the `[silence]` table names it."""
        return self.target.name


class UnknownPathError(ValueError):
    """A path that names no field; its text says what it may have meant."""


_SEGMENT = re.compile(r"^(?:each|every|all)\s+", re.IGNORECASE)


def parse_path(text: str) -> Path:
    """The path a mapping writes: ``household.smokes``, ``carer 1.check gas.date``, ``each carer.skills``.

    Raises
    ------
    UnknownPathError
        If there is no such record, check or field.
    """
    segments = [" ".join(segment.split()) for segment in text.split(".")]
    if len(segments) == 1 or not all(segments):
        raise UnknownPathError(f"write it as record.field, such as household.postcode; not “{text}”.")
    record, label = _record_and_label(segments[0])
    if record == "check":
        return _check_path("check", label, segments[0], segments[1:])
    if len(segments) == 3:  # noqa: PLR2004 - record, check, field
        return _check_path(record, label, segments[1], segments[2:])
    if len(segments) > 3:  # noqa: PLR2004 - the same
        raise UnknownPathError(f"“{text}” has too many parts.")
    return _field_path(record, label, segments[1])


def _record_and_label(segment: str) -> tuple[str, str]:
    every = _SEGMENT.match(segment) is not None
    words = _SEGMENT.sub("", segment).lower().replace("_", " ").split(" ")
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        for spelling in (name, name.removesuffix("s")):
            record = _RECORD_ALIASES.get(spelling, spelling.replace(" ", "_"))
            if record in RECORDS or spelling in _CHECK_TOPICS:
                label = "*" if every else " ".join(words[size:])
                if name in ("child", "adult"):
                    label = f"{name} {label}".strip()
                return ("check" if spelling in _CHECK_TOPICS else record), label
    choices = [name.replace("_", " ") for name in RECORDS]
    raise UnknownPathError(f"there is no record “{segment}”. {did_you_mean(segment, choices)}")


def _check_path(record: str, label: str, segment: str, rest: list[str]) -> Path:
    check, topic, number = _check_of(segment)
    field = rest[0].lower().replace(" ", "_").replace("-", "_")
    fields = fields_of("check")
    target = fields.get(_CHECK_ALIASES.get(field, _FIELD_ALIASES.get(field, field)))
    if target is None or len(rest) > 1:
        raise UnknownPathError(f"a check has no field “{'.'.join(rest)}”. {did_you_mean(field, fields)}")
    owner = "" if record == "check" else label
    return Path(record, owner, target, check, topic, number)


def _check_of(segment: str) -> tuple[CheckKind | None, str | None, int | None]:
    rest = re.sub(r"^checks?\b\s*", "", segment.lower())
    if not rest:
        return None, None, None
    found = find_check(rest)
    if found is None:
        raise UnknownPathError(f"there is no check “{rest}”. {suggest_check(rest)}")
    return found


def _field_path(record: str, label: str, segment: str) -> Path:
    if segment.lower().startswith("wish "):
        return _wish_path(record, label, segment)
    field = segment.lower().replace(" ", "_").replace("-", "_")
    fields = fields_of(record)
    target = fields.get(field) or fields.get(_FIELD_ALIASES.get(field, field))
    if target is None:
        raise UnknownPathError(f"a {record} has no field “{segment}”. {did_you_mean(field, fields)}")
    return Path(record, label, target)


def _wish_path(record: str, label: str, segment: str) -> Path:
    words = segment[5:]
    about = find_word(words, About)
    if record not in ("person", "household") or about is None:
        names = [choice.name.lower().replace("_", " ") for choice in About]
        about = next(
            (choice for choice in About if choice.name.lower().replace("_", " ") == words.lower()), None
        )
        if about is None or record not in ("person", "household"):
            raise UnknownPathError(f"there is no wish “{words}” of a {record}. {did_you_mean(words, names)}")
    return Path(record, label, Target(record, "wishes", Reads.WISH, fact=f"{record}.wishes"), about=about)


def kind_of_field(field: str) -> Kind | None:
    """The kind that a field of an approval counts: ``short_break``."""
    return _KIND_FIELDS.get(field)
