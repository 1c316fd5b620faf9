"""What falls out of order in the days to come, when, and whose stays it puts at risk.

Every rule is asked again only on the days on which its answer may change, and so finds exactly what asking
it on every day would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen

from sharedlives.compliance.audit import for_all, judged, records_of, ref_of
from sharedlives.compliance.outcomes import Answer, Outcome, Ref, Subject
from sharedlives.compliance.policies import DEFAULT, check_policy
from sharedlives.compliance.rule import Rule
from sharedlives.compliance.rules import RULES
from sharedlives.compliance.today import Index, Today
from sharedlives.compliance.watching import WatchedDay
from sharedlives.dates import Period
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.rule_policy import RulePolicy
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import RequestStatus
from sharedlives.errors import InvalidRecordError

OUT_OF_ORDER: Final = frozenset({Outcome.BROKEN, Outcome.NO_EVIDENCE})


@frozen(kw_only=True)
class PlannedStay:
    """A stay that is only proposed, as a plain dated one: so that what it rests on is renewed in time."""

    id: str
    household_id: str
    period: Period


@frozen(kw_only=True)
class Lapse:
    """The day on which one rule about one record turns out of order, and what that touches.

    `stays` are arrangements in that home that go on then or begin later, `introductions` those under way,
    `planned` the proposals handed in. `responsible` is the coordinator, where one is recorded.
    """

    day: date
    rule: Rule = field(eq=lambda rule: rule.code)
    subject: Ref
    outcome: Outcome
    sentence: str
    household_id: str | None
    responsible: str | None
    stays: tuple[str, ...] = ()
    introductions: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def touches_anything(self) -> bool:
        """Whether any stay, introduction or proposal rests on it."""
        return bool(self.stays or self.introductions or self.planned)


@frozen(kw_only=True)
class Forecast:
    """Everything that turns out of order after the first day up to and including the last, in that order."""

    start: date
    end: date
    lapses: tuple[Lapse, ...]

    def within(self, days: int) -> tuple[Lapse, ...]:
        """The lapses of the next so many days."""
        last = self.start + timedelta(days=days)
        return tuple(lapse for lapse in self.lapses if lapse.day <= last)

    def by_person_responsible(self) -> Mapping[str | None, tuple[Lapse, ...]]:
        """The lapses of each coordinator; None for those where none is recorded."""
        names = sorted({lapse.responsible or "" for lapse in self.lapses})
        return MappingProxyType(
            {name or None: tuple(x for x in self.lapses if (x.responsible or "") == name) for name in names}
        )

    @property
    def renewals(self) -> tuple[tuple[str, Ref], ...]:
        """The fewest renewals, by rule and record, that keep every stay, introduction and proposal in order.

        Each of them needs everything it rests on, so nothing that puts one at risk can be left out.
        """
        needed = [(lapse.code, lapse.subject) for lapse in self.lapses if lapse.touches_anything]
        return tuple(dict.fromkeys(needed))


def forecast(
    scheme: Scheme,
    start: date,
    end: date,
    *,
    policy: RulePolicy = DEFAULT,
    planned: Sequence[PlannedStay] = (),
) -> Forecast:
    """What now in order falls out of it in the days to come.

    Parameters
    ----------
    scheme
        The register.
    start, end
        The first day, of which everything is compared with the next, and the last day, included.
    policy
        The scheme's own settings.
    planned
        Proposals as plain dated stays, so that what they rest on is said.

    Raises
    ------
    InvalidRecordError
        Where the end comes before the start, or the policy names what does not exist.
    """
    check_policy(policy)
    if end < start:
        raise InvalidRecordError("a forecast goes from one day to a later one: swap its two days")
    ahead = _Ahead(Index(scheme), start, end, policy)
    touched = _Touched(ahead.index, planned)
    lapses = [
        touched.lapse(rule, record, day, answer) for rule in RULES for record, day, answer in ahead.of(rule)
    ]
    return Forecast(start=start, end=end, lapses=tuple(sorted(lapses, key=_in_order)))


def _in_order(lapse: Lapse) -> tuple[date, str, Ref]:
    return lapse.day, lapse.code, lapse.subject


class _Ahead:
    """The scheme on the days to come, each asked about only where an answer may change."""

    def __init__(self, index: Index, start: date, end: date, policy: RulePolicy) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.policy = policy
        self._days: dict[date, tuple[WatchedDay, Today]] = {}

    def _on(self, day: date) -> tuple[WatchedDay, Today]:
        if day not in self._days:
            watched = WatchedDay(day)
            self._days[day] = (watched, Today(self.index, watched, self.policy))
        watched, today = self._days[day]
        watched.forget()
        return watched, today

    def of(self, rule: Rule) -> Iterator[tuple[Any, date, Answer]]:
        """The records of a rule that turn out of order, with the day and the answer of that day."""
        watched, today = self._on(self.start)
        alike = for_all(rule, today)
        changes = watched.changes_on
        if alike is not None and (changes is None or changes > self.end):
            return
        dated = rule.first_day is not None or rule.last_day is not None
        lead = timedelta(days=self.policy.lead(rule.code))
        waivers = [waiver for waiver in self.policy.waivers if waiver.rule == rule.code]
        for record in records_of(self.index, rule.subject):
            day: date | None = self.start
            was_out = True  # of the first day nothing is said but what audit says
            while day is not None and day <= self.end:
                watched, today = self._on(day)
                today.lead = lead
                alike = for_all(rule, today) if dated else None
                answer = alike or judged(rule, record, today, waivers)
                is_out = answer.outcome in OUT_OF_ORDER
                if is_out and not was_out:
                    yield record, day, answer
                was_out = is_out
                day = watched.changes_on


class _Touched:
    """What stands on each home: arrangements, introductions under way, proposals."""

    def __init__(self, index: Index, planned: Sequence[PlannedStay]) -> None:
        self.index = index
        self.scheme = index.scheme
        self.planned: dict[str, list[PlannedStay]] = {}
        for stay in planned:
            self.planned.setdefault(stay.household_id, []).append(stay)

    def lapse(self, rule: Rule, record: Any, day: date, answer: Answer) -> Lapse:
        """A lapse with everything that it touches."""
        ref = ref_of(rule.subject, record)
        home = _home_of(rule.subject, record)
        return Lapse(
            day=day,
            rule=rule,
            subject=ref,
            outcome=answer.outcome,
            sentence=answer.sentence,
            household_id=home,
            responsible=self._responsible(record, home),
            stays=tuple(
                a.id for a in self._arrangements(rule.subject, record, home) if self._goes_on(a, day)
            ),
            introductions=tuple(self._introductions(rule.subject, home, day)),
            planned=tuple(self._planned(rule.subject, home, day)),
        )

    def _responsible(self, record: Any, home: str | None) -> str | None:
        own: str | None = getattr(record, "coordinator", None)
        return own or (None if home is None else self.scheme.household(home).coordinator)

    def _arrangements(self, subject: Subject, record: Any, home: str | None) -> Iterable[Arrangement]:
        if subject is Subject.ARRANGEMENT:
            return (record,)
        if subject is Subject.PERSON:
            return self.scheme.arrangements_of(record.id)
        return () if home is None else self.scheme.arrangements_in(home)

    def _goes_on(self, arrangement: Arrangement, day: date) -> bool:
        over_from = self.index.spans[arrangement.id].over_from
        return over_from is None or over_from > day

    def _introductions(self, subject: Subject, home: str | None, day: date) -> Iterator[str]:
        if home is None or subject is Subject.ARRANGEMENT:
            return
        for introduction in self.scheme.introductions_with(home):
            ended = introduction.ended_on is not None and introduction.ended_on <= day
            status = self.scheme.request(introduction.request_id).status
            if not ended and status in (RequestStatus.OPEN, RequestStatus.ON_HOLD):
                yield introduction.id

    def _planned(self, subject: Subject, home: str | None, day: date) -> Iterator[str]:
        if home is None or subject is Subject.ARRANGEMENT:
            return
        for stay in self.planned.get(home, ()):
            if stay.period.last is None or stay.period.last >= day:
                yield stay.id


def _home_of(subject: Subject, record: Any) -> str | None:
    if subject is Subject.HOUSEHOLD:
        return str(record.id)
    if subject is Subject.MEMBER:
        return str(record.household.id)
    home: str | None = getattr(record, "household_id", None)
    return home
