"""The table of contents of everything that must hold for two sides to live together.

Each criterion is one function in this room, with a code, a title and the latest step it still allows when
broken. A further one is added in one place: a line in this table.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from sharedlives.domain.policy import Step
from sharedlives.domain.wish import About
from sharedlives.errors import AdditionRefusedError
from sharedlives.matching.criteria import approval, home, people, room, wishes
from sharedlives.matching.criteria.wish_words import TOPIC
from sharedlives.matching.judging import MOST_CRITERIA, Criterion, Judge
from sharedlives.matching.sides import Context


def _criterion(code: str, title: str, says: str, judge: Judge, step: Step = Step.NONE) -> Criterion:
    return Criterion(code=code, title=title, says=says, step=step, judge=judge)


def _wish(about: About) -> Criterion:
    return _criterion(
        f"wish-{about.name.lower().replace('_', '-')}",
        f"their wish about {TOPIC[about]}",
        f"not as they wish about {TOPIC[about]}",
        wishes.home_wish(about),
    )


CRITERIA: Final[tuple[Criterion, ...]] = (
    _criterion(
        "approved", "an approval in force on the first day", "no approval in force then", approval.approved
    ),
    _criterion(
        "approved-kind", "approved for this kind", "not approved for this kind", approval.kind_approved
    ),
    _criterion(
        "approved-age", "within the ages approved", "not approved for their age", approval.age_approved
    ),
    _criterion(
        "approved-sex",
        "within what the approval says of women and men",
        "approved for women only, or for men only",
        approval.sex_approved,
    ),
    _criterion(
        "approved-needs",
        "within the needs approved",
        "the approval does not name what they need support with",
        approval.needs_approved,
    ),
    _criterion(
        "named-person",
        "an approval that is for this person",
        "approved for somebody else by name",
        approval.named_person,
    ),
    _criterion(
        "takes-emergencies",
        "a household that takes emergencies",
        "does not take emergencies",
        approval.takes_emergencies,
    ),
    _criterion("of-age", "of age for the nation", "the person is too young then", approval.of_age),
    _criterion("room", "room to welcome someone", "no room then", room.room_to_welcome),
    _criterion("bedroom", "a suitable bedroom", "no suitable bedroom", home.suitable_bedroom),
    _criterion(
        "welcomes-then", "a household that welcomes people then", "away or closed then", home.welcomes_then
    ),
    _criterion(
        "free-then", "nights on which the person is free", "the person stays elsewhere then", home.free_then
    ),
    _criterion(
        "somewhere-else",
        "a household they are not with already",
        "they are with this household already",
        home.somewhere_else,
    ),
    _criterion(
        "skilled",
        "carers with the skills this support calls for",
        "nobody there has the skill their support calls for",
        home.skilled,
    ),
    _criterion("enough-carers", "enough carers", "one carer where it takes two", home.enough_carers),
    *(_wish(about) for about in wishes.OF_THE_HOME),
    _criterion(
        "household-wishes",
        "what the household asks of who comes",
        "the household asks for something else",
        wishes.household_wishes,
    ),
    _criterion(
        "residents-wishes",
        "what those who live there ask",
        "somebody who lives there asks for something else",
        wishes.residents_wishes,
    ),
    _criterion(
        "plan-children",
        "the plan about children",
        "children live there, and the person is not to be with children",
        home.plans_for_children,
    ),
    _criterion(
        "plan-animals",
        "the plan about animals",
        "an animal is there, and the person is not to be with one",
        home.plans_for_animals,
    ),
    _criterion(
        "plan-nights", "the plan about nights", "no carer always sleeps at home", home.plans_for_nights
    ),
    _criterion(
        "apart",
        "nobody there to be kept apart from",
        "somebody to be kept apart from is there",
        people.kept_apart,
    ),
    _criterion(
        "together",
        "together with those they wish to live with",
        "those they wish to live with live elsewhere",
        people.kept_together,
    ),
    _criterion("near-enough", "near enough to what matters", "too far from what matters", home.near_enough),
    _criterion(
        "language",
        "a language that support is given in",
        "nobody there speaks the language they need",
        home.speaks_the_language,
    ),
    _criterion(
        "not-declined", "no standing no from either side", "one side has said no for now", people.not_declined
    ),
)
"""Every hard criterion, in the order in which a coordinator would ask."""


def criteria_of(context: Context) -> tuple[Criterion, ...]:
    """The table, and after it what a host adds.

    Raises
    ------
    AdditionRefusedError
        Where two criteria have one code, or there are more than a mask has bits.
    """
    if "criteria" not in context.memory:
        context.memory["criteria"] = _all_criteria(context)
    criteria: tuple[Criterion, ...] = context.memory["criteria"]
    return criteria


def _all_criteria(context: Context) -> tuple[Criterion, ...]:
    criteria = (*CRITERIA, *context.own_criteria)
    twice = sorted(code for code, times in Counter(each.code for each in criteria).items() if times > 1)
    if twice:
        raise AdditionRefusedError(f"criteria need codes of their own; there twice: {', '.join(twice)}")
    if len(criteria) > MOST_CRITERIA:
        raise AdditionRefusedError(
            f"{len(criteria)} criteria are more than the {MOST_CRITERIA} that there may be"
        )
    return criteria
