"""Rules about requests and about the scheme as a whole; never about a carer, who owes nobody a yes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sharedlives.compliance.deadlines import NO_INTERVAL, by
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Ref,
    Seriousness,
    Subject,
    broken,
    not_applicable,
)
from sharedlives.compliance.rule import EVERYWHERE, Rule, rule
from sharedlives.compliance.today import Today, months_after
from sharedlives.domain.household import Household
from sharedlives.domain.policy import Step
from sharedlives.domain.request import Request
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Nation, RequestStatus, Urgency

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Nation
_DAYS: Final = {Urgency.EMERGENCY: "emergency_request", Urgency.URGENT: "urgent_request"}


@rule(
    code="request-introduced",
    family="request",
    title="Somebody was introduced in time where it is urgent",
    subject=Subject.REQUEST,
    policy="North Northants plans an introduction within weeks; the days are from memory",
    keeps=(("introductions",), ("request.urgency",), ("request.received_on",)),
    settings=("emergency_request", "urgent_request"),
    step=Step.STAY,
    remedy="Look at all options with the person, and at what would help.",
    does_not_check="whether an introduction was wanted; a no needs no reason and counts for nobody",
)
def request_introduced(request: Request, today: Today) -> Answer:
    """An open request that is urgent has an introduction within the days the scheme sets."""
    if request.status is not RequestStatus.OPEN or request.urgency not in _DAYS:
        return not_applicable("not open, or not urgent")
    if request.received_on is None or request.received_on > today.on:
        return not_applicable("not received by this day, or the day is not recorded")
    begun = [i.begun_on for i in today.scheme.introductions_for(request.id)]
    if any(day is None or day <= today.on for day in begun):
        return MET
    days = timedelta(days=today.setting(_DAYS[request.urgency]) or 0)
    return by(today, request.received_on + days, "introducing somebody")


@rule(
    code="nobody-introduced",
    family="nobody introduced",
    title="Households with nobody living there are introduced to somebody",
    subject=Subject.SCHEME,
    policy="carers without a match are mentioned in the sector's reports",
    keeps=(("introductions",),),
    settings=("nobody_introduced",),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Ask these households what would help, and tell people still looking about them.",
    does_not_check="why: it is never a count of anybody's noes",
)
def nobody_introduced(scheme: Scheme, today: Today) -> Answer:
    """No approved household has had nobody there and nobody introduced for as long as the scheme says."""
    months = today.setting("nobody_introduced")
    if months is None:
        return NO_INTERVAL
    waiting = [household for household in scheme.households if _waits(household, today, months)]
    if not waiting:
        return MET
    number = len(waiting)
    return broken(
        f"{number} household{' has' if number == 1 else 's have'} had nobody introduced for long",
        related=tuple(Ref(Subject.HOUSEHOLD, household.id) for household in waiting),
    )


def _waits(household: Household, today: Today, months: int) -> bool:
    if today.ahead_in(household.id):
        return False
    approval = today.approval(household.id)
    if approval is None or approval.approved_from is None or not approval.is_in_force(today.on):
        return False
    days = [approval.approved_from]
    days += [
        day
        for introduction in today.scheme.introductions_with(household.id)
        for day in (introduction.begun_on,)
        if day is not None and day <= today.on
    ]
    for arrangement in today.scheme.arrangements_in(household.id):
        over_from = today.index.spans[arrangement.id].over_from
        days += [] if over_from is None else [over_from]
    return today.on > months_after(max(days), months)


def _declared(what: str, **said: Any) -> Rule:
    """A rule that the scheme itself says, with a name and a day, that something was done."""

    def judge(scheme: Scheme, today: Today) -> Answer:
        del scheme
        days = [d.on for d in today.policy.declarations if d.what == what and d.on <= today.on]
        yearly = "declared_yearly"
        months = today.at_most(yearly, said["law"]) if "law" in said else today.setting(yearly)
        if not days:
            return not_applicable("the scheme has not said yet when this was done")
        if months is None:
            return MET
        return by(today, months_after(max(days), months), said["family"])

    judge.__doc__ = f"The scheme's policy file declares “{what}” with a name and a day within the interval."
    said = {
        "subject": Subject.SCHEME,
        "settings": ("declared_yearly",),
        "step": Step.STAY,
        "keeps": ((f"declared: {what}",),),
        "nations": EVERYWHERE,
        **said,
    }
    return rule(**said)(judge)


DECLARED: Final = (
    "manager in post",
    "rating shown",
    "quality reviewed",
    "medicines records audited",
    "incidents and complaints looked at together",
    "provider visited",
)
"""What a scheme's policy file may declare."""

manager_in_post = _declared(
    "manager in post",
    code="scheme-manager",
    family="registered manager",
    title="A registered manager is in post",
    expected="CQC, an inspection of January 2024: no registered manager in post",
    seriousness=Seriousness.HIGH,
    remedy="Tell the regulator who manages the scheme, and declare it.",
    does_not_check="the regulator's own register",
)
rating_shown = _declared(
    "rating shown",
    code="scheme-rating-shown",
    family="rating shown",
    title="The rating is shown",
    nations=(ENGLAND,),
    expected="CQC, an inspection of November 2019: the rating was not displayed as law requires",
    remedy="Show the rating at the office and on the website, and declare it.",
    does_not_check="the website",
)
quality_reviewed = _declared(
    "quality reviewed",
    code="scheme-quality",
    family="quality review",
    title="Reviews of quality are documented",
    expected="CQC, an inspection of June 2019: reviews of quality systems not documented",
    remedy="Write the review down, with what will be done, and declare it.",
    does_not_check="what the review found",
)
medicines_audited = _declared(
    "medicines records audited",
    code="scheme-medicines-audit",
    family="medicines audit",
    title="The records of medicines are audited",
    expected="CQC, an inspection of July 2017: no effective audit of the records of medicines",
    remedy="Audit the records of medicines, and declare it.",
    does_not_check="the records themselves",
)
themes_looked_at = _declared(
    "incidents and complaints looked at together",
    code="scheme-themes",
    family="themes",
    title="Incidents and complaints are looked at together",
    policy="common in inspections, from memory",
    remedy="Look at what incidents and complaints have in common, and declare it.",
    does_not_check="what was found",
)
provider_visited = _declared(
    "provider visited",
    code="scheme-provider-visit",
    family="provider visit",
    title="The provider visits the scheme and writes a report",
    nations=(WALES, NORTHERN_IRELAND),
    law="provider-visit-months",
    remedy="Arrange the visit, write the report, and declare it.",
    does_not_check="the report",
)

RULES = (
    request_introduced,
    nobody_introduced,
    manager_in_post,
    rating_shown,
    quality_reviewed,
    medicines_audited,
    themes_looked_at,
    provider_visited,
)
