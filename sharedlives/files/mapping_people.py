"""People, what they ask for and where they live, out of the rows of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import attrs

from sharedlives.dates import Sessions, Stay
from sharedlives.domain.arrangement import Arrangement, Review
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
from sharedlives.domain.wish import Wish
from sharedlives.domain.words import Kind, Strength
from sharedlives.errors import InvalidRecordError
from sharedlives.files.mapping_homes import HomeBuilder, period_of, spans_of, wishes_of
from sharedlives.files.mapping_rows import Entry, Origin, Value
from sharedlives.files.mapping_settle import Settler, entry_content, fingerprint, numbered
from sharedlives.files.value_wishes import ANY_ANIMAL

_PARTS: Final[Mapping[str, tuple[str, type[Any]]]] = {
    "support": ("support", SupportNeed),
    "plan": ("to_plan_for", ThingToPlanFor),
    "decision_supporter": ("decision_support", DecisionSupporter),
    "recorded_decision": ("recorded_decisions", RecordedDecision),
    "consent": ("consents", Consent),
    "goal": ("goals", Goal),
}
_MOST_NIGHTS: Final = 36_525  # a hundred years
_ALWAYS_ANIMALS: Final = frozenset(("cat", "dog"))

Resolve = Callable[[Value, str], str | None]
"""The id of whoever a reference means, or None once it is said that it means nobody."""


class PeopleBuilder:
    """Makes people, requests and arrangements.

    Parameters
    ----------
    settler
        Settles on values and says what is wrong.
    homes
        Knows how to make a place.
    animals
        Every kind of animal in the homes of the register: what “no pets” is about.
    """

    def __init__(self, settler: Settler, homes: HomeBuilder, animals: Iterable[str]) -> None:
        self._settler = settler
        self._homes = homes
        self._animals = sorted(_ALWAYS_ANIMALS.union(animals))

    # -- people

    def person(
        self, identity: str, entries: Sequence[Entry], parts: Sequence[Entry], where: Origin, resolve: Resolve
    ) -> Person | None:
        """A person with everything that is part of them."""
        settler = self._settler
        known, origins = settler.fields("person", entries)
        known.update(settler.names(entries))
        known["id"] = identity
        known["place"] = self._homes.place(entries)
        known["wishes"] = self.all_animals(wishes_of(entries))
        known["connections"] = self._connections(identity, parts, where)
        for record, (name, cls) in _PARTS.items():
            stated = [entry for entry in parts if entry.record == record and entry.is_given]
            known[name] = tuple(self._part(record, cls, entry, where, resolve) for entry in stated)
            known[name] = tuple(sorted({part for part in known[name] if part is not None}, key=fingerprint))
        settler.remember("people", identity, where, origins)
        return settler.make(Person, known, origins, where)

    def all_animals(self, wishes: Sequence[Wish]) -> tuple[Wish, ...]:
        """“No pets” as one wish for every kind of animal that a home of the register has."""
        found: dict[str, Wish] = {}
        for wish in wishes:
            kinds = self._animals if wish.value == ANY_ANIMAL else [wish.value]
            for kind in kinds:
                one = Wish(about=wish.about, value=kind, strength=wish.strength, weight=wish.weight)
                found[fingerprint(one)] = one
        return tuple(found[key] for key in sorted(found))

    def _connections(self, identity: str, parts: Sequence[Entry], where: Origin) -> tuple[Connection, ...]:
        groups: dict[str, list[Entry]] = {}
        for entry in parts:
            if entry.record == "connection" and entry.is_given:
                groups.setdefault(entry.label or entry_content([entry]), []).append(entry)
        following = numbered(f"{identity}-N")
        found: list[Connection] = []
        for key in sorted(groups):
            known, origins = self._settler.fields("connection", groups[key])
            known["id"] = following()
            known["place"] = self._homes.place(groups[key])
            label = groups[key][0].label
            if label and not label.isdecimal():
                known.setdefault("what", label)
            if known.get("limit_miles") is not None:
                known.setdefault("limit", Strength.MUST)
            connection = self._settler.make(Connection, known, origins, where)
            found.extend([] if connection is None else [connection])
        return tuple(found)

    def _part(self, record: str, cls: type[Any], entry: Entry, where: Origin, resolve: Resolve) -> Any | None:
        known, origins = self._settler.fields(record, [entry])
        refs = [(value, text) for value in entry.all("not_with") for text in value.value]
        ids = [resolve(value, text) for value, text in refs]
        if refs:
            known["not_with"] = frozenset(identity for identity in ids if identity is not None)
        if ANY_ANIMAL in known.get("not_with_animals", ()):
            known["not_with_animals"] = known["not_with_animals"] - {ANY_ANIMAL} | set(self._animals)
        if record in ("support", "plan") and "what" not in known:
            known["what"] = known.get("plan") or known.get("skill") or "not described"
        missing = [name for name in _needed(cls) if name not in known]
        if missing:
            words = " and ".join(name.replace("_", " ") for name in missing)
            self._settler.problem(
                "PART-UNFINISHED",
                next((value.origin for some in entry.values.values() for value in some), where),
                f"A {record.replace('_', ' ')} needs {words}, and it is not given.",
                f"Fill it in; or map the column that says it, as {record.replace('_', ' ')}.{missing[0]}.",
            )
            return None
        return self._settler.make(cls, known, origins, where)

    # -- requests

    def request(self, identity: str, person: str, entries: Sequence[Entry], where: Origin) -> Request | None:
        """What somebody asks for."""
        settler = self._settler
        known, origins = settler.fields("request", entries)
        if "kind" not in known:
            settler.problem(
                "KIND-MISSING",
                where,
                "It does not say which kind of arrangement is asked for, so the request was left out.",
                "Write live-in, short break, day support or another kind.",
            )
            return None
        self._tell_of_further_spans(entries)
        for first, last, origin in spans_of(settler, entries, "dates", "", ""):
            if first is not None:
                known.setdefault("earliest_start", first)
            if last is not None and last != first:
                known.setdefault("until", last)
            origins.setdefault("earliest_start", origin)
        self._times(known, entries)
        known.update(id=identity, person_id=person)
        settler.remember("requests", identity, where, origins)
        return settler.make(Request, known, origins, where)

    def _tell_of_further_spans(self, entries: Sequence[Entry]) -> None:
        """One record has one span of dates; a cell with more says so, for the others are not read."""
        for entry in entries:
            for value in entry.all("dates"):
                if len(value.value) > 1:
                    self._settler.problem(
                        "SEVERAL-SPANS",
                        value.origin,
                        "Several spans of dates stand in this cell; only the first was read.",
                        "Give each a row of its own.",
                    )

    def _times(self, known: dict[str, Any], entries: Sequence[Entry]) -> None:
        times = self._settler.one(entries, "session_times")
        if times is not None:
            known.setdefault("session_starts", times.value[0])
            known.setdefault("session_ends", times.value[1])

    # -- arrangements

    def when(
        self, kind: Kind, entries: Sequence[Entry], where: Origin, *, needed: bool = True
    ) -> tuple[Stay | None, Sessions | None] | None:
        """The nights or the days of an arrangement; None once it is said why they cannot be told."""
        settler = self._settler
        first, last = self._ends(entries)
        if first is None and needed and kind.is_home and self._homes.as_at is not None:
            first = self._there_by_now(where)
        if first is None:
            if needed:
                settler.problem(
                    "START-MISSING",
                    where,
                    "It does not say from when, so this arrangement was left out, and its place looks free.",
                    "Write the first night or day. If your register keeps none, give every row the day it "
                    "speaks of: arrangement.start under [sheet.always] in the mapping.",
                )
            return None
        try:
            if kind.is_overnight:
                return Stay(first.value, self._leaving(first, last, entries)), None
            return None, self._sessions(first, last, entries)
        except InvalidRecordError as error:
            text = str(error)
            remedy = (
                "Correct one of the dates."
                if kind.is_overnight
                else "Write the days of the week, and map them as arrangement.weekdays; or correct the dates."
            )
            settler.problem("TIMES", (last or first).origin, f"{text[0].upper()}{text[1:]}.", remedy)
            return None

    def _there_by_now(self, where: Origin) -> Value | None:
        """Somebody lives there since nobody knows when: their room must not look free."""
        as_at = self._homes.as_at
        if as_at is None:
            return None
        self._settler.problem(
            "START-NOT-KNOWN",
            where,
            f"It does not say from when; it is read as from {as_at:%d/%m/%Y}, the day the register speaks "
            "of, so that the place does not look free.",
            "Write the first night.",
        )
        return Value(as_at, where)

    def _ends(self, entries: Sequence[Entry]) -> tuple[Value | None, Value | None]:
        settler = self._settler
        self._tell_of_further_spans(entries)
        first, last = settler.one(entries, "start"), settler.one(entries, "end")
        for begins, ends, origin in spans_of(settler, entries, "dates", "", ""):
            if begins is not None:
                first = first or Value(begins, origin)
            if ends is not None and ends != begins:
                last = last or Value(ends, origin)
        return first, last

    def _leaving(self, first: Value, last: Value | None, entries: Sequence[Entry]) -> date | None:
        if last is not None:
            leaves: date = last.value
            return leaves
        night, nights = self._settler.one(entries, "last_night"), self._settler.one(entries, "nights")
        if night is not None:
            after: date = night.value + timedelta(days=1)
            return after
        if nights is not None:
            if nights.value > _MOST_NIGHTS:
                raise InvalidRecordError("no stay has so many nights")
            counted: date = first.value + timedelta(days=nights.value)
            return counted
        return None

    def _sessions(self, first: Value, last: Value | None, entries: Sequence[Entry]) -> Sessions:
        weekdays = self._settler.one(entries, "weekdays")
        times = self._settler.one(entries, "session_times")
        period = period_of(self._settler, first.value, None if last is None else last.value, first.origin)
        if period is None:
            raise InvalidRecordError("the last day comes before the first")
        starts, ends = (None, None) if times is None else times.value
        return Sessions(period, frozenset() if weekdays is None else weekdays.value, starts, ends)

    def arrangement(
        self,
        known_ids: Mapping[str, str | None],
        entries: Sequence[Entry],
        reviews: Sequence[Entry],
        where: Origin,
        when: tuple[Stay | None, Sessions | None],
    ) -> Arrangement | None:
        """Somebody who lives, stays or spends days with a household."""
        settler = self._settler
        known, origins = settler.fields("arrangement", entries)
        held = [self._part("review", Review, entry, where, lambda *_: None) for entry in reviews]
        known["reviews"] = tuple(sorted({one for one in held if one is not None}, key=fingerprint))
        known["stay"], known["sessions"] = when
        known.update(known_ids)
        settler.remember("arrangements", str(known["id"]), where, origins)
        return settler.make(Arrangement, known, origins, where)


def _needed(cls: type[Any]) -> list[str]:
    return [
        field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING and field.name != "id"
    ]
