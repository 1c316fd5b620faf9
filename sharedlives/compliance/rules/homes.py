"""Rules about each home: that it is safe, insured, consented to and visited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sharedlives.compliance.deadlines import NO_INTERVAL, by, lasting
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Basis,
    Outcome,
    Seriousness,
    Subject,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import rule
from sharedlives.compliance.today import Held, Today, months_after
from sharedlives.domain.household import Household
from sharedlives.domain.policy import Step
from sharedlives.domain.words import CheckKind, SubjectKind

HOME: Final = SubjectKind.HOUSEHOLD
NOT_APPROVED: Final = not_applicable("no carer is approved there on this day")
_NOTHING_BURNS: Final = frozenset({"electric", "electricity", "heat pump", "district heating", "none"})


def has_carers(household: Household, today: Today) -> bool:
    """Whether rules about approved homes are about this one: one with an approval or carers, not ended."""
    if not today.is_approved(household.id):
        return False
    return today.approval(household.id) is not None or bool(today.carers(household.id))


def of_the_home(
    household: Household, today: Today, kind: CheckKind, months: int | None, *, carers_too: bool = False
) -> Held:
    """What is held of a kind of evidence about a home, and where it may be theirs about its carers."""
    subjects = [(HOME, household.id)]
    if carers_too:
        subjects += [(SubjectKind.CARER, carer.id) for carer in today.carers(household.id)]
    return today.held(subjects, kind, months=months)


def _checked(household: Household, today: Today, kind: CheckKind, interval: str, what: str) -> Answer:
    """Evidence about an approved home that counts for as long as a setting says."""
    if not has_carers(household, today):
        return NOT_APPROVED
    held = of_the_home(household, today, kind, today.setting(interval))
    return lasting(today, held, what)


@rule(
    code="home-safety",
    family="home safety",
    title="Every approved home is checked for safety as often as the scheme says",
    subject=Subject.HOUSEHOLD,
    policy="yearly in Medway; every scheme checks before anybody comes",
    keeps=(("check.home safety",),),
    settings=("home_safety",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Visit the home, go through the safety check and write it down.",
    does_not_check="what the check covered",
)
def home_safety(household: Household, today: Today) -> Answer:
    """A safety check within the interval."""
    return _checked(household, today, CheckKind.HOME_SAFETY, "home_safety", "home safety check")


@rule(
    code="gas",
    family="gas",
    title="Gas is checked every year in every approved home that has it",
    subject=Subject.HOUSEHOLD,
    law="gas-check-months",
    keeps=(("check.gas safety",),),
    settings=("gas", "gas_bars_after"),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Book a registered gas engineer and keep the record with its deadline.",
    does_not_check="which appliances were checked; a home that is not said to have no gas is asked",
)
def gas(household: Household, today: Today) -> Answer:
    """A gas record within twelve months; the deadline that stands on it counts before its date.

    A lapse is a finding at once, and bars a new start only after the days that the scheme sets.
    """
    if not has_carers(household, today):
        return NOT_APPROVED
    months = today.at_most("gas", "gas-check-months")
    held = of_the_home(household, today, CheckKind.GAS, months)
    if household.has_gas is False and held.until is None:
        return not_applicable("no gas in the home")
    lapse = None if months == today.law("gas-check-months") else Basis.POLICY
    answer = lasting(today, held, "gas safety record", lapse=lapse)
    if answer.outcome is Outcome.BROKEN and held.until is not None:
        grace = timedelta(days=today.setting("gas_bars_after") or 0)
        if today.on <= held.until + grace:
            return answer._replace(step=Step.STAY)
    return answer


@rule(
    code="smoke-alarm",
    family="smoke alarm",
    title="Smoke alarms are tested in every approved home",
    subject=Subject.HOUSEHOLD,
    policy="common practice, from memory; England's regulations leave out an occupier who shares",
    keeps=(("check.smoke alarm",),),
    settings=("smoke_alarm",),
    step=Step.MEET,
    remedy="Test the alarms at the next visit and write it down.",
    does_not_check="on which storeys they are",
)
def smoke_alarm(household: Household, today: Today) -> Answer:
    """A test within the interval."""
    return _checked(household, today, CheckKind.SMOKE_ALARM, "smoke_alarm", "test of the smoke alarms")


@rule(
    code="carbon-monoxide",
    family="carbon monoxide",
    title="Carbon monoxide alarms are tested where fuel burns",
    subject=Subject.HOUSEHOLD,
    policy="common practice, from memory",
    keeps=(("check.carbon monoxide alarm",),),
    settings=("carbon_monoxide",),
    step=Step.MEET,
    remedy="Test the alarm at the next visit and write it down.",
    does_not_check="in which rooms fuel burns",
)
def carbon_monoxide(household: Household, today: Today) -> Answer:
    """A test within the interval; a home that burns nothing needs none."""
    if not has_carers(household, today):
        return NOT_APPROVED
    held = of_the_home(household, today, CheckKind.CARBON_MONOXIDE, today.setting("carbon_monoxide"))
    fuel = None if household.heating_fuel is None else household.heating_fuel.lower()
    nothing_burns = fuel in _NOTHING_BURNS and not household.has_gas
    if held.until is None and nothing_burns:
        return not_applicable("no fuel burns in the home")
    return lasting(today, held, "test of the carbon monoxide alarm")


@rule(
    code="electrics",
    family="electrics",
    title="The electrics are inspected",
    subject=Subject.HOUSEHOLD,
    policy="every five years where rules about landlords bite, from memory; only where a scheme wants it",
    keeps=(("check.electrics",),),
    settings=("electrics",),
    only_if_taken_up=True,
    step=Step.MEET,
    remedy="Book an electrician and keep the report.",
    does_not_check="whether rules about landlords reach this home",
)
def electrics(household: Household, today: Today) -> Answer:
    """An inspection within the interval."""
    return _checked(household, today, CheckKind.ELECTRICS, "electrics", "inspection of the electrics")


@rule(
    code="fire-safety",
    family="fire safety",
    title="Fire safety is looked at in every approved home",
    subject=Subject.HOUSEHOLD,
    policy="the sector's code of practice for homes of up to three storeys",
    keeps=(("check.fire safety",),),
    settings=("fire",),
    step=Step.MEET,
    remedy="Go through the code of practice at the home and write it down.",
    does_not_check="the ways out",
)
def fire_safety(household: Household, today: Today) -> Answer:
    """A look at fire safety within the interval."""
    return _checked(household, today, CheckKind.FIRE, "fire", "fire safety")


@rule(
    code="public-liability",
    family="public liability",
    title="Every approved home has public liability insurance",
    subject=Subject.HOUSEHOLD,
    law="insurance",
    policy="asked by every scheme; cover through a membership counts",
    keeps=(("check.public liability insurance",),),
    settings=("insurance",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Ask for the renewed insurance, or for the membership that includes it.",
    does_not_check="what the insurance covers",
)
def public_liability(household: Household, today: Today) -> Answer:
    """An insurance or a membership that has not ended."""
    return _insured(household, today, CheckKind.PUBLIC_LIABILITY, "public liability insurance")


@rule(
    code="home-insurance",
    family="home insurance",
    title="Every approved home is insured, and the insurer was told",
    subject=Subject.HOUSEHOLD,
    law="insurance",
    policy="asked by schemes, from memory",
    keeps=(("check.home insurance",),),
    settings=("insurance",),
    step=Step.MEET,
    remedy="Ask for the renewed insurance.",
    does_not_check="whether the insurer was told",
)
def home_insurance(household: Household, today: Today) -> Answer:
    """An insurance of the home that has not ended."""
    return _insured(household, today, CheckKind.HOME_INSURANCE, "home insurance")


def _insured(household: Household, today: Today, kind: CheckKind, what: str) -> Answer:
    if not has_carers(household, today):
        return NOT_APPROVED
    held = of_the_home(household, today, kind, today.setting("insurance"), carers_too=True)
    return lasting(today, held, what, lapse=None)


def _drives(household: Household, today: Today) -> bool:
    """Whether people are driven: so somebody said, or a car is on record and nobody said the contrary."""
    said = [household.drives_people, *(carer.drives_people for carer in today.carers(household.id))]
    if True in said:
        return True
    subjects = [(HOME, household.id), *((SubjectKind.CARER, c.id) for c in today.carers(household.id))]
    return False not in said and any(
        (kind, None) in today.index.checks.get(subject, {})
        for subject in subjects
        for kind in (CheckKind.CAR_INSURANCE, CheckKind.MOT)
    )


@rule(
    code="car-insurance",
    family="car insurance",
    title="Where carers drive people, the car is insured",
    subject=Subject.HOUSEHOLD,
    law="insurance",
    policy="asked by schemes, from memory",
    keeps=(("check.car insurance",),),
    settings=("insurance",),
    seriousness=Seriousness.HIGH,
    step=Step.STAY,
    remedy="Ask for the renewed insurance; until then nobody is driven.",
    does_not_check="whether it covers driving people for a scheme",
)
def car_insurance(household: Household, today: Today) -> Answer:
    """An insurance of the car that has not ended, where people are driven."""
    if not has_carers(household, today):
        return NOT_APPROVED
    if not _drives(household, today):
        return not_applicable("nobody is said to be driven")
    held = of_the_home(household, today, CheckKind.CAR_INSURANCE, today.setting("insurance"), carers_too=True)
    return lasting(today, held, "car insurance", lapse=None)


@rule(
    code="mot",
    family="mot",
    title="Where carers drive people, the car has its MOT",
    subject=Subject.HOUSEHOLD,
    policy="asked by schemes; a car of under three years needs none, four in Northern Ireland, from memory",
    keeps=(("check.mot",),),
    settings=("mot",),
    step=Step.STAY,
    remedy="Ask for the new MOT; until then nobody is driven.",
    does_not_check="how old the car is: where no MOT is on record it may be too new to need one",
)
def mot(household: Household, today: Today) -> Answer:
    """An MOT that has not ended; a car without any on record may be too new for one."""
    if not has_carers(household, today):
        return NOT_APPROVED
    if not _drives(household, today):
        return not_applicable("nobody is said to be driven")
    held = of_the_home(household, today, CheckKind.MOT, today.setting("mot"), carers_too=True)
    if held.until is None and not held.undated:
        return not_applicable("no MOT is on record: the car may be too new to need one")
    return lasting(today, held, "MOT", lapse=None)


@rule(
    code="pets",
    family="pets",
    title="Animals in the home are assessed",
    subject=Subject.HOUSEHOLD,
    policy="common practice, from memory",
    keeps=(("check.pet",), ("household.pets",)),
    settings=("pets",),
    seriousness=Seriousness.LOW,
    step=Step.STAY,
    remedy="Assess the animals at the next visit and write it down.",
    does_not_check="vaccinations",
)
def pets(household: Household, today: Today) -> Answer:
    """An assessment within the interval, where there are animals."""
    if not has_carers(household, today):
        return NOT_APPROVED
    if not household.pets:
        return not_applicable("no animals are recorded")
    return lasting(today, of_the_home(household, today, CheckKind.PET, today.setting("pets")), "pets")


@rule(
    code="landlord-consent",
    family="consent",
    title="The landlord or lender has agreed",
    subject=Subject.HOUSEHOLD,
    law="landlord-consent",
    policy="asked by schemes",
    keeps=(("household.consent_seen_on", "check.landlord's or lender's consent"),),
    step=Step.MEET,
    remedy="Ask for the landlord's or lender's letter and write down when it was seen.",
    does_not_check="what the letter says",
)
def landlord_consent(household: Household, today: Today) -> Answer:
    """A letter was seen, unless nobody owns or lends on the home but the carers."""
    if not has_carers(household, today):
        return NOT_APPROVED
    if household.has_landlord_or_lender is False:
        return not_applicable("neither landlord nor lender")
    seen = household.consent_seen_on
    if seen is not None and seen <= today.on:
        return MET
    held = of_the_home(household, today, CheckKind.CONSENT, None, carers_too=True)
    return MET if held.undated else lasting(today, held, "landlord's or lender's consent")


@rule(
    code="monitoring-visit",
    family="monitoring visit",
    title="Homes in which somebody is supported are visited as often as the scheme says",
    subject=Subject.HOUSEHOLD,
    policy="every six weeks to every three months, from memory",
    keeps=(("visits",),),
    settings=("monitoring_visit",),
    step=Step.STAY,
    remedy="Visit the home, and see the person alone.",
    does_not_check="what was found at the visit",
)
def monitoring_visit(household: Household, today: Today) -> Answer:
    """A visit to the home, its carers or the people in it within the interval."""
    current = today.current_in(household.id)
    if not current:
        return not_applicable("nobody is supported there on this day")
    months = today.setting("monitoring_visit")
    subjects = [(HOME, household.id)]
    subjects += [(SubjectKind.CARER, carer.id) for carer in today.carers(household.id)]
    subjects += [(SubjectKind.PERSON, arrangement.person_id) for arrangement in current]
    days = [v.on for subject in subjects for v in today.index.visits_to.get(subject, ()) if v.on <= today.on]
    if months is None:
        return NO_INTERVAL
    began = min(today.index.spans[arrangement.id].starts for arrangement in current)
    return _next_visit(today, max(days, default=None), began, months)


def _next_visit(today: Today, last: date | None, began: date, months: int) -> Answer:
    if last is not None:
        return by(today, months_after(max(last, began), months), "monitoring visit")
    first = months_after(began, months)
    if today.on <= first:
        return not_applicable("the first visit is not due yet")
    return no_evidence("monitoring visit: none is recorded")


RULES = (
    home_safety,
    gas,
    smoke_alarm,
    carbon_monoxide,
    electrics,
    fire_safety,
    public_liability,
    home_insurance,
    car_insurance,
    mot,
    pets,
    landlord_consent,
    monitoring_visit,
)
