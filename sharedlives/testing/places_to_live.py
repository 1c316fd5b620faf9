"""Small schemes in which people and households really compete, for tests of who might live with whom.

Everything that a criterion reads is known, apart from now and then one fact; what happens, happens within
five weeks of `ON`, so that an oracle may count day by day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from sharedlives.dates import Period, Sessions, Stay, Weekday
from sharedlives.domain.arrangement import (
    Arrangement,
    Decline,
    Introduction,
    KeepApart,
    KeepTogether,
    PartyAnswer,
)
from sharedlives.domain.carer import ANY_NEED, Approval, ApprovalTerms, Carer, KindNumber
from sharedlives.domain.household import Bedroom, Closure, Household
from sharedlives.domain.person import Person
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.wish import About, Wish
from sharedlives.domain.words import (
    Access,
    CarerRole,
    DeclineScope,
    Kind,
    Medicines,
    MovingAndHandling,
    Nation,
    NightSupport,
    Party,
    Sex,
    Strength,
    TogetherRelation,
    Urgency,
)
from sharedlives.testing.values import ON

LONG_AGO: Final = date(2020, 1, 1)
_KINDS: Final = (Kind.SHORT_BREAK, Kind.LIVE_IN, Kind.SHORT_BREAK, Kind.DAY_SUPPORT)
_NO_MAN: Final = Wish(about=About.HOME_SEX, value="male", strength=Strength.MUST_NOT)
_NO_MAN_COMING: Final = Wish(about=About.PERSON_SEX, value="male", strength=Strength.MUST_NOT)


@st.composite
def small_matching_schemes(draw: DrawFn, *, max_households: int = 4, max_people: int = 6) -> Scheme:
    """Schemes with approved households, open requests and options that really exist.

    About half of them each have a limit that binds, people who wish to stay together, newcomers who cannot
    both come to one home, and stays that overlap; some have residents who stay away a while, noes, closures,
    and introductions that both sides said yes to.

    Parameters
    ----------
    max_households, max_people
        At most so many homes, and people who ask for something; residents come on top.
    """
    town = _Town(draw)
    for number in range(1, draw(st.integers(1, max_households)) + 1):
        town.add_home(f"H{number}")
    for number in range(1, draw(st.integers(min(2, max_people), max_people)) + 1):
        town.add_newcomer(f"P{number}")
    if len(town.requests) > 1:
        town.add_group()
        town.add_quarrel()
    town.add_noes_and_yeses()
    return town.scheme()


class _Town:
    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.households: list[Household] = []
        self.carers: list[Carer] = []
        self.approvals: list[Approval] = []
        self.people: list[Person] = []
        self.requests: list[Request] = []
        self.arrangements: list[Arrangement] = []
        self.introductions: list[Introduction] = []
        self.declines: list[Decline] = []
        self.together: list[KeepTogether] = []
        self.apart: list[KeepApart] = []
        self.kind: Kind | None = draw(st.sampled_from((None, Kind.SHORT_BREAK, *Kind)).filter(_is_asked))
        """What everybody asks for, where it is one kind: then they compete the more."""

    def scheme(self) -> Scheme:
        return Scheme(
            nation=self.draw(st.sampled_from((Nation.ENGLAND, Nation.WALES))),
            local_limit=self.draw(st.sampled_from((None, None, None, 1, 2))),
            households=tuple(self.households),
            carers=tuple(self.carers),
            approvals=tuple(self.approvals),
            people=tuple(self.people),
            requests=tuple(self.requests),
            arrangements=tuple(self.arrangements),
            introductions=tuple(self.introductions),
            declines=tuple(self.declines),
            keep_together=tuple(self.together),
            keep_apart=tuple(self.apart),
        )

    def add_home(self, identity: str) -> None:
        draw = self.draw
        rooms = tuple(
            self._bedroom(f"{identity}-{number}") for number in range(1, draw(st.integers(1, 3)) + 1)
        )
        closed = draw(_LATER) if self._seldom() else None
        closures = () if closed is None else (Closure(period=Period(closed, closed + timedelta(days=5))),)
        self.households.append(
            Household(
                id=identity,
                members=(),
                bedrooms=rooms,
                pets=(),
                smokes=False,
                languages=frozenset({"english"}),
                interests=draw(_INTERESTS),
                drives_people=True,
                takes_emergencies=draw(st.sampled_from((True, True, False, None))),
                somebody_home_at_night=True,
                other_uses=(),
                closures=closures,
                wishes=(_NO_MAN_COMING,) if self._seldom() else (),
            )
        )
        sex = draw(st.sampled_from((Sex.FEMALE, Sex.FEMALE, Sex.FEMALE, Sex.MALE)))
        self.carers.append(_carer(f"C-{identity}", identity, sex))
        self.approvals.append(self._approval(identity, len(rooms)))
        if len(rooms) > 1 and self._now_and_then():
            self._add_resident(identity, rooms[0].id)

    def _bedroom(self, identity: str) -> Bedroom:
        feature = self.draw(st.sampled_from((False, False, True, None)))
        return Bedroom(
            id=identity,
            is_double=self._either(),
            is_step_free=feature,
            is_ground_floor=feature,
            is_near_bathroom=True,
            takes_hoist=False,
        )

    def _approval(self, home: str, rooms: int) -> Approval:
        numbers = tuple(
            KindNumber(kind=kind, number=self.draw(st.sampled_from((1, 1, 1, 1, 2, 0))))
            for kind in (Kind.LIVE_IN, Kind.SHORT_BREAK, Kind.DAY_SUPPORT)
        )
        return Approval(
            id=f"AP-{home}",
            household_id=home,
            approved_from=LONG_AGO,
            terms=ApprovalTerms(
                numbers=numbers,
                total=self.draw(st.integers(min(2, rooms), rooms)),
                youngest=18,
                sexes=frozenset(Sex),
                needs=frozenset({ANY_NEED}),
                emergencies=True,
            ),
        )

    def _add_resident(self, home: str, room: str) -> None:
        """Somebody who lives there, and who may be away with another household for some nights."""
        draw = self.draw
        person = self._person(f"L-{home}")
        self.people.append(person)
        self.arrangements.append(
            Arrangement(
                id=f"A-{home}",
                person_id=person.id,
                household_id=home,
                kind=Kind.LIVE_IN,
                stay=Stay(LONG_AGO),
                bedroom_id=draw(st.sampled_from((room, room, None))),
            )
        )
        others = [other.id for other in self.households if other.id != home]
        if others and self._either():
            begins = draw(_LATER)
            self.arrangements.append(
                Arrangement(
                    id=f"A-{home}-away",
                    person_id=person.id,
                    household_id=draw(st.sampled_from(others)),
                    kind=Kind.SHORT_BREAK,
                    stay=Stay(begins, begins + timedelta(days=draw(_NIGHTS))),
                )
            )

    def add_newcomer(self, identity: str) -> None:
        person = self._person(identity)
        self.people.append(person)
        self.requests.append(self._request(f"R-{identity}", person.id))
        if self._seldom():
            self.requests.append(self._request(f"R-{identity}-2", person.id))

    def _person(self, identity: str) -> Person:
        draw = self.draw
        sex = draw(st.sampled_from((Sex.FEMALE, Sex.MALE)))
        objects = sex is Sex.FEMALE and self._either()
        return Person(
            id=identity,
            born=date(1970 + draw(st.integers(0, 30)), 3, 1),
            sex=sex,
            needs=frozenset(),
            skills_needed=frozenset(),
            medicines=Medicines.SELF,
            moving_and_handling=MovingAndHandling.NONE,
            night_support=NightSupport.SLEEPING,
            personal_care=False,
            access=frozenset({Access.STEP_FREE}) if self._seldom() and self._either() else frozenset(),
            interests=draw(_INTERESTS),
            languages=frozenset({"english"}),
            languages_needed=frozenset(),
            smokes=False,
            wishes=(_NO_MAN,) if objects else (),
        )

    def _request(self, identity: str, person_id: str) -> Request:
        draw = self.draw
        kind = self.kind or draw(st.sampled_from(_KINDS))
        request = Request(
            id=identity,
            person_id=person_id,
            kind=kind,
            urgency=draw(st.sampled_from(Urgency)),
            received_on=ON - timedelta(days=draw(st.integers(0, 400))),
            earliest_start=draw(_SOON),
        )
        begins = request.earliest_start or ON
        if kind is Kind.LIVE_IN:
            return request
        if kind is Kind.DAY_SUPPORT:
            weekdays = draw(st.frozensets(st.sampled_from(list(Weekday)[:3]), min_size=1, max_size=2))
            return attrs.evolve(request, weekdays=weekdays, until=begins + timedelta(days=13))
        window = timedelta(days=draw(st.integers(0, 3)))
        return attrs.evolve(request, latest_start=begins + window, nights=draw(_NIGHTS))

    def add_group(self) -> None:
        """Two who asked first come together or not at all: the second asks for what the first does."""
        first, second = self.requests[0], self.requests[-1]
        if first.person_id == second.person_id or self._now_and_then():
            return
        same = attrs.evolve(first, id=second.id, person_id=second.person_id)
        self.requests = [same if request.id == second.id else request for request in self.requests]
        self.together.append(
            KeepTogether(
                id="T1",
                people=frozenset({first.person_id, second.person_id}),
                relation=self.draw(st.sampled_from((TogetherRelation.SIBLINGS, TogetherRelation.COUPLE))),
                one_home=self.draw(st.sampled_from((True, True, False))),
                share_bedroom=self._either(),
            )
        )

    def add_quarrel(self) -> None:
        """Newcomers who are to be kept apart from the last of them, or from one before."""
        for number, request in enumerate(self.requests[:-1]):
            other = self.draw(st.sampled_from((self.requests[-1], self.requests[-1], self.requests[0])))
            pair = {request.person_id, other.person_id}
            together = any(pair <= group.people for group in self.together)
            if len(pair) > 1 and not together and not self._now_and_then():
                apart = KeepApart(id=f"X{number}", person_id=request.person_id, other_id=other.person_id)
                self.apart.append(apart)

    def add_noes_and_yeses(self) -> None:
        request = self.draw(st.sampled_from(self.requests))
        home = self.draw(st.sampled_from(self.households))
        if self._seldom():
            self.declines.append(
                Decline(
                    id="N1",
                    side=self.draw(st.sampled_from((Party.PERSON, Party.CARER))),
                    person_id=request.person_id,
                    household_id=home.id,
                    scope=DeclineScope.REQUEST,
                    request_id=request.id,
                )
            )
        elif self._now_and_then():
            self.introductions.append(_both_said_yes(request, home.id, f"C-{home.id}"))

    def _either(self) -> bool:
        return self.draw(st.booleans())

    def _now_and_then(self) -> bool:
        return self.draw(st.integers(0, 2)) == 1

    def _seldom(self) -> bool:
        return self.draw(st.integers(0, 4)) == 1


def _is_asked(kind: Kind | None) -> bool:
    return kind is None or kind in _KINDS


def _carer(identity: str, home: str, sex: Sex) -> Carer:
    return Carer(
        id=identity,
        household_id=home,
        role=CarerRole.MAIN,
        sex=sex,
        languages=frozenset({"english"}),
        skills=frozenset(),
        experience=frozenset(),
        drives_people=True,
    )


def _both_said_yes(request: Request, home: str, carer: str) -> Introduction:
    begins = request.earliest_start or ON
    stay = sessions = None
    if request.kind is Kind.DAY_SUPPORT:
        sessions = Sessions(Period(begins, request.until), request.weekdays)
    elif request.kind is Kind.LIVE_IN:
        stay = Stay(begins)
    else:
        stay = Stay(begins, begins + timedelta(days=request.nights or 1))
    answers = (
        PartyAnswer(party=Party.PERSON, yes=True, to_a_stay=True, on=ON),
        PartyAnswer(party=Party.CARER, party_id=carer, yes=True, to_a_stay=True, on=ON),
    )
    return Introduction(
        id="I1",
        request_id=request.id,
        household_id=home,
        begun_on=ON - timedelta(days=30),
        answers=answers,
        stay=stay,
        sessions=sessions,
    )


_SOON: Final = st.integers(0, 3).map(lambda number: ON + timedelta(days=number))
_LATER: Final = st.integers(0, 12).map(lambda number: ON + timedelta(days=number))
_NIGHTS: Final = st.integers(2, 6)
_INTERESTS: Final = st.frozensets(st.sampled_from(("gardening", "football", "music")), max_size=2)
