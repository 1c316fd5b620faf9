"""Criteria about what the panel approved, and what the nation asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Final

from sharedlives import law
from sharedlives.domain.carer import ANY_NEED, ApprovalTerms
from sharedlives.domain.policy import Step
from sharedlives.domain.words import ApprovalStatus, Urgency
from sharedlives.matching.criteria.wish_words import ONE, SEVERAL
from sharedlives.matching.judging import MET, NOT_APPLICABLE, AskWhom, Judgement, ask_of, broken, not_known
from sharedlives.matching.reading import ALWAYS, NOTHING, Fact, reading
from sharedlives.matching.sides import Asking, Context, Offering

HOUSEHOLD, PERSON, REGISTER = AskWhom.HOUSEHOLD, AskWhom.PERSON, AskWhom.REGISTER
SCHEME = AskWhom.SCHEME


def _of_the_terms(name: str, read: Callable[[ApprovalTerms], Hashable]) -> Fact:
    """A fact of an approval's terms; nothing of it where there is no approval."""
    return Fact(
        name=name,
        read=lambda _, offering, __: None if offering.approval is None else (read(offering.approval.terms),),
    )


_NUMBERS: Final = _of_the_terms("numbers approved", lambda terms: terms.numbers)
_AGES: Final = _of_the_terms("ages approved", lambda terms: (terms.youngest, terms.oldest))
_SEXES: Final = _of_the_terms("sexes approved", lambda terms: terms.sexes)
_NEEDS: Final = _of_the_terms("needs approved", lambda terms: terms.needs)
_NAMES: Final = _of_the_terms("names approved", lambda terms: terms.only_for)


_EMERGENCIES: Final = Fact(
    name="emergencies",
    read=lambda _, offering, __: (
        offering.approval is not None and offering.approval.terms.emergencies is False,
        offering.household.takes_emergencies,
    ),
)


_STANDING: Final = Fact(
    name="standing of the approval",
    read=lambda asking, offering, context: _standing(asking.when.first, offering, context),
)


@reading(lambda _, __: ALWAYS, _STANDING)
def approved(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """An approval is in force on the first day.

    A home still at panel may be met, one in assessment talked about.
    """
    return _standing(asking.when.first, offering, context)


def _standing(day: date, offering: Offering, context: Context) -> Judgement:
    approval = offering.approval
    if approval is None:
        return _in_assessment(offering)
    in_force = approval.is_in_force(day)
    if in_force:
        return MET
    if in_force is None:
        if not context.keeps("approval.approved_from"):
            return NOT_APPLICABLE
        return not_known("From when is the approval in force?", SCHEME)
    if approval.status in (ApprovalStatus.SUSPENDED, ApprovalStatus.ENDED):
        return broken(f"the approval is {approval.status}")
    if approval.approved_from is not None and approval.approved_from > day:
        return broken("the approval is not in force yet on the first day", Step.MEET)
    return broken("the approval is not in force on the first day")


def _in_assessment(offering: Offering) -> Judgement:
    if any(applicant.may_be_talked_about for applicant in offering.applicants):
        return broken("in assessment: subject to panel", Step.TALK)
    return broken("no approval is recorded")


@reading(lambda asking, _: asking.request.kind, _NUMBERS)
def kind_approved(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The approval names this kind; one with the number 0, or not named, is not approved."""
    if offering.approval is None:
        return NOT_APPLICABLE
    number = offering.approval.terms.number(asking.request.kind)
    if number is None:
        if not context.keeps("approval.numbers"):
            return NOT_APPLICABLE
        return not_known(f"Is the household approved for {asking.request.kind}?", SCHEME)
    return MET if number else broken(f"not approved for {asking.request.kind}")


@reading(lambda asking, _: (asking.age,), _AGES)
def age_approved(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The person's age on the first day is within the ages approved."""
    terms = _terms(offering)
    if terms is None:
        return NOT_APPLICABLE
    if terms.youngest is None and terms.oldest is None:
        if not context.keeps("approval.youngest"):
            return NOT_APPLICABLE
        return not_known("For which ages is the household approved?", SCHEME)
    if asking.age is None:
        return not_known("When was the person born?", ask_of(context, "person.born", PERSON))
    if (terms.youngest or 0) <= asking.age and (terms.oldest is None or asking.age <= terms.oldest):
        return MET
    return broken(f"approved for ages {_ages(terms)}, and the person is {asking.age} on the first day")


def _ages(terms: ApprovalTerms) -> str:
    if terms.oldest is None:
        return f"from {terms.youngest}"
    if not terms.youngest:
        return f"up to {terms.oldest}"
    return f"from {terms.youngest} to {terms.oldest}"


@reading(lambda asking, _: (asking.person.sex,), _SEXES)
def sex_approved(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The person's sex is among those approved."""
    terms = _terms(offering)
    if terms is None:
        return NOT_APPLICABLE
    if not terms.sexes:
        if not context.keeps("approval.sexes"):
            return NOT_APPLICABLE
        return not_known("Is the household approved for women, men or both?", SCHEME)
    if len(terms.sexes) > 1:
        return MET
    if asking.person.sex is None:
        return not_known(
            "Is the person a woman or a man, as the approval needs it?",
            ask_of(context, "person.sex", PERSON),
        )
    if asking.person.sex in terms.sexes:
        return MET
    (approved,) = terms.sexes
    return broken(f"approved for {SEVERAL[approved]} only, and the person is {ONE[asking.person.sex]}")


@reading(lambda asking, _: asking.person.needs or NOTHING, _NEEDS)
def needs_approved(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Everything the person needs support with is among the needs approved."""
    terms = _terms(offering)
    if terms is None or not asking.person.needs:
        return NOT_APPLICABLE
    if terms.needs is None:
        if not context.keeps("approval.needs"):
            return NOT_APPLICABLE
        return not_known("For which needs is the household approved?", SCHEME)
    outside = sorted(asking.person.needs - terms.needs)
    if not outside or ANY_NEED in terms.needs:
        return MET
    return broken(f"the approval does not name {' or '.join(outside)}")


@reading(
    lambda asking, context: (
        asking.person.id if asking.person.id in context.named_in_approvals else "nobody named"
    ),
    _NAMES,
)
def named_person(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """Where an approval is for somebody named alone, it is for this person."""
    del context
    terms = _terms(offering)
    if terms is None or terms.only_for is None:
        return NOT_APPLICABLE
    if asking.person.id in terms.only_for:
        return MET
    return broken("the approval is for somebody else by name")


@reading(lambda asking, _: ALWAYS if asking.request.urgency is Urgency.EMERGENCY else NOTHING, _EMERGENCIES)
def takes_emergencies(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """A household takes emergencies only where it said so itself, and its approval does not rule them out."""
    if asking.request.urgency is not Urgency.EMERGENCY:
        return NOT_APPLICABLE
    terms = _terms(offering)
    if terms is not None and terms.emergencies is False:
        return broken("not approved for emergencies")
    said = offering.household.takes_emergencies
    if said is None:
        if not context.keeps("household.takes_emergencies"):
            return not_known("Which households take emergencies?", REGISTER)
        return not_known("Does the household take emergencies?", HOUSEHOLD)
    return MET if said else broken("the household does not take emergencies")


@reading(lambda asking, _: (asking.age, asking.when.first))
def of_age(asking: Asking, offering: Offering, context: Context) -> Judgement:
    """The person is of age for the nation on the first day."""
    del offering
    least = law.known("minimum-age", context.scheme.nation, asking.when.first)
    if least is None:
        return NOT_APPLICABLE
    if asking.age is None:
        return not_known("When was the person born?", ask_of(context, "person.born", PERSON))
    if asking.age >= least.value:
        return MET
    return broken(
        f"{asking.age} years old on the first day, and {least.value} is the youngest ({least.standing})"
    )


def _terms(offering: Offering) -> ApprovalTerms | None:
    return None if offering.approval is None else offering.approval.terms
