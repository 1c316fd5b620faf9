"""Making records of what the rows say: settling on values, giving ids, finding whom a reference means."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

import attrs

from sharedlives.domain.carer import ApprovalTerms
from sharedlives.errors import CellProblem, InvalidRecordError, Severity
from sharedlives.files.mapping_fields import RECORDS, Reads, fields_of
from sharedlives.files.mapping_rows import Entry, Origin, Value
from sharedlives.files.value_people import Name

R = TypeVar("R")

ALIKE: Final = 0.85
"""Names nearer than this are more likely one name misspelt than two people."""
_ID_ALIKE: Final = 0.75  # of four signs, three alike

_JOINED: Final = frozenset(
    (
        "notes",
        "telephone",
        "email",
        "conditions",
        "likes",
        "matters",
        "how_to_support",
        "brings",
        "budget_note",
    )
)
_DIRECT: Final = frozenset(
    (
        *(Reads.TEXT, Reads.YES_NO, Reads.NUMBER, Reads.DATE, Reads.TIME, Reads.WORD, Reads.WORDS),
        *(Reads.WEEKDAYS, Reads.TELEPHONE, Reads.AGE, Reads.SEXES, Reads.MILES, Reads.ANIMAL),
    )
)


_PLAIN: Final = (str, int, bool, float)


def fingerprint(content: Any) -> str:
    """A text that is the same for the same values, whatever cells they come from."""

    def plain(thing: Any) -> Any:
        if thing is None or type(thing) in _PLAIN:
            return thing
        if isinstance(thing, Name):
            return [thing.first, thing.last]
        if isinstance(thing, Enum):
            return thing.value
        if isinstance(thing, date | time):
            return thing.isoformat()
        if attrs.has(type(thing)):
            return {a.name: plain(getattr(thing, a.name)) for a in attrs.fields(type(thing))}
        if isinstance(thing, frozenset | set):
            return sorted((plain(item) for item in thing), key=str)
        if isinstance(thing, tuple | list):
            return [plain(item) for item in thing]
        if isinstance(thing, dict):
            return {str(key): plain(value) for key, value in sorted(thing.items())}
        return thing

    return json.dumps(plain(content), ensure_ascii=True, default=str)


def entry_content(entries: Iterable[Entry]) -> str:
    """The fingerprint of what entries say, without where they stand."""
    said = [
        (e.record, e.label, e.instance, e.check, e.topic, e.number, e.owner, field_name, value.value)
        for e in entries
        for field_name, some in e.values.items()
        for value in some
    ]
    return json.dumps(sorted(fingerprint(one) for one in said))


def short_hash(content: str) -> str:
    """Six characters that stand for a content: the same content always has the same."""
    return hashlib.sha256(content.encode()).hexdigest()[:6]


def in_natural_order(text: str) -> tuple[tuple[int, int | str], ...]:
    """A key that sorts H2 before H10."""
    return tuple(
        (0, int(piece)) if piece.isdigit() else (1, piece) for piece in re.split(r"(\d+)", text) if piece
    )


@dataclass(slots=True)
class Book:
    """The ids of one kind of record, found by any spelling of them and, where it has one, by a name."""

    what: str
    by_key: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    @staticmethod
    def key(text: str) -> str:
        """An id without what people write differently: case and spaces."""
        return re.sub(r"\s+", "", text).casefold()

    def add(self, spellings: Iterable[str]) -> None:
        """Take the spellings of ids that records are given; the first in order stands for all alike."""
        for spelling in sorted(spellings, key=lambda text: (text.upper() != text, text)):
            self.by_key.setdefault(self.key(spelling), spelling)

    def name(self, name: str, identity: str) -> None:
        """Note that a name means an id, as far as nobody else has it."""
        if name.strip():
            self.by_name.setdefault(self.key(name), set()).add(identity)

    def find(self, text: str) -> str | None:
        """The id a text means, or None where it means nobody or several."""
        found = self.by_key.get(self.key(text))
        if found is not None:
            return found
        named = self.by_name.get(self.key(text), set())
        return next(iter(named)) if len(named) == 1 else None


class Settler:
    """Decides what values hold, and keeps where they come from.

    Parameters
    ----------
    say
        Takes everything that is wrong or worth a look.
    """

    def __init__(self, say: Callable[[CellProblem], None]) -> None:
        self.say = say
        self.origins: dict[tuple[str, str, str | None], Origin] = {}
        self._nobodies: set[tuple[str, str, str, tuple[str, ...]]] = set()

    # -- problems

    def problem(
        self,
        code: str,
        origin: Origin,
        expected: str,
        suggestion: str,
        severity: Severity = Severity.LEFT_OUT,
    ) -> None:
        """Say something about a cell."""
        self.say(
            CellProblem(
                code=f"SL-MAP-{code}",
                severity=severity,
                sheet=origin.sheet,
                cell=origin.cell,
                heading=origin.heading,
                given=origin.given,
                expected=expected,
                suggestion=suggestion,
            )
        )

    # -- values

    def one(self, entries: Iterable[Entry], name: str) -> Value | None:
        """The one value of a field; where cells contradict each other it is left out and said."""
        values = [value for entry in entries for value in entry.all(name)]
        given = [value for value in values if not value.silent] or values
        if len(given) <= 1:
            return given[0] if given else None
        if len({fingerprint(value.value) for value in given}) == 1:
            return given[-1]
        places = sorted(
            {f"{value.origin.sheet}!{value.origin.cell}" for value in given}, key=in_natural_order
        )
        first = min(given, key=lambda value: (value.origin.sheet, in_natural_order(value.origin.cell)))
        self.problem(
            "CONTRADICTION",
            first.origin,
            f"These cells are about the same record and do not agree: {', '.join(places)}.",
            "Correct the wrong one; until then none of them is taken.",
        )
        return None

    def many(self, entries: Iterable[Entry], name: str) -> tuple[Any, ...] | None:
        """The items of a list from every cell that gives any; None where none says anything."""
        values = [value for entry in entries for value in entry.all(name)]
        if not values:
            return None
        return tuple({fingerprint(item): item for value in values for item in value.value}.values())

    def joined(self, entries: Iterable[Entry], name: str) -> str | None:
        """Several texts as one, in an order that does not depend on the rows."""
        found = {(value.origin.heading or "", value.value) for entry in entries for value in entry.all(name)}
        if not found:
            return None
        if len({text for _, text in found}) == 1:
            return str(next(iter(found))[1])
        if name == "notes":
            return "\n".join(f"{heading}: {text}" for heading, text in sorted(found))
        return "; ".join(sorted({text for _, text in found}))

    def fields(self, record: str, entries: Sequence[Entry]) -> tuple[dict[str, Any], dict[str, Origin]]:
        """The fields that a record takes as they were read, each with the cell it comes from."""
        known: dict[str, Any] = {}
        origins: dict[str, Origin] = {}
        held = _held_fields(record)
        for name, target in fields_of(record).items():
            origin = next((value.origin for entry in entries for value in entry.all(name)), None)
            if name not in held or origin is None:
                continue
            if target.reads not in _DIRECT:
                origins[name] = origin  # whom it means is found elsewhere
                continue
            if target.reads is Reads.WORDS:
                known[name] = frozenset(self.many(entries, name) or ())
            elif name in _JOINED:
                known[name] = self.joined(entries, name)
            else:
                value = self.one(entries, name)
                if value is None:
                    continue
                known[name], origin = value.value, value.origin
            origins[name] = origin
        return known, origins

    def names(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Forename and surname, from one cell or from two."""
        whole = self.one(entries, "name")
        name = Name(None, None) if whole is None else whole.value
        both = {"first_name": name.first, "last_name": name.last}
        found = {part: text for part, text in both.items() if text}
        parts = {part: self.one(entries, part) for part in ("first_name", "last_name")}
        return found | {part: value.value for part, value in parts.items() if value is not None}

    # -- records

    def make(
        self, cls: Callable[..., R], known: dict[str, Any], origins: Mapping[str, Origin], where: Origin
    ) -> R | None:
        """The record, without those of its fields that it refuses; None where it refuses altogether."""
        kept = dict(known)
        for _ in range(len(known) + 1):
            try:
                return cls(**kept)
            except InvalidRecordError as error:
                text = str(error).partition(": ")[2] or str(error)
                blamed = [
                    name for name in origins if name in kept and re.search(rf"\b{re.escape(name)}\b", text)
                ]
                at = origins[blamed[-1]] if blamed else where
                self.problem(
                    "REFUSED",
                    at,
                    f"This does not fit: {_in_words(text)}.",
                    "Correct it; until then it is left out.",
                )
                if not blamed:
                    return None
                for name in blamed:
                    kept.pop(name)
        return None

    def remember(
        self, collection: str, identity: str, where: Origin, origins: Mapping[str, Origin] | None = None
    ) -> None:
        """Keep which cells a record comes from, for what is found out about it later."""
        self.origins.setdefault((collection, identity, None), where)
        for name, origin in (origins or {}).items():
            self.origins.setdefault((collection, identity, name), origin)

    def only_named(self, where: Origin) -> None:
        """Say that somebody or some home is known by name alone."""
        self.problem(
            "ONLY-NAMED",
            where,
            "No other sheet says more of anybody of this name, so only the name is known.",
            "Nothing to do if that is so; else write the name or the reference as the other sheet does.",
            Severity.NOTICE,
        )

    def nobody(self, value: Value, text: str, books: Sequence[Book]) -> None:
        """Say, once for each cell, that a reference means nobody we know."""
        about = (value.origin.sheet, value.origin.cell, text, tuple(book.what for book in books))
        if about in self._nobodies:
            return
        self._nobodies.add(about)
        whats = " or ".join(dict.fromkeys(book.what for book in books))
        if any(book.key(text) in book.left_out for book in books):
            expected = "It stands for several rows that contradict each other, so this was left out too."
            suggestion = "Mend those rows first."
        elif any(len(book.by_name.get(book.key(text), ())) > 1 for book in books):
            expected, suggestion = f"Several {whats} records have this name.", "Write the reference instead."
        else:
            expected = f"There is no {whats} of this reference or name in the register."
            suggestion = f"{_nearly(text, books)} Correct it, or add the missing row.".strip()
        self.problem("NOBODY", replace(value.origin, given=text), expected, suggestion)


def _nearly(text: str, books: Sequence[Book]) -> str:
    """Whom a reference or a name may have meant; for a name its id is said, for names are not to print."""
    ids = {key: identity for book in books for key, identity in book.by_key.items()}
    near = get_close_matches(Book.key(text), ids, n=1, cutoff=_ID_ALIKE)
    if near:
        return f"Did you mean “{ids[near[0]]}”?"
    names = {name: min(found) for book in books for name, found in book.by_name.items()}
    alike = get_close_matches(Book.key(text), names, n=1, cutoff=ALIKE)
    return f"The name of {names[alike[0]]} is nearly the same." if alike else ""


@cache
def _held_fields(record: str) -> frozenset[str]:
    """The fields that the domain's record has itself; an approval's terms count as its own."""
    classes = (RECORDS[record], ApprovalTerms) if record == "approval" else (RECORDS[record],)
    return frozenset(name for cls in classes for name in attrs.fields_dict(cls))


def _in_words(text: str) -> str:
    return text.replace("_", " ").rstrip(".")


def numbered(prefix: str, taken: Iterable[str] = ()) -> Callable[[], str]:
    """A maker of ids: ``H001-C1``, ``H001-C2``, passing over those that are taken."""
    used = set(taken)
    count = 0

    def following() -> str:
        nonlocal count
        count += 1
        while f"{prefix}{count}" in used:
            count += 1
        return f"{prefix}{count}"

    return following
