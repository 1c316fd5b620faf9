"""Bedrooms: which suit, which are free, and which can stand in for each other.

Rooms are one kind only where their features and their calendars are equal: rooms 1 and 2, let on nights 1
to 2 and 5 to 6, hold no guest for nights 2 to 5 though two are never full. An arrangement whose bedroom is
not stated occupies one, which one not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from sharedlives.dates import Period
from sharedlives.domain.household import Bedroom, Household
from sharedlives.domain.presence import Presence
from sharedlives.domain.words import Access
from sharedlives.matching.sides import Asking, Context, Offering
from sharedlives.matching.when import When

Need = frozenset[str]
"""What a bedroom must have: `Access` values, and ``double`` for a couple who share."""

DOUBLE: Final = "double"


class Suitability(StrEnum):
    """Whether a home has a suitable bedroom."""

    CERTAIN = "certain"
    SOMEBODY_MAY_SLEEP_THERE = "somebody may sleep there"
    TAKEN = "taken"
    NOT_KNOWN = "not known"
    NONE = "none"


def suits(bedroom: Bedroom, need: Need) -> bool | None:
    """Whether a bedroom has everything needed; None where one of its features is not known."""
    facts = {bedroom.is_double if what == DOUBLE else bedroom.has(Access(what)) for what in need}
    return False if False in facts else None if None in facts else True


def is_closed(bedroom: Bedroom, night: date) -> bool:
    """Whether a bedroom cannot be slept in on a night."""
    return any(night in period for period in bedroom.closed)


def is_somebodys(bedroom: Bedroom, there: Sequence[Presence], night: date) -> bool:
    """Whether a bedroom is stated to be somebody's on a night, slept in or not."""
    return any(p.bedroom_id == bedroom.id and p.holds_a_room(night) for p in there)


def held_by(bedroom: Bedroom, there: Sequence[Presence], night: date) -> bool:
    """Whether a bedroom is stated to be somebody's, or closed, on a night."""
    return is_closed(bedroom, night) or is_somebodys(bedroom, there, night)


def rooms_not_stated(there: Sequence[Presence], night: date) -> int:
    """How many bedrooms are held on a night by people of whom it is not stated which one is theirs.

    Two who share count once; children who need rooms of their own count each.
    """
    holders = [presence for presence in there if presence.holds_a_room(night)]
    with_room = {presence.person_id for presence in holders if presence.bedroom_id is not None}
    rooms = 0
    for presence in holders:
        has_one = presence.bedroom_id is not None or bool(presence.sharing & with_room)
        rooms += presence.rooms - (1 if has_one else 0)
        with_room.add(presence.person_id)
    return rooms


def certainly_free(household: Household, there: Sequence[Presence], need: Need, night: date) -> int:
    """How many bedrooms certainly have what is needed and are not stated to be somebody's that night."""
    return sum(
        suits(bedroom, need) is True and not held_by(bedroom, there, night)
        for bedroom in household.bedrooms or ()
    )


def suitability(asking: Asking, offering: Offering) -> Suitability:
    """Whether the home has a bedroom with what the person needs, nobody else's on any of the nights.

    It is certain only if, on each night, more rooms have it than there are people without a stated room.
    """
    need = frozenset(str(access.value) for access in asking.person.access or ())
    rooms = [room for room in offering.household.bedrooms or () if suits(room, need) is not False]
    if not rooms:
        return Suitability.NONE
    free = [room for room in rooms if is_free(_calendar(room, offering.presences), asking.when)]
    if not free:
        return Suitability.TAKEN
    if not any(suits(room, need) for room in free):
        return Suitability.NOT_KNOWN
    if all(
        certainly_free(offering.household, offering.presences, need, night)
        > rooms_not_stated(offering.presences, night)
        for night in nights_that_matter(asking.when, offering.presences, offering.household)
    ):
        return Suitability.CERTAIN
    return Suitability.SOMEBODY_MAY_SLEEP_THERE


def nights_that_matter(when: When, there: Sequence[Presence], household: Household) -> list[date]:
    """The nights of a time on which anything about rooms may change, its first among them."""
    changes = {stay.arrives for stay in when.stays}
    for presence in there:
        if presence.stay is not None:
            changes |= {presence.stay.arrives} | ({presence.stay.leaves} if presence.stay.leaves else set())
    for bedroom in household.bedrooms or ():
        changes |= {period.first for period in bedroom.closed}
    return sorted(day for day in changes if when.is_there(day))


@frozen(kw_only=True)
class RoomKind:
    """Bedrooms of one home that can stand in for each other; `key` is the first one's id."""

    key: str
    bedrooms: tuple[Bedroom, ...]
    taken: tuple[Period, ...]

    def is_free(self, when: When) -> bool:
        """Whether no fixed stay or closure of these rooms meets a time."""
        return is_free(self.taken, when)


def room_kinds(household: Household, there: Sequence[Presence]) -> tuple[RoomKind, ...]:
    """The bedrooms of a home, grouped where features and calendars are equal."""
    groups: dict[tuple[object, ...], list[Bedroom]] = {}
    calendars: dict[str, tuple[Period, ...]] = {}
    for bedroom in sorted(household.bedrooms or (), key=lambda room: room.id):
        taken = _calendar(bedroom, there)
        features = (bedroom.is_double, *(bedroom.has(access) for access in Access))
        groups.setdefault((features, taken), []).append(bedroom)
        calendars[bedroom.id] = taken
    return tuple(
        RoomKind(key=rooms[0].id, bedrooms=tuple(rooms), taken=calendars[rooms[0].id])
        for rooms in groups.values()
    )


def kinds_of_rooms(context: Context, household_id: str) -> tuple[RoomKind, ...]:
    """The bedrooms of a home as it will be, grouped; worked out once."""
    key = ("kinds of rooms", household_id)
    if key not in context.memory:
        household = context.scheme.household(household_id)
        context.memory[key] = room_kinds(household, context.presences(household_id))
    found: tuple[RoomKind, ...] = context.memory[key]
    return found


def is_free(taken: Sequence[Period], when: When) -> bool:
    """Whether none of these periods meets a time."""
    return not any(when.touches(period) for period in taken)


def _calendar(bedroom: Bedroom, there: Sequence[Presence]) -> tuple[Period, ...]:
    stays = {p.stay.as_period for p in there if p.bedroom_id == bedroom.id and p.stay is not None}
    return tuple(sorted(stays | set(bedroom.closed), key=lambda p: (p.first, p.last or date.max)))
