"""Who is in a home on a day, and whose room is whose: the one place where people are counted.

Somebody who lives with one household and stays a while with another is counted where they sleep; their own
room stays theirs.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import frozen

from sharedlives.dates import Sessions, Stay
from sharedlives.domain.arrangement import Arrangement, Introduction
from sharedlives.domain.fields import Record, checked
from sharedlives.domain.integrity import effective_stay, is_home
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind, RequestStatus

# Once a request is met, its arrangement is counted; once it is withdrawn, nothing is.
_STILL_ASKED: Final = frozenset({RequestStatus.OPEN, RequestStatus.ON_HOLD})


@frozen(kw_only=True, repr=False, field_transformer=checked)
class Presence(Record):
    """Somebody's nights or days in one home, by an arrangement or by an introduction that holds a place.

    `away` are stays elsewhere, during which they are not there and keep their room. `children` come with
    them. `sharing` are the people with whom they share a bedroom. `because` is the id of the arrangement or
    introduction.
    """

    because: str
    person_id: str
    kind: Kind
    stay: Stay | None = None
    sessions: Sessions | None = None
    bedroom_id: str | None = None
    carer_id: str | None = None
    children: int = 0
    children_share: bool | None = None
    away: tuple[Stay, ...] = ()
    sharing: frozenset[str] = frozenset()

    def is_there(self, day: date) -> bool:
        """Whether they sleep there on the night of this day, or are there for the day."""
        if self.kind is Kind.OUTREACH:
            return False
        if self.stay is None:
            return self.sessions is not None and self.sessions.comes_on(day)
        return self.stay.sleeps_on(day) and not any(stay.sleeps_on(day) for stay in self.away)

    def holds_a_room(self, night: date) -> bool:
        """Whether a bedroom is theirs on a night, slept in or not."""
        return self.stay is not None and self.stay.sleeps_on(night)

    @property
    def rooms(self) -> int:
        """How many bedrooms they need: a child needs one unless sharing is stated."""
        return 1 + (0 if self.children_share else self.children)


def presences(
    scheme: Scheme, household_id: str, *, on: date, introduction_lapses_after: int
) -> tuple[Presence, ...]:
    """Everybody who is or will be in a home on `on` or later, as the register says.

    Parameters
    ----------
    scheme, household_id
        Which home.
    on
        The day asked about; arrangements over by then are left out.
    introduction_lapses_after
        Days after which an introduction that both sides said yes to no longer holds its place.
    """
    found = [
        _of_arrangement(scheme, arrangement)
        for arrangement in scheme.arrangements_in(household_id)
        if not arrangement.is_over(on)
    ]
    found += [
        _of_introduction(scheme, introduction)
        for introduction in scheme.introductions_with(household_id)
        if scheme.request(introduction.request_id).status in _STILL_ASKED
        and holds_a_place(introduction, on=on, lapses_after=introduction_lapses_after)
    ]
    return tuple(presence for presence in found if _is_not_past(presence, on))


def holds_a_place(introduction: Introduction, *, on: date, lapses_after: int) -> bool:
    """Whether both sides said yes to a stay whose dates are known, and that is not lapsed or over."""
    if not introduction.both_said_yes_to_a_stay or introduction.ended_on is not None:
        return False
    if introduction.stay is None and introduction.sessions is None:
        return False
    begun = introduction.begun_on
    return begun is None or on <= begun + timedelta(days=lapses_after)


def _is_not_past(presence: Presence, on: date) -> bool:
    if presence.stay is not None:
        return presence.stay.leaves is None or presence.stay.leaves > on
    last = None if presence.sessions is None else presence.sessions.period.last
    return last is None or last >= on


def _of_arrangement(scheme: Scheme, arrangement: Arrangement) -> Presence:
    return Presence(
        because=arrangement.id,
        person_id=arrangement.person_id,
        kind=arrangement.kind,
        stay=effective_stay(arrangement, scheme.arrangements_of(arrangement.person_id)),
        sessions=arrangement.sessions,
        bedroom_id=arrangement.bedroom_id,
        carer_id=arrangement.carer_id,
        children=arrangement.children or 0,
        children_share=arrangement.children_share,
        away=stays_away(scheme, arrangement),
        sharing=scheme.shares_a_bedroom_with(arrangement.person_id),
    )


def stays_away(scheme: Scheme, arrangement: Arrangement) -> tuple[Stay, ...]:
    """The stays with other households of whoever lives in a home by an arrangement."""
    if not is_home(arrangement):
        return ()
    return tuple(
        other.stay
        for other in scheme.arrangements_of(arrangement.person_id)
        if other.stay is not None and not is_home(other) and other.household_id != arrangement.household_id
    )


def _of_introduction(scheme: Scheme, introduction: Introduction) -> Presence:
    request = scheme.request(introduction.request_id)
    return Presence(
        because=introduction.id,
        person_id=request.person_id,
        kind=request.kind,
        stay=introduction.stay,
        sessions=introduction.sessions,
        bedroom_id=introduction.bedroom_id,
        children=request.children or 0,
        children_share=request.children_share,
        sharing=scheme.shares_a_bedroom_with(request.person_id),
    )
