"""Rules about how many at once: on which nights, and by which limit."""

from __future__ import annotations

from typing import Any, Final

from sharedlives import law
from sharedlives.compliance.counting import Limited, over
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Ref,
    Seriousness,
    Subject,
    broken,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import Rule, rule
from sharedlives.compliance.today import NO_END, Today, lead_begins
from sharedlives.domain.household import Household
from sharedlives.domain.policy import Step
from sharedlives.domain.words import OtherUseKind

NOBODY: Final = not_applicable("nobody is or will be there")
REMEDY: Final = (
    "Agree other nights with a guest before they come, or ask the panel to consider varying the approval; "
    "whoever lives there stays."
)
_COUNTED_TOO: Final = {
    Limited.APPROVAL: frozenset(OtherUseKind),
    Limited.LAW: frozenset({OtherUseKind.OTHER_SCHEME}),
    Limited.SCHEME: frozenset({OtherUseKind.OTHER_SCHEME}),
    Limited.TAX: frozenset({OtherUseKind.OTHER_SCHEME, OtherUseKind.STAYING_PUT}),
    Limited.BEDROOMS: frozenset(),
}
"""What else a household does that takes of a limit: where its number is not said, the count is not known."""


def _numbers(household: Household, today: Today, limited: Limited) -> Answer:
    """Whether a limit is passed on this day or within the lead time."""
    if not today.ahead_in(household.id):
        return NOBODY
    for span in over(today.index, household.id, limited):
        if today.on > span.last:
            continue
        about = tuple(Ref(Subject.PERSON, person) for person in span.people)
        until = "" if span.last == NO_END else f" to {span.last:%d/%m/%Y}"
        sentence = f"{span.says}, and {span.number} are there from {span.first:%d/%m/%Y}{until}"
        if today.on >= span.first:
            return broken(sentence, since=span.first, related=about)
        if today.on >= lead_begins(span.first, today.lead):
            return due(sentence, span.first, related=about)
        break
    counted = _COUNTED_TOO[limited]
    if any(use.number is None and use.kind in counted for use in household.other_uses or ()):
        return no_evidence("the household does something else besides, and for how many is not recorded")
    return MET


def _limit(limited: Limited, **said: Any) -> Rule:
    def judge(household: Household, today: Today) -> Answer:
        return _numbers(household, today, limited)

    judge.__doc__ = "Counted over each night and each day, by overlapping stays, never as a sum."
    said = {"subject": Subject.HOUSEHOLD, "remedy": REMEDY, "step": Step.MEET, **said}
    return rule(**said)(judge)


approval_number = _limit(
    Limited.APPROVAL,
    code="approval-number",
    family="approval number",
    title="No more people at once than the approval says, in all and of each kind",
    policy="what the panel approved",
    keeps=(("approval.total", "approval.numbers"),),
    seriousness=Seriousness.HIGH,
    does_not_check="people of other schemes, a lodger or a foster child whose number is not recorded",
)


@rule(
    code="law-number",
    family="law number",
    title="No more people at once than the nation's law says",
    subject=Subject.HOUSEHOLD,
    law="people-at-once",
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy=REMEDY,
    does_not_check="people with the same carer in another home",
)
def law_number(household: Household, today: Today) -> Answer:
    """Counted per home, carer or agreement as the law says, over each night and each day."""
    if law.known("people-at-once", today.nation, today.on) is None:
        return not_applicable("no number was found in the law of this nation")
    return _numbers(household, today, Limited.LAW)


@rule(
    code="scheme-number",
    family="scheme number",
    title="No more people at once than the scheme's own limit",
    subject=Subject.HOUSEHOLD,
    policy="the scheme's own limit",
    step=Step.MEET,
    remedy=REMEDY,
    does_not_check="exceptions that a manager agreed to: waive them with a name and a last day",
)
def scheme_number(household: Household, today: Today) -> Answer:
    """Counted per home, over each night and each day."""
    if today.scheme.local_limit is None:
        return not_applicable("the scheme sets no limit of its own")
    return _numbers(household, today, Limited.SCHEME)


tax_number = _limit(
    Limited.TAX,
    code="tax-number",
    family="tax number",
    title="No more people at once than keep the carers' tax relief",
    law="tax-people-at-once",
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Tell the carers before the first night: beyond this number they lose qualifying care relief.",
    does_not_check="whether the home is the carers' only or main residence",
)
bedrooms = _limit(
    Limited.BEDROOMS,
    code="bedrooms",
    family="bedrooms",
    title="Everybody who sleeps there has a bedroom of their own",
    policy="sole use of a bedroom, unless two wish to share",
    keeps=(("household.bedrooms",),),
    seriousness=Seriousness.HIGH,
    does_not_check="whether a guest sleeps in the room of somebody who is away: see register",
)

RULES = (approval_number, law_number, scheme_number, tax_number, bedrooms)
