"""Where a value goes, as a mapping writes it: ``household.smokes``, ``carer 1.check gas.date``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sharedlives.domain.wish import About
from sharedlives.domain.words import CheckKind
from sharedlives.files.mapping_fields import RECORDS, Reads, Target, fields_of
from sharedlives.files.value_words import find_check, find_word, suggest_check
from sharedlives.files.values import did_you_mean

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


def also_written() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Other ways of writing records and fields that a mapping may use."""
    records = {alias: name.replace("_", " ") for alias, name in _RECORD_ALIASES.items()}
    spelled = {alias.replace("_", " "): name for alias, name in {**_FIELD_ALIASES, **_CHECK_ALIASES}.items()}
    return MappingProxyType(records), MappingProxyType(spelled)


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
    if segment.lower() in ("wish", "wishes") and record in ("person", "household"):
        return Path(record, label, _wishes(record))
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
    return Path(record, label, _wishes(record), about=about)


def _wishes(record: str) -> Target:
    return Target(record, "wishes", Reads.WISH, fact=f"{record}.wishes")
