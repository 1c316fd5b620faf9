"""Rules about each carer: what is held of them, and that it is still good."""

from __future__ import annotations

from typing import Final

from sharedlives.compliance.deadlines import NOT_APPROVED, by, lasting
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Basis,
    Seriousness,
    Subject,
    broken,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import NO_END, Held, Today, months_after
from sharedlives.dates import birthday
from sharedlives.domain.carer import Carer
from sharedlives.domain.policy import Step
from sharedlives.domain.words import CarerRole, CheckKind, Nation, SubjectKind

CARER: Final = SubjectKind.CARER
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Nation
_CLEAR: Final = frozenset({"clear", "none", "nothing disclosed", "no trace", "nil", "satisfactory"})


def is_approved(carer: Carer, today: Today) -> bool:
    """Whether rules about approved carers are about this one, on this day."""
    return carer.is_active(today.on) and today.is_approved(carer.household_id)


def of_the_carer(carer: Carer, today: Today, kind: CheckKind, months: int | None = None) -> Held:
    """What is held of a kind of evidence about a carer."""
    return today.held(((CARER, carer.id),), kind, months=months)


@rule(
    code="carer-certificate",
    family="carer certificate",
    title="Every approved carer has a criminal record certificate, repeated as often as the scheme says",
    subject=Subject.CARER,
    law="certificate",
    nations=(ENGLAND, WALES, NORTHERN_IRELAND),
    keeps=(("check.criminal record certificate",),),
    settings=("certificate", "update_service"),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Apply for a certificate, or check its status with the Update Service and write the day down.",
    does_not_check="the level of the certificate, nor what it says",
)
def carer_certificate(carer: Carer, today: Today) -> Answer:
    """A certificate is held and no older than the interval, or a dated status check stands in for it.

    The certificate itself has no day in law on which it expires: that it is repeated is the scheme's policy.
    """
    if not is_approved(carer, today):
        return NOT_APPROVED
    held = of_the_carer(carer, today, CheckKind.CERTIFICATE, today.setting("certificate"))
    if held.until is None or today.on <= held.until:
        return lasting(today, held, "criminal record certificate")
    status = _status_checked_until(carer, today)
    if status.until is not None and status.until > held.until:
        return lasting(today, status, "status check of the Update Service")
    if carer.update_service or (held.check is not None and held.check.update_service):
        return no_evidence(
            "the certificate is older than the interval, and no dated status check of the Update Service is "
            "recorded",
            basis=Basis.POLICY,
        )
    return lasting(today, held, "criminal record certificate")


def _status_checked_until(carer: Carer, today: Today) -> Held:
    """Until when the latest status check counts, written beside the certificate or by itself."""
    months = today.setting("update_service")
    best = of_the_carer(carer, today, CheckKind.UPDATE_SERVICE, months).until
    for check in today.index.checks.get((CARER, carer.id), {}).get((CheckKind.CERTIFICATE, None), ()):
        day = check.status_checked_on
        if day is not None and day <= today.on:
            until = NO_END if months is None else months_after(day, months)
            best = until if best is None else max(best, until)
    return Held(best, undated=False)


@rule(
    code="carer-pvg",
    family="carer certificate",
    title="Every approved carer is a member of the PVG scheme, renewed in time",
    subject=Subject.CARER,
    law="pvg-membership",
    nations=(SCOTLAND,),
    keeps=(("check.criminal record certificate",),),
    settings=("certificate",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Ask the carer to join or renew, and tell Disclosure Scotland whom they carry the role out for.",
    does_not_check="the role it is for, nor the day given to members from before April 2026",
)
def carer_pvg(carer: Carer, today: Today) -> Answer:
    """A record of membership is held; one that began in or after April 2026 lasts for the years the law says.

    Older membership has no end until the member is moved over; a scheme may set an interval of its own.
    """
    if not is_approved(carer, today):
        return NOT_APPROVED
    held = of_the_carer(carer, today, CheckKind.CERTIFICATE, today.setting("certificate"))
    term = _membership_ends(carer, today)
    if term.until is not None and (held.until is None or term.until < held.until):
        return lasting(today, term, "membership of the PVG scheme", lapse=None)
    return lasting(today, held, "membership of the PVG scheme")


def _membership_ends(carer: Carer, today: Today) -> Held:
    """When the latest membership ends, where it began since memberships have an end."""
    from sharedlives import law

    checks = today.index.checks.get((CARER, carer.id), {}).get((CheckKind.CERTIFICATE, None), ())
    days = [day for check in checks for day in (check.issued_on,) if day is not None and day <= today.on]
    if not days:
        return Held(None, undated=False)
    latest = max(days)
    years = law.known("pvg-membership-years", today.nation, latest)
    until = None if years is None else birthday(latest, years.value)
    return Held(until, undated=False)


@rule(
    code="carer-disclosure",
    family="disclosure",
    title="What a certificate disclosed was looked into",
    subject=Subject.CARER,
    policy="common in inspections: seen, and not looked into; a conviction is judged one by one",
    keeps=(("check.criminal record certificate",), ("outcomes of certificates",)),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Have a manager look into it with the carer and write down when that was done.",
    does_not_check="what was disclosed, which is not kept here",
)
def carer_disclosure(carer: Carer, today: Today) -> Answer:
    """A certificate with an outcome other than clear has a day on which somebody judged it."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    checks = today.index.checks.get((CARER, carer.id), {}).get((CheckKind.CERTIFICATE, None), ())
    disclosed = [c for c in checks if c.outcome is not None and c.outcome.lower() not in _CLEAR]
    if not disclosed:
        return not_applicable("nothing disclosed is recorded")
    if any(c.risk_assessed_on is None or c.risk_assessed_on > today.on for c in disclosed):
        return broken("something was disclosed, and no day is recorded on which it was looked into")
    return MET


@rule(
    code="carer-references",
    family="references",
    title="Every approved carer has their references",
    subject=Subject.CARER,
    law="references",
    keeps=(("check.reference",),),
    settings=("references",),
    step=Step.MEET,
    remedy="Ask for the missing reference and write down when it was seen.",
    does_not_check="who gave them, nor for how long they have known the carer",
)
def carer_references(carer: Carer, today: Today) -> Answer:
    """As many references as the law of the nation asks for, or the scheme where it asks for more."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    wanted = today.at_least("references", "references") or 0
    checks = today.index.checks.get((CARER, carer.id), {}).get((CheckKind.REFERENCE, None), ())
    days = (c.issued_on or c.seen_on for c in checks)
    number = sum(1 for day in days if day is None or day <= today.on)
    if number >= wanted:
        return MET
    if number == 0:
        return no_evidence(f"references: none of {wanted} is recorded")
    legal = today.law("references")
    basis = Basis.POLICY if legal is not None and number >= legal else None
    return broken(f"references: {number} of {wanted} {'is' if number == 1 else 'are'} recorded", basis=basis)


@rule(
    code="carer-identity",
    family="identity",
    title="Proof of identity was seen for every approved carer",
    subject=Subject.CARER,
    law="carer-file",
    keeps=(("check.identity",),),
    step=Step.MEET,
    remedy="See proof of identity with a photograph and write down when.",
    does_not_check="which paper was seen",
)
def carer_identity(carer: Carer, today: Today) -> Answer:
    """A proof of identity is recorded."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    return _seen_once(carer, today, CheckKind.IDENTITY, "proof of identity")


@rule(
    code="carer-right-to-work",
    family="right to work",
    title="The right to work was seen for every approved carer",
    subject=Subject.CARER,
    policy="common practice, from memory",
    keeps=(("check.right to work",),),
    step=Step.MEET,
    remedy="See the paper that shows it, and again where it is limited in time.",
    does_not_check="whether it is called for with carers who work for themselves",
)
def carer_right_to_work(carer: Carer, today: Today) -> Answer:
    """A paper was seen, and has not ended."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    return _seen_once(carer, today, CheckKind.RIGHT_TO_WORK, "right to work")


def _seen_once(carer: Carer, today: Today, kind: CheckKind, what: str) -> Answer:
    """Evidence that counts for good once seen, dated or not, unless the paper itself says until when."""
    held = of_the_carer(carer, today, kind)
    if held.until is None and held.undated:
        return MET
    return lasting(today, held, what)


@rule(
    code="carer-health",
    family="health",
    title="Every approved carer's health was looked at, and is again as often as the scheme says",
    subject=Subject.CARER,
    law="health-record",
    keeps=(("check.health",),),
    settings=("health",),
    step=Step.MEET,
    remedy="Ask for a doctor's letter or a declaration, and write down the day, never what it says.",
    does_not_check="what the letter says",
)
def carer_health(carer: Carer, today: Today) -> Answer:
    """A doctor's letter or declaration no older than the scheme's interval."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    held = of_the_carer(carer, today, CheckKind.HEALTH, today.setting("health"))
    return lasting(today, held, "health")


@rule(
    code="carer-agreement",
    family="carer agreement",
    title="Every approved carer has a signed carer agreement",
    subject=Subject.CARER,
    law="carer-agreement",
    keeps=(("carer.agreement_signed_on",),),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Go through the carer agreement with the carer and have both sides sign it.",
    does_not_check="what the agreement says",
)
def carer_agreement(carer: Carer, today: Today) -> Answer:
    """The day on which the carer agreement was signed is recorded."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    signed = carer.agreement_signed_on
    if signed is None or signed > today.on:
        return no_evidence("carer agreement: no day of signing is recorded")
    return MET


@rule(
    code="carer-review",
    family="carer review",
    title="Every approved carer is reviewed as often as the scheme says",
    subject=Subject.CARER,
    policy="yearly practice of schemes",
    keeps=(("check.carer review",),),
    settings=("carer_review", "review_slack"),
    step=Step.STAY,
    remedy="Hold the review with the carers and hear the people they support.",
    does_not_check="whose views were heard",
)
def carer_review(carer: Carer, today: Today) -> Answer:
    """A review of the carer or the home within the interval; the first is due one interval after approval."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    months = today.setting("carer_review")
    subjects = ((CARER, carer.id), (SubjectKind.HOUSEHOLD, carer.household_id))
    held = today.held(subjects, CheckKind.CARER_REVIEW, months=months)
    slack = today.setting("review_slack") or 0
    if held.until is not None:
        return by(today, held.until, "carer review", slack=slack)
    approval = today.approval(carer.household_id)
    begun = carer.carer_since or (None if approval is None else approval.approved_from)
    if begun is None or months is None or held.undated:
        return lasting(today, held, "carer review")
    first = months_after(begun, months)
    if today.on <= first:
        return not_applicable("the first review is not due yet")
    return by(today, first, "first carer review", slack=slack)


@rule(
    code="carer-driving-licence",
    family="driving licence",
    title="The licence of a carer who drives people is seen as often as the scheme says",
    subject=Subject.CARER,
    law=None,
    policy="common practice, from memory",
    keeps=(("check.driving licence",), ("carer.drives_people", "household.drives_people")),
    settings=("driving_licence",),
    step=Step.STAY,
    remedy="See the licence and write down when.",
    does_not_check="points on the licence",
)
def carer_driving_licence(carer: Carer, today: Today) -> Answer:
    """A licence seen within the interval, for carers who are said to drive people."""
    if not is_approved(carer, today):
        return NOT_APPROVED
    if not carer.drives_people:
        return not_applicable("not said to drive people")
    held = of_the_carer(carer, today, CheckKind.DRIVING_LICENCE, today.setting("driving_licence"))
    return lasting(today, held, "driving licence")


@rule(
    code="support-carer-approved",
    family="support carer",
    title="Every support carer is named by an approval in force",
    subject=Subject.CARER,
    policy="support carers are approved separately",
    keeps=(("carer.role",),),
    seriousness=Seriousness.HIGH,
    step=Step.NONE,
    remedy="Take the support carer to panel, or note that they help as a friend of the family.",
    does_not_check="whether somebody stands in who is not in the register",
)
def support_carer_approved(carer: Carer, today: Today) -> Answer:
    """An approval in force names them, or every carer of the home."""
    if carer.role is not CarerRole.SUPPORT:
        return not_applicable("no support carer")
    if not carer.is_active(today.on):
        return not_applicable("not a carer on this day")
    named = [
        approval
        for approval in today.scheme.approvals_of(carer.household_id)
        if not approval.carer_ids or carer.id in approval.carer_ids
    ]
    standing = {approval.is_in_force(today.on) for approval in named}
    if True in standing:
        ends = [approval.approved_until for approval in named if approval.is_in_force(today.on)]
        lasts = max((NO_END if day is None else day for day in ends), default=NO_END)
        return by(today, lasts, "approval of the support carer")
    if None in standing:
        return no_evidence("from when the approval of this support carer is in force is not recorded")
    return broken("no approval in force names this support carer")


RULES = (
    carer_certificate,
    carer_pvg,
    carer_disclosure,
    carer_references,
    carer_identity,
    carer_right_to_work,
    carer_health,
    carer_agreement,
    carer_review,
    carer_driving_licence,
    support_carer_approved,
)
