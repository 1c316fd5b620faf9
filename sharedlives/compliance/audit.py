"""What is in order on a day, and what is not: every rule asked about every record, exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen

from sharedlives.compliance.outcomes import (
    NOT_KEPT,
    Answer,
    Basis,
    Outcome,
    Ref,
    Seriousness,
    Subject,
    not_applicable,
)
from sharedlives.compliance.policies import DEFAULT, check_policy
from sharedlives.compliance.rule import OWN_POLICY, Rule
from sharedlives.compliance.rules import RULES
from sharedlives.compliance.today import Index, Today
from sharedlives.domain.policy import Step
from sharedlives.domain.rule_policy import RulePolicy, Waiver
from sharedlives.domain.scheme import Scheme
from sharedlives.errors import NotInForceError, OwnBugError

THE_SCHEME: Final = Ref(Subject.SCHEME, "scheme")
FOUND: Final = frozenset({Outcome.BROKEN, Outcome.NO_EVIDENCE, Outcome.DUE, Outcome.WAIVED})
_ORDER: Final = {outcome: number for number, outcome in enumerate(Outcome)}
_GRAVITY: Final = {seriousness: number for number, seriousness in enumerate(Seriousness)}
_TOO: Final = frozenset({Outcome.BROKEN, Outcome.NO_EVIDENCE, Outcome.DUE})


@frozen(kw_only=True)
class Finding:
    """One thing that somebody has to look at, about one record or about the carers of one home together.

    `since` is the first day it was broken, `due_on` the last day to put it in order; either is None where it
    does not apply. `latest_step` is how far newcomers may still go while it stands.
    """

    rule: Rule = field(eq=lambda rule: rule.code)
    outcome: Outcome
    subject: Ref
    related: tuple[Ref, ...] = ()
    since: date | None = None
    due_on: date | None = None
    basis: Basis | None
    source: str | None
    sentence: str
    latest_step: Step | None = None
    waiver: Waiver | None = None

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def family(self) -> str:
        """What it is about, in a manager's words."""
        return self.rule.family

    @property
    def title(self) -> str:
        """What the rule asks for."""
        return self.rule.title

    @property
    def severity(self) -> Seriousness:
        """How much hangs on it."""
        return self.rule.seriousness

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.rule.remedy

    @property
    def says(self) -> str:
        """One sentence; its first word says whether it is law, what a regulator expects or policy."""
        return f"{self.basis or Basis.POLICY}: {self.sentence}".capitalize()

    def holds(self, identity: str) -> bool:
        """Whether it is about this id, as its subject or as related."""
        return self.subject.id == identity or any(ref.id == identity for ref in self.related)


@frozen(kw_only=True)
class Audit:
    """Everything that was found on a day, worst first, and how often each rule gave which answer."""

    on: date
    findings: tuple[Finding, ...]
    counts: Mapping[str, Mapping[Outcome, int]]
    """By the rule's code: every outcome that any record had, with its number of records."""

    @property
    def totals(self) -> Mapping[Outcome, int]:
        """How many answers there are of each outcome, over all rules and records."""
        total: Counter[Outcome] = Counter()
        for each in self.counts.values():
            total.update(each)
        return MappingProxyType({outcome: total[outcome] for outcome in Outcome})

    def of(self, outcome: Outcome) -> tuple[Finding, ...]:
        """The findings of one outcome."""
        return tuple(finding for finding in self.findings if finding.outcome is outcome)

    def about(self, identity: str) -> tuple[Finding, ...]:
        """The findings about a record or that it is related to."""
        return tuple(finding for finding in self.findings if finding.holds(identity))


def audit(scheme: Scheme, on: date, *, policy: RulePolicy = DEFAULT) -> Audit:
    """What is not in order in a scheme on a day, what falls due next, and what nobody can say.

    Parameters
    ----------
    scheme
        The register. Its `not_kept` says what it does not keep at all: that is said once for each rule.
    on
        The day. Evidence of later days does not count yet.
    policy
        The scheme's own settings.

    Returns
    -------
    Audit
        Its findings are broken, no evidence, due, waived and not kept, in this order; within each the gravest
        first. The carers of one home share a finding where the same rule says the same of each of them.

    Raises
    ------
    InvalidRecordError
        Where the policy names rules or settings that there are not.
    NotInForceError
        Where the register of law does not know what held on that day.
    OwnBugError
        Where a rule fails; it names the rule and the record's id.
    """
    check_policy(policy)
    today = Today(Index(scheme), on, policy)
    counts: dict[str, Mapping[Outcome, int]] = {}
    findings: list[Finding] = []
    for rule in RULES:
        tally: Counter[Outcome] = Counter()
        found: list[tuple[Any, Answer]] = []
        for record, answer, number in answered(rule, today):
            tally[answer.outcome] += number
            if answer.outcome in FOUND:
                found.append((record, answer))
        findings += _findings(rule, today, found)
        if tally[Outcome.NOT_KEPT]:
            findings.append(_not_kept(rule))
        counts[rule.code] = MappingProxyType({o: tally[o] for o in Outcome if tally[o]})
    return Audit(on=on, findings=tuple(sorted(findings, key=_in_order)), counts=MappingProxyType(counts))


def answers(scheme: Scheme, on: date, *, policy: RulePolicy = DEFAULT) -> Iterator[tuple[Rule, Ref, Answer]]:
    """Every rule with every record of its subject and what it answers: each pair exactly once."""
    check_policy(policy)
    today = Today(Index(scheme), on, policy)
    for rule in RULES:
        for record, answer, number in answered(rule, today):
            for each in (record,) if number == 1 else records_of(today.index, rule.subject):
                yield rule, ref_of(rule.subject, each), answer


def records_of(index: Index, subject: Subject) -> Iterable[Any]:
    """Every record that rules about a subject answer for."""
    return _RECORDS[subject](index)


_RECORDS: Final[Mapping[Subject, Callable[[Index], Iterable[Any]]]] = MappingProxyType(
    {
        Subject.CARER: lambda index: index.scheme.carers,
        Subject.HOUSEHOLD: lambda index: index.scheme.households,
        Subject.MEMBER: lambda index: index.living,
        Subject.APPROVAL: lambda index: index.scheme.approvals,
        Subject.PERSON: lambda index: index.scheme.people,
        Subject.ARRANGEMENT: lambda index: index.scheme.arrangements,
        Subject.REQUEST: lambda index: index.scheme.requests,
        Subject.SCHEME: lambda index: (index.scheme,),
    }
)


def answered(rule: Rule, today: Today) -> Iterator[tuple[Any, Answer, int]]:
    """What one rule says about each of its records; one that says the same of all alike says it once.

    Each comes with the number of records that it is said of; said of all alike, the record is only the first.
    """
    records = records_of(today.index, rule.subject)
    alike = for_all(rule, today)
    if alike is not None:
        records = tuple(records)
        if records:
            yield records[0], alike, len(records)
        return
    today.lead = timedelta(days=today.policy.lead(rule.code))
    waivers = [waiver for waiver in today.policy.waivers if waiver.rule == rule.code]
    for record in records:
        yield record, judged(rule, record, today, waivers), 1


def for_all(rule: Rule, today: Today) -> Answer | None:
    """The answer that a rule gives for every record alike; None where each has its own."""
    if not rule.applies_in(today.nation, today.on):
        return not_applicable("no rule of this nation on this day")
    if rule.code in today.policy.left_out and rule.basis(today.nation, today.on) is not Basis.LAW:
        return not_applicable("the scheme's policy leaves this rule out")
    if rule.only_if_taken_up and rule.code not in today.policy.taken_up:
        return not_applicable("the scheme's policy does not take this rule up")
    if any(not any(map(today.keeps, group)) for group in rule.keeps):
        return NOT_KEPT
    return None


def judged(rule: Rule, record: Any, today: Today, waivers: Sequence[Waiver] = ()) -> Answer:
    """What a rule says about one record, or that it is waived; a fault of the rule stops all, naming both."""
    try:
        answer = rule.judge(record, today)
    except NotInForceError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is may quote what the register says of somebody
        identity = ref_of(rule.subject, record).id
        fault = f"rule {rule.code} failed on {rule.subject} {identity}: {type(error).__name__}{_at(error)}"
        raise OwnBugError(fault) from None
    if waivers and answer.outcome in _TOO:
        return _waived(answer, ref_of(rule.subject, record), record, waivers, today)
    return answer


def _at(error: Exception) -> str:
    """The line of code that failed, which holds nothing about anybody."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def ref_of(subject: Subject, record: Any) -> Ref:
    """The kind and the id of a record; the scheme itself has none."""
    return THE_SCHEME if subject is Subject.SCHEME else Ref(subject, record.id)


def _waived(answer: Answer, ref: Ref, record: Any, waivers: Sequence[Waiver], today: Today) -> Answer:
    ids = {ref.id, getattr(record, "household_id", None), *(related.id for related in answer.related)}
    for waiver in waivers:
        if waiver.stands(today.on) and (waiver.subject_id is None or waiver.subject_id in ids):
            return answer._replace(
                outcome=Outcome.WAIVED,
                sentence=f"{answer.sentence}; waived by {waiver.granted_by} until {waiver.until:%d/%m/%Y}: "
                f"{waiver.reason}",
            )
    return answer


def _findings(rule: Rule, today: Today, found: list[tuple[Any, Answer]]) -> Iterator[Finding]:
    """The findings of a rule; carers of one home of whom it says the same share one."""
    if not found:
        return
    grounds = _Grounds(rule, today)
    if rule.subject is not Subject.CARER:
        for record, answer in found:
            ref = ref_of(rule.subject, record)
            yield grounds.finding(ref, (_home_of(ref, record), *answer.related), answer)
        return
    groups: dict[tuple[str, Outcome], list[tuple[Ref, Answer]]] = {}
    for record, answer in found:
        ref = Ref(Subject.CARER, record.id)
        groups.setdefault((record.household_id, answer.outcome), []).append((ref, answer))
    for (household_id, _), group in groups.items():
        home = Ref(Subject.HOUSEHOLD, household_id)
        worst = min((answer for _, answer in group), key=lambda a: a.since or a.due_on or date.max)
        if len(group) == 1:
            yield grounds.finding(group[0][0], (home, *worst.related), worst)
        else:
            yield grounds.finding(home, (*(ref for ref, _ in group), *worst.related), worst)


def _home_of(ref: Ref, record: Any) -> Ref | None:
    """The home that a member or an approval belongs to."""
    if ref.kind is Subject.MEMBER:
        return Ref(Subject.HOUSEHOLD, record.household.id)
    return Ref(Subject.HOUSEHOLD, record.household_id) if ref.kind is Subject.APPROVAL else None


class _Grounds:
    """What a rule rests on in this nation on this day, for all its findings."""

    def __init__(self, rule: Rule, today: Today) -> None:
        self.rule = rule
        self.asked = today
        self.basis = rule.basis(today.nation, today.on)
        self.source = rule.source(today.nation, today.on)

    def finding(self, ref: Ref, related: Iterable[Ref | None], answer: Answer) -> Finding:
        basis = answer.basis or self.basis
        others: list[Ref] = []
        for each in related:
            if each is not None and each != ref and each not in others:
                others.append(each)
        caps = answer.outcome in (Outcome.BROKEN, Outcome.NO_EVIDENCE)
        waived = answer.outcome is Outcome.WAIVED
        return Finding(
            rule=self.rule,
            outcome=answer.outcome,
            subject=ref,
            related=tuple(others),
            since=answer.since,
            due_on=answer.due_on,
            basis=basis,
            source=self.source if basis is self.basis else self.rule.policy or OWN_POLICY,
            sentence=answer.sentence,
            latest_step=(answer.step or self.rule.step) if caps else None,
            waiver=_waiver_of(self.rule, self.asked, ref, others) if waived else None,
        )


def _waiver_of(rule: Rule, today: Today, ref: Ref, related: Iterable[Ref]) -> Waiver | None:
    ids = {ref.id, *(each.id for each in related), None}
    return next(
        (
            waiver
            for waiver in today.policy.waivers
            if waiver.rule == rule.code and waiver.stands(today.on) and waiver.subject_id in ids
        ),
        None,
    )


def _not_kept(rule: Rule) -> Finding:
    facts = "; ".join(" or ".join(group) for group in rule.keeps)
    return Finding(
        rule=rule,
        outcome=Outcome.NOT_KEPT,
        subject=THE_SCHEME,
        basis=None,
        source=None,
        sentence=f"the register does not keep this: {facts}",
    )


def _in_order(finding: Finding) -> tuple[Any, ...]:
    return (
        _ORDER[finding.outcome],
        _GRAVITY[finding.severity],
        finding.since or finding.due_on or date.max,
        finding.code,
        finding.subject,
        finding.related,
    )
