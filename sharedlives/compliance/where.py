"""Who was where on any day: what an inspection asks, and a register must be able to say."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sharedlives.compliance.today import Index
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.integrity import is_home
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind


@frozen(kw_only=True)
class Whereabouts:
    """Where one person was, by one arrangement.

    `sleeps` is whether they slept there that night, `in_the_home` whether they were in the carers' home at
    all: with outreach the carers came to them. `away` is whether this is their home and they slept elsewhere.
    """

    person_id: str
    household_id: str
    arrangement_id: str
    kind: Kind
    sleeps: bool
    in_the_home: bool
    away: bool = False


@frozen(kw_only=True)
class WhoWasWhere:
    """Everybody supported on one day, and the arrangements that cannot all be true."""

    on: date
    places: tuple[Whereabouts, ...]
    contradictions: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of everybody supported that day, each once."""
        return tuple(sorted({place.person_id for place in self.places}))

    @property
    def slept(self) -> tuple[Whereabouts, ...]:
        """Who slept in which home."""
        return tuple(place for place in self.places if place.sleeps)


def who_was_where(scheme: Scheme, on: date) -> WhoWasWhere:
    """Who slept in which home on the night of a day, who came for the day, and who was supported at home.

    Somebody who lives with one household and stays a while with another is counted where they slept; their
    home is listed too, as `away`.
    """
    index = Index(scheme)
    current = [a for a in scheme.arrangements if _is_there(index, a, on)]
    elsewhere = {a.person_id for a in current if a.stay is not None and not is_home(a)}
    places = [_place(arrangement, elsewhere) for arrangement in current]
    ids = {arrangement.id for arrangement in current}
    return WhoWasWhere(
        on=on,
        places=tuple(sorted(places, key=lambda p: (p.household_id, p.person_id, p.arrangement_id))),
        contradictions=tuple(p.message for p in scheme.problems if p.record in ids and p.other in ids),
    )


def _is_there(index: Index, arrangement: Arrangement, on: date) -> bool:
    span = index.spans[arrangement.id]
    within = span.starts <= on and (span.over_from is None or on < span.over_from)
    return within and (arrangement.sessions is None or arrangement.sessions.comes_on(on))


def _place(arrangement: Arrangement, elsewhere: set[str]) -> Whereabouts:
    away = is_home(arrangement) and arrangement.person_id in elsewhere
    return Whereabouts(
        person_id=arrangement.person_id,
        household_id=arrangement.household_id,
        arrangement_id=arrangement.id,
        kind=arrangement.kind,
        sleeps=arrangement.stay is not None and not away,
        in_the_home=arrangement.kind is not Kind.OUTREACH and not away,
        away=away,
    )
