"""A result in a coordinator's words: who, where, when, why and what to ask; for the screen and for Excel.

Names stand here, so what is made of these words belongs on the coordinator's own screen and in their own
files. No number of fit is ever said: people read what fits, what fits less, and what is still to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from sharedlives.dates import Sessions, Stay
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import CarerRole, Kind, Urgency
from sharedlives.matching.fit import Fit, PartOfFit
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.results import MatchResult, Proposal, Question, Status, StillLooking
from sharedlives.matching.scores import MID
from sharedlives.matching.when import When

WHAT_IT_IS_NOT: Final = (
    "It proposes; people decide. Nothing here becomes an arrangement without the yes of the person, of every "
    "carer and of everybody who lives there, and a named person's decision. A no needs no reason. Each "
    "person may see all the homes that could suit them, not only the one shown here."
)

KIND_TITLES: Final = MappingProxyType(
    {
        Kind.LIVE_IN: "A home to live in",
        Kind.INTERMEDIATE: "A home for a while",
        Kind.PARENT_AND_CHILD: "A home for a parent and child",
        Kind.SHORT_BREAK: "Short breaks",
        Kind.DAY_SUPPORT: "Day support",
        Kind.OUTREACH: "Support in their own home",
    }
)
"""What each kind is called above its proposals, in the order in which they are shown."""

_MIGHT: Final = MappingProxyType(
    {
        Kind.LIVE_IN: "might live with",
        Kind.INTERMEDIATE: "might live for a while with",
        Kind.PARENT_AND_CHILD: "might live, with the child, with",
        Kind.SHORT_BREAK: "might stay with",
        Kind.DAY_SUPPORT: "might spend days with",
        Kind.OUTREACH: "might be visited by",
    }
)


@frozen(kw_only=True)
class WhatMatters:
    """The parts of a fit by what is known of them: they fit, they fit less, or somebody can be asked."""

    fits: tuple[PartOfFit, ...]
    fits_less: tuple[PartOfFit, ...]
    to_ask: tuple[PartOfFit, ...]

    @property
    def sentence(self) -> str:
        """``5 of 7 things that matter: yes; 2 to ask``."""
        total = len(self.fits) + len(self.fits_less) + len(self.to_ask)
        if not total:
            return "nobody has said yet what matters to them"
        things = "1 thing that matters" if total == 1 else f"{total} things that matter"
        asked = f"; {len(self.to_ask)} to ask" if self.to_ask else ""
        return f"{len(self.fits)} of {things}: yes{asked}"


def what_matters(fit: Fit) -> WhatMatters:
    """Sort the parts of a fit: at least half met whatever the answers, to be asked, or met by less."""
    fits = tuple(part for part in fit.parts if part.low >= MID)
    to_ask = tuple(part for part in fit.parts if part.low < MID <= part.high and part.questions)
    return WhatMatters(
        fits=fits,
        fits_less=tuple(part for part in fit.parts if part not in fits and part not in to_ask),
        to_ask=to_ask,
    )


def say_day(day: date) -> str:
    """A day as people write it: ``9 Dec 2026``."""
    return f"{day.day} {day:%b %Y}"


def say_when(when: When) -> str:
    """The nights or the days of a proposal."""
    if when.sessions is not None:
        return _say_sessions(when.sessions)
    if len(when.stays) == 1:
        return _say_stay(when.stays[0])
    return f"{len(when.stays)} stays: " + "; ".join(_say_stay(stay) for stay in when.stays)


def _say_stay(stay: Stay) -> str:
    if stay.leaves is None or stay.nights is None:
        return f"from {say_day(stay.arrives)}"
    nights = "1 night" if stay.nights == 1 else f"{stay.nights} nights"
    return f"{say_day(stay.arrives)} to {say_day(stay.leaves)} ({nights})"


def _say_sessions(sessions: Sessions) -> str:
    first, last = sessions.period.first, sessions.period.last
    until = "" if last is None else f" to {say_day(last)}"
    return f"{_say_days_and_hours(sessions)}, from {say_day(first)}{until}"


def _say_days_and_hours(sessions: Sessions) -> str:
    days = listed([f"{weekday.title}s" for weekday in sorted(sessions.weekdays)])
    if sessions.starts is None:
        return days
    ends = "" if sessions.ends is None else f" to {sessions.ends:%H:%M}"
    return f"{days}, {sessions.starts:%H:%M}{ends}"


def say_length(when: When) -> str:
    """How long or how often, without the dates: ``3 nights``, ``no end set``, ``Mondays, 10:00 to 15:00``."""
    if when.sessions is not None:
        return _say_days_and_hours(when.sessions)
    if not when.is_time_limited:
        return "no end set"
    nights = sum(stay.nights or 0 for stay in when.stays)
    said = "1 night" if nights == 1 else f"{nights} nights"
    return said if len(when.stays) == 1 else f"{said} in {len(when.stays)} stays"


def capital(sentence: str) -> str:
    """A sentence that begins with a capital letter."""
    return f"{sentence[:1].upper()}{sentence[1:]}"


def listed(words: Sequence[str]) -> str:
    """``one, two and three``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def first_name_of(scheme: Scheme, person_id: str) -> str | None:
    """What a person is called, or None where the register does not say."""
    person = scheme.person(person_id)
    return person.first_name or person.last_name


def say_person(scheme: Scheme, person_id: str, request_id: str) -> str:
    """The first name with the ids: ``Luke (R01)``, or ``Luke (P07, request R01)`` where those differ."""
    ids = person_id if person_id == request_id else f"{person_id}, request {request_id}"
    name = first_name_of(scheme, person_id)
    return ids if name is None else f"{name} ({ids})"


def say_might(kind: Kind) -> str:
    """What a proposal of a kind comes to, between the person and the household: ``might live with``."""
    return _MIGHT[kind]


def say_how_urgent(scheme: Scheme, request_id: str) -> str | None:
    """``emergency`` or ``urgent``; None for a routine request, and where nobody said."""
    urgency = scheme.request(request_id).urgency
    return None if urgency in (None, Urgency.ROUTINE) else urgency.value


def say_carers(scheme: Scheme, household_id: str, on: date) -> str | None:
    """The names of the carers who live there: ``Lorraine and Callum Murgatroyd``; None where none is kept."""
    carers = [c for c in scheme.carers_of(household_id, on) if c.role is not CarerRole.SUPPORT]
    carers.sort(key=lambda carer: carer.role is not CarerRole.MAIN)
    last_names = {carer.last_name for carer in carers}
    firsts = [carer.first_name for carer in carers if carer.first_name]
    if len(last_names) == 1 and len(firsts) == len(carers) and None not in last_names:
        return f"{listed(firsts)} {carers[0].last_name}"
    names = (" ".join(filter(None, (carer.first_name, carer.last_name))) for carer in carers)
    return listed([name for name in names if name]) or None


def say_household(scheme: Scheme, household_id: str, on: date) -> str:
    """The carers' names with the household's id: ``Lorraine and Callum Murgatroyd (H001)``."""
    name = say_carers(scheme, household_id, on) or scheme.household(household_id).name
    return household_id if name is None else f"{name} ({household_id})"


def say_room(scheme: Scheme, proposal: Proposal) -> str | None:
    """The bedroom, where it is known which one."""
    if proposal.bedroom_id is None:
        return None
    bedrooms = scheme.household(proposal.household_id).bedrooms or ()
    names = [bedroom.name for bedroom in bedrooms if bedroom.id == proposal.bedroom_id]
    return (names[0] if names else None) or proposal.bedroom_id


def counts(result: MatchResult) -> str:
    """How many requests there are, and how many of them a proposal meets."""
    met, open_still = len(result.proposals), len(result.still_looking)
    if not met and not open_still:
        return f"No request is open: there is nothing to propose{_introduced(result)}."
    requests = "1 open request" if met + open_still == 1 else f"{met + open_still} open requests"
    return f"{requests}: {met} with a proposal, {open_still} still looking{_introduced(result)}."


def _introduced(result: MatchResult) -> str:
    number = len(result.being_introduced)
    return f"; {number} more being introduced already" if number else ""


def certainty(result: MatchResult) -> str:
    """How sure it is that no plan would do better, in words without mathematics."""
    if result.status is Status.PROVEN:
        return "Proven: by what the scheme put first, no other plan does better for everybody together."
    return "The time allowed ran out: this is the best plan found so far, and another may do better."


def by_kind(scheme: Scheme, result: MatchResult) -> tuple[tuple[Kind, tuple[Proposal, ...]], ...]:
    """The proposals of each kind that has any, homes first; in a kind the most urgent, then the earliest."""

    def order(proposal: Proposal) -> tuple[int, date, str]:
        return _how_soon(scheme, proposal.request_id), proposal.when.first, proposal.request_id

    kinds = ((kind, [p for p in result.proposals if p.kind is kind]) for kind in KIND_TITLES)
    return tuple((kind, tuple(sorted(some, key=order))) for kind, some in kinds if some)


def most_urgent_first(scheme: Scheme, entries: Iterable[StillLooking]) -> tuple[StillLooking, ...]:
    """Those still looking: emergencies, then what is urgent, then the others, each by their ids."""
    return tuple(sorted(entries, key=lambda entry: (_how_soon(scheme, entry.request_id), entry.request_id)))


def _how_soon(scheme: Scheme, request_id: str) -> int:
    order = (Urgency.EMERGENCY, Urgency.URGENT)
    urgency = scheme.request(request_id).urgency
    return order.index(urgency) if urgency in order else len(order)


def counts_by_kind(result: MatchResult) -> tuple[tuple[str, str], ...]:
    """For each kind that somebody asks for: its title, and ``10 proposed, 6 still looking``."""
    found = []
    for kind, title in KIND_TITLES.items():
        proposed = sum(proposal.kind is kind for proposal in result.proposals)
        looking = sum(entry.kind is kind for entry in result.still_looking)
        if proposed or looking:
            found.append((title, f"{proposed} proposed" + (f", {looking} still looking" if looking else "")))
    return tuple(found)


@frozen(kw_only=True)
class AskedOfSeveral:
    """One question, of whom it can be asked, and how many pairs of a request and a household hang on it."""

    ask: AskWhom
    text: str
    about: tuple[str, ...]
    opens: int


def gathered(questions: Iterable[Question]) -> tuple[AskedOfSeveral, ...]:
    """The same question once, whoever is asked; the one that opens most doors first.

    A question on which no pair hangs is for the record only, and comes last.
    """
    found: dict[tuple[AskWhom, str], list[Question]] = {}
    for question in questions:
        found.setdefault((question.ask, question.text), []).append(question)
    asked = [
        AskedOfSeveral(
            ask=ask,
            text=text,
            about=tuple(dict.fromkeys(question.about for question in some)),
            opens=len({pair for question in some for pair in question.opens}),
        )
        for (ask, text), some in found.items()
    ]
    return tuple(sorted(asked, key=lambda entry: (-entry.opens, entry.ask, entry.text)))


def first_question(questions: Iterable[Question], request_id: str) -> AskedOfSeveral | None:
    """The question that would open most doors for one request; None where there is none to ask."""
    mine = (
        evolve(question, opens=opens)
        for question in questions
        if (opens := tuple(pair for pair in question.opens if pair[0] == request_id))
    )
    return next(iter(gathered(mine)), None)


def say_asked(scheme: Scheme, about: str, ask: AskWhom, on: date) -> str:
    """Whom a question is about, by name and id."""
    if ask in (AskWhom.HOUSEHOLD, AskWhom.SCHEME):
        return say_household(scheme, about, on)
    if ask is AskWhom.PERSON:
        name = first_name_of(scheme, about)
        return about if name is None else f"{name} ({about})"
    return _THE_REGISTER


_THE_REGISTER: Final = "everybody: the register does not keep it"
_ASKED: Final = MappingProxyType({AskWhom.SCHEME: "See the papers on", AskWhom.REGISTER: "Ask"})


def say_whom(scheme: Scheme, asked: AskedOfSeveral, on: date, most: int = 3) -> str:
    """Whom to ask, the first few by name: ``Ask Nerys and Paul Hussain (H056), Luke (R01) and 3 more``."""
    names = [say_asked(scheme, about, asked.ask, on) for about in asked.about]
    more = len(names) - most
    some = ", ".join(names[:most])
    return f"{_ASKED.get(asked.ask, 'Ask')} {some}{f' and {more} more' if more > 0 else ''}."


def doors(number: int) -> str:
    """How many possibilities an answer may open."""
    if not number:
        return "for the record"
    return "1 possibility" if number == 1 else f"{number} possibilities"


NOT_KEPT: Final = MappingProxyType(
    {
        "approval.approved_from": "from when a home is approved",
        "approval.numbers": "how many of each kind a home is approved for",
        "approval.youngest": "the ages approved",
        "approval.sexes": "whether a home is approved for women, men or both",
        "approval.needs": "the needs approved",
        "bedroom.is_step_free": "which bedrooms are step-free",
        "bedroom.is_ground_floor": "which bedrooms are on the ground floor",
        "bedroom.is_near_bathroom": "which bedrooms are near a bathroom",
        "bedroom.takes_hoist": "which bedrooms have room for a hoist",
        "carer.experience": "whom the carers have supported before",
        "carer.faith": "the carers' faith",
        "carer.sex": "whether a carer is a woman or a man",
        "carer.skills": "the carers' skills",
        "household.bedrooms": "the bedrooms",
        "household.drives_people": "who drives people",
        "household.faith": "the faith of the home",
        "household.interests": "what the household likes to do",
        "household.languages": "the languages of the home",
        "household.members": "who else lives there",
        "household.neighbourhood": "the neighbourhood of the home",
        "household.pace": "the pace of the home",
        "household.pets": "the animals",
        "household.smokes": "whether anybody smokes",
        "household.somebody_home_at_night": "whether a carer always sleeps at home",
        "household.takes_emergencies": "who takes emergencies",
    }
)
"""Facts of a home that a match reads, in words: worth saying where a register does not keep them."""


def say_not_kept(facts: Iterable[str]) -> str | None:
    """The facts that a register does not keep and a match would read; None where it keeps them all."""
    told = [NOT_KEPT[fact] for fact in sorted(facts) if fact in NOT_KEPT]
    return f"{'; '.join(told)}." if told else None
