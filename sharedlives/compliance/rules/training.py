"""Rules about what each carer has learned: always, and by what they really do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sharedlives.compliance.deadlines import NOT_APPROVED, lasting
from sharedlives.compliance.outcomes import (
    MET,
    Answer,
    Outcome,
    Seriousness,
    Subject,
    due,
    no_evidence,
    not_applicable,
)
from sharedlives.compliance.rule import Rule, rule
from sharedlives.compliance.rules.carers import CARER, is_approved
from sharedlives.compliance.today import Today
from sharedlives.domain.arrangement import Arrangement
from sharedlives.domain.carer import Carer
from sharedlives.domain.policy import Step
from sharedlives.domain.words import CheckKind, Medicines, MovingAndHandling, Nation

LEARNING_DISABILITY: Final = ("learning disability", "learning disability and autism")


def _for_every_carer(topics: tuple[str, ...], of: str, what: str, **said: object) -> Rule:
    """A rule that every approved carer is trained in something, somebody living there or not."""

    def judge(carer: Carer, today: Today) -> Answer:
        if not is_approved(carer, today):
            return NOT_APPROVED
        return _trained(carer, today, topics, of, what)

    judge.__doc__ = f"Trained in {what}, and again within the interval, whether somebody lives there or not."
    return rule(
        family=f"{what} training",
        title=f"Every approved carer is trained in {what}",
        subject=Subject.CARER,
        settings=(of,),
        keeps=(*tuple((f"check.training {topic}",) for topic in topics[:1]), ("check.training",)),
        remedy=f"Book training in {what}; a certificate from elsewhere counts.",
        does_not_check="what the training covered",
        **said,
    )(judge)


def _trained(carer: Carer, today: Today, topics: tuple[str, ...], of: str, what: str) -> Answer:
    held = today.held(((CARER, carer.id),), CheckKind.TRAINING, topics, today.setting(of))
    return lasting(today, held, f"training in {what}")


first_aid = _for_every_carer(
    ("first aid",),
    "first_aid",
    "first aid",
    code="training-first-aid",
    policy="Kent repeats it every three years",
    step=Step.MEET,
)
protecting_adults = _for_every_carer(
    ("safeguarding",),
    "safeguarding",
    "safeguarding",
    code="training-safeguarding",
    policy="Kent repeats it every three years",
    step=Step.MEET,
)
decisions = _for_every_carer(
    ("mental capacity",),
    "mca",
    "mental capacity",
    code="training-mental-capacity",
    policy="Kent repeats it every three years",
    nations=(Nation.ENGLAND, Nation.WALES),
)
learning_disability = _for_every_carer(
    LEARNING_DISABILITY,
    "learning_disability",
    "learning disability and autism",
    code="training-learning-disability",
    law="learning-disability-training",
    nations=(Nation.ENGLAND,),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
)


def gives_medicines(arrangement: Arrangement, today: Today) -> bool | None:
    """Whether carers give somebody their medicines; None where nobody said."""
    if arrangement.medicines_by_carer is not None:
        return arrangement.medicines_by_carer
    medicines = today.scheme.person(arrangement.person_id).medicines
    return None if medicines is None else medicines is Medicines.GIVE


def moves_and_handles(arrangement: Arrangement, today: Today) -> bool | None:
    """Whether carers help somebody to move; None where nobody said."""
    help_given = today.scheme.person(arrangement.person_id).moving_and_handling
    return None if help_given is None else help_given is not MovingAndHandling.NONE


Does = Callable[[Arrangement, Today], bool | None]


def _by_what_they_do(
    carer: Carer, today: Today, does: Does, has_learned: Callable[[], Answer], what: str
) -> Answer:
    """What a carer must have learned for what they do now, or will do from the start of an arrangement.

    Where nobody said whether they do it, having learned it settles the question.
    """
    if not is_approved(carer, today):
        return NOT_APPROVED
    ahead = today.ahead_in(carer.household_id)
    current = {does(arrangement, today) for arrangement in ahead if today.is_current(arrangement)}
    soon = [a for a in ahead if today.starts_soon(a) and does(a, today)]
    if True in current:
        return has_learned()
    if soon:
        answer = has_learned()
        if answer.outcome in (Outcome.MET, Outcome.DUE):
            return answer
        starts = min(today.index.spans[a.id].starts for a in soon)
        return due(f"{answer.sentence}: in order before the first day", starts)
    if None in current:
        if has_learned().outcome in (Outcome.MET, Outcome.DUE):
            return MET
        return no_evidence(f"nobody said whether the carers {what}, and training in it is not in order")
    return not_applicable(f"the carers {what} for nobody")


@rule(
    code="training-medication",
    family="medication training",
    title="Carers who give medicines are trained in it",
    subject=Subject.CARER,
    policy="Kent repeats it every two years; missing in an inspection of 2017",
    keeps=(
        ("check.training medication",),
        ("check.training",),
        ("arrangement.medicines_by_carer", "person.medicines"),
    ),
    settings=("medication",),
    seriousness=Seriousness.HIGH,
    step=Step.MEET,
    remedy="Book training in medicines; until then somebody who is trained gives them.",
    does_not_check="the record of what was given",
)
def medicines(carer: Carer, today: Today) -> Answer:
    """Trained, where somebody in the home is given their medicines by the carers."""
    return _by_what_they_do(
        carer,
        today,
        gives_medicines,
        lambda: _trained(carer, today, ("medication",), "medication", "medicines"),
        "give medicines",
    )


@rule(
    code="competency-medication",
    family="medication competency",
    title="Carers who give medicines were watched doing it",
    subject=Subject.CARER,
    policy="a certificate alone shows no competency; yearly, from memory",
    keeps=(("check.observed competency",), ("arrangement.medicines_by_carer", "person.medicines")),
    settings=("medication_competency",),
    step=Step.STAY,
    remedy="Watch the carer give medicines once and write down who watched, and when.",
    does_not_check="how well it was done",
)
def medicines_watched(carer: Carer, today: Today) -> Answer:
    """Somebody watched within the interval, where the carers give somebody their medicines."""

    def watched() -> Answer:
        months = today.setting("medication_competency")
        held = today.held(
            ((CARER, carer.id),), CheckKind.COMPETENCY, ("medication", "medicines", None), months
        )
        return lasting(today, held, "watched giving medicines")

    return _by_what_they_do(carer, today, gives_medicines, watched, "give medicines")


@rule(
    code="training-moving-and-handling",
    family="moving and handling training",
    title="Carers who help somebody to move are trained in it",
    subject=Subject.CARER,
    policy="common practice, from memory",
    keeps=(
        ("check.training moving and handling",),
        ("check.training",),
        ("person.moving_and_handling",),
    ),
    settings=("moving_and_handling",),
    step=Step.MEET,
    remedy="Book practical training with the equipment that is used.",
    does_not_check="for which equipment",
)
def moving(carer: Carer, today: Today) -> Answer:
    """Trained, where somebody in the home is helped to move by the carers."""
    return _by_what_they_do(
        carer,
        today,
        moves_and_handles,
        lambda: _trained(
            carer, today, ("moving and handling",), "moving_and_handling", "moving and handling"
        ),
        "help to move",
    )


RULES = (
    first_aid,
    protecting_adults,
    decisions,
    learning_disability,
    medicines,
    medicines_watched,
    moving,
)
