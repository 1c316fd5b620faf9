"""What each option is worth on each level: whole numbers that add up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from sharedlives.domain.policy import Charge, Level
from sharedlives.domain.request import Request
from sharedlives.domain.words import Kind, Urgency
from sharedlives.matching.options import Option, Part
from sharedlives.matching.sides import Context, skills_called_for
from sharedlives.program import tie_break


def worth(context: Context, option: Option, level: Level) -> int:
    """What an option adds to a level: the sum over those who would come, less what it is charged on fit."""
    total = sum(_WORTH[level](context, part) for part in option.parts)
    if level is not Level.FIT:
        return total
    return total - sum(points for part in option.parts for _, points in charges(context, option, part))


def _request(context: Context, part: Part) -> Request:
    return context.scheme.request(part.pair.request_id)


def _emergency(context: Context, part: Part) -> int:
    """An emergency is met by a stay that has an end; an open-ended home counts as urgent instead."""
    return int(_request(context, part).urgency is Urgency.EMERGENCY and part.pair.when.is_time_limited)


def _urgent(context: Context, part: Part) -> int:
    urgency = _request(context, part).urgency
    soon = urgency in (Urgency.EMERGENCY, Urgency.URGENT)
    return int(soon and not _emergency(context, part))


def _home(context: Context, part: Part) -> int:
    del context
    return int(part.kind.is_home)


def _break(context: Context, part: Part) -> int:
    del context
    return int(part.kind is Kind.SHORT_BREAK)


def _days(context: Context, part: Part) -> int:
    """Days of the week with support."""
    del context
    sessions = part.pair.when.sessions
    return 0 if sessions is None else len(sessions.weekdays)


def _waited(context: Context, part: Part) -> int:
    return days_waited(_request(context, part), context.on, context.policy.waiting_counts_up_to)


def days_waited(request: Request, on: date, most: int) -> int:
    """Days since a request was received, from 0 to `most`; 0 where nobody wrote down when it was."""
    return 0 if request.received_on is None else min(max((on - request.received_on).days, 0), most)


def _fit(context: Context, part: Part) -> int:
    del context
    return part.points


def charges(context: Context, option: Option, part: Part) -> tuple[tuple[Charge, int], ...]:
    """What a part of an option would use up that nobody in it needs, in points of fit; shown apart from fit.

    A bedroom is charged to the first of those who share it, a household's skills to the first who comes.
    """
    found = []
    if _takes_a_scarce_room(context, option, part):
        found.append(Charge.SCARCE_ROOM)
    if part is option.parts[0] and _takes_rare_skills(context, option):
        found.append(Charge.SCARCE_SKILL)
    proposed = context.proposed_before.get(part.pair.request_id)
    if proposed is not None and proposed != option.household_id:
        found.append(Charge.CHANGE)
    points = ((charge, context.policy.points(charge)) for charge in found)
    return tuple((charge, number) for charge, number in points if number)


def _takes_a_scarce_room(context: Context, option: Option, part: Part) -> bool:
    if not part.takes_a_room or (option.household_id, part.room) not in _scarce_rooms(context):
        return False
    sleepers = [p for p in option.parts if p is part or p.pair.request_id == part.shares_with]
    needed = any(context.scheme.person(sleeper.pair.person_id).access for sleeper in sleepers)
    return not needed


def _scarce_rooms(context: Context) -> frozenset[tuple[str, str]]:
    """Every bedroom that is step-free, on the ground floor or for a hoist, with its household."""
    if "scarce rooms" not in context.memory:
        context.memory["scarce rooms"] = frozenset(
            (household.id, room.id)
            for household in context.scheme.households
            for room in household.bedrooms or ()
            if room.is_step_free or room.is_ground_floor or room.takes_hoist
        )
    found: frozenset[tuple[str, str]] = context.memory["scarce rooms"]
    return found


def _takes_rare_skills(context: Context, option: Option) -> bool:
    if not context.policy.rare_skills:
        return False
    carers = context.scheme.carers_of(option.household_id, context.on)
    rare = context.policy.rare_skills & frozenset().union(*(c.skills or () for c in carers))
    called_for = (skills_called_for(context.scheme.person(person_id)) for person_id in option.people)
    return bool(rare.difference(*called_for))


def _tie_break(context: Context, part: Part) -> int:
    """A number that favours nobody, by who, where, which room and from when."""
    del context
    pair = part.pair
    return tie_break(pair.request_id, pair.household_id, part.room or "", pair.when.first.isoformat())


_WORTH: Final[Mapping[Level, Callable[[Context, Part], int]]] = MappingProxyType(
    {
        Level.EMERGENCIES: _emergency,
        Level.URGENT: _urgent,
        Level.HOMES: _home,
        Level.BREAKS: _break,
        Level.DAYS: _days,
        Level.WAITED: _waited,
        Level.FIT: _fit,
        Level.TIE_BREAK: _tie_break,
    }
)
