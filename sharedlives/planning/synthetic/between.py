"""What is between people: introductions, a no, who stays together, who is kept apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import evolve

from sharedlives.dates import Stay
from sharedlives.domain.arrangement import (
    Decline,
    Introduction,
    IntroductionStep,
    KeepApart,
    KeepTogether,
    PartyAnswer,
)
from sharedlives.domain.request import Request
from sharedlives.domain.words import (
    DeclineScope,
    IntroductionStage,
    Kind,
    Party,
    RequestStatus,
    TogetherRelation,
)
from sharedlives.planning.synthetic.drawing import HUNDRED
from sharedlives.planning.synthetic.making import YEAR, Making
from sharedlives.planning.synthetic.tables import of_living, of_papers

_STAGES: Final = tuple(IntroductionStage)
_TWO: Final = 2
_DAYS_BETWEEN_STEPS: Final = 5


def bring_together(making: Making, asking_first: list[Request]) -> None:
    """Couples who ask for a home, and brothers and sisters who ask for a break, at the same times."""
    for kind, share, relation in (
        (Kind.LIVE_IN, of_living.COUPLES, TogetherRelation.COUPLE),
        (Kind.SHORT_BREAK, of_living.SIBLINGS, TogetherRelation.SIBLINGS),
    ):
        alone = [request for request in asking_first if request.kind is kind]
        draw = making.draw("together", kind)
        pairs = draw.about(len(alone) * share.of_a_hundred / HUNDRED / _TWO)
        order = draw.some_of(alone, _TWO * pairs)
        for one, other in zip(order[::_TWO], order[1::_TWO], strict=False):
            _join(making, one, other, relation)


def _join(making: Making, one: Request, other: Request, relation: TogetherRelation) -> None:
    """The second of two asks for what the first does, near what matters to the first."""
    draw = making.draw("together", one.id)
    first, second = making.people[one.person_id], making.people[other.person_id]
    near = tuple(
        evolve(connection, id=f"{second.id}-N{number}")
        for number, connection in enumerate(first.connections, 1)
    )
    making.people[second.id] = evolve(second, connections=near)
    same = evolve(one, id=other.id, person_id=second.id, received_on=other.received_on)
    requests = making.records["requests"]
    requests[requests.index(other)] = same
    group = KeepTogether(
        id=making.next_id("keep_together", "T"),
        people=frozenset({first.id, second.id}),
        relation=relation,
        share_bedroom=True if relation is TogetherRelation.COUPLE else None,
        stated_by="both",
        stated_on=making.day(-draw.number(5, 200)),
    )
    making.add("keep_together", group)


def keep_apart(making: Making, requests: list[Request]) -> None:
    """Of those who are looking, some are not to be with somebody else, unless the two wish to be together."""
    ids = sorted(making.people)
    together = [group.people for group in making.records["keep_together"]]
    for request in requests:
        draw = making.draw("apart", request.id)
        other = draw.one_of(ids)
        alone = other != request.person_id and {other, request.person_id} not in together
        if alone and draw.chance(of_living.APART):
            apart = KeepApart(
                id=making.next_id("keep_apart", "X"),
                person_id=request.person_id,
                other_id=other,
                stated_by="coordinator",
                stated_on=making.day(-draw.number(5, 700)),
            )
            making.add("keep_apart", apart)


def say_no(making: Making, requests: list[Request]) -> None:
    """Somebody said no to one household about some of the requests; some only for now, some no longer."""
    for request in requests:
        draw = making.draw("no", request.id)
        homes = making.homes_for(request.kind)
        if not homes or not draw.chance(of_living.WITH_A_DECLINE):
            continue
        scope = draw.by(of_living.SCOPE_OF_A_DECLINE)
        side = draw.one_of((Party.PERSON, Party.CARER))
        said = making.day(-draw.number(5, 120))
        reopened = draw.chance(of_living.DECLINE_REOPENED)
        decline = Decline(
            id=making.next_id("declines", "D"),
            side=side,
            person_id=request.person_id,
            household_id=draw.one_of(homes).id,
            scope=scope,
            request_id=request.id if scope is DeclineScope.REQUEST else None,
            kind=request.kind if scope is DeclineScope.KIND else None,
            said_on=said,
            not_until=making.day(draw.number(-20, 60)) if draw.chance(of_living.NOT_NOW) else None,
            reopened_on=said + timedelta(days=4) if reopened else None,
            reopened_by=side if reopened else None,
        )
        making.add("declines", decline)


def begin_introductions(making: Making, requests: list[Request]) -> None:
    """Introductions under way about some of the requests: nobody has said yes to a stay yet."""
    for request in requests:
        draw = making.draw("introduction", request.id)
        homes = making.homes_for(request.kind)
        if homes and draw.chance(of_living.GETTING_TO_KNOW):
            begun = making.day(-draw.number(3, 60))
            introduction = Introduction(
                id=making.next_id("introductions", "I"),
                request_id=request.id,
                household_id=draw.one_of(homes).id,
                begun_on=begun,
                steps=_steps(making, begun, draw.number(1, 5)),
                answers=(PartyAnswer(party=Party.PERSON, yes=True, on=begun),),
            )
            making.add("introductions", introduction)


def record_moves(making: Making) -> None:
    """What those who moved in within the year had asked for, and how the two sides got to know each other."""
    year_ago = making.day(-YEAR)
    moved = [a for a in making.records["arrangements"] if a.kind.is_home and a.starts > year_ago]
    for arrangement in moved:
        draw = making.draw("moved", arrangement.id)
        if draw.chance(of_papers.INTRODUCTION_RECORDED):
            begun = arrangement.starts - timedelta(days=draw.number(30, 90))
            asked = Request(
                id=making.next_id("requests", "R"),
                person_id=arrangement.person_id,
                kind=arrangement.kind,
                received_on=begun - timedelta(days=draw.number(5, 120)),
                earliest_start=arrangement.starts,
                children=arrangement.children,
                status=RequestStatus.MET,
            )
            making.add("requests", asked)
            introduction = Introduction(
                id=making.next_id("introductions", "I"),
                request_id=asked.id,
                household_id=arrangement.household_id,
                begun_on=begun,
                ended_on=arrangement.starts,
                steps=_steps(making, begun, len(_STAGES)),
            )
            making.add("introductions", introduction)


def hold_a_place(making: Making, request: Request) -> None:
    """Both sides of a request have said yes to a stay, where some home has room; else it is withdrawn."""
    draw = making.draw("held", request.id)
    arrives = max(request.earliest_start or making.on, making.day(5))
    nights = request.nights or (None if request.kind is Kind.LIVE_IN else 7)
    stay = Stay(arrives, None if nights is None else arrives + timedelta(days=nights))
    homes = draw.shuffled(making.homes_for(request.kind))
    home = next((home for home in homes if home.has_room(stay, request.kind)), None)
    if home is None:
        requests = making.records["requests"]
        requests[requests.index(request)] = evolve(request, status=RequestStatus.WITHDRAWN)
        return
    home.people.append(making.people[request.person_id])
    begun = making.day(-draw.number(10, 50))
    introduction = Introduction(
        id=making.next_id("introductions", "I"),
        request_id=request.id,
        household_id=home.id,
        begun_on=begun,
        steps=_steps(making, begun, len(_STAGES)),
        answers=tuple(
            PartyAnswer(party=party, yes=True, to_a_stay=True, on=making.day(-2))
            for party in (Party.PERSON, Party.CARER)
        ),
        stay=stay,
        bedroom_id=home.take(stay, request.kind, say_room=True),
    )
    making.add("introductions", introduction)


def _steps(making: Making, begun: date, number: int) -> tuple[IntroductionStep, ...]:
    """The first stages of an introduction, some days apart."""
    days = (begun + timedelta(days=_DAYS_BETWEEN_STEPS * index) for index in range(number))
    stages = zip(_STAGES, days, strict=False)
    return tuple(IntroductionStep(stage=stage, on=min(day, making.on)) for stage, day in stages)
