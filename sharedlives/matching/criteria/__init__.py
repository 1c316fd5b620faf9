"""The table of contents of everything that must hold for two sides to live together.

Each criterion is one function in this room, with a code, a title and the latest step it still allows when
broken. A further one is added in one place: a line in this table.
"""

from __future__ import annotations

from typing import Final

from sharedlives.domain.policy import Step
from sharedlives.matching.criteria import approval, home, people, wishes
from sharedlives.matching.judging import Criterion, Judge
from sharedlives.matching.limits import room_to_welcome


def _criterion(code: str, title: str, judge: Judge, step: Step = Step.NONE) -> Criterion:
    return Criterion(code=code, title=title, step=step, judge=judge)


CRITERIA: Final[tuple[Criterion, ...]] = (
    _criterion("approved", "an approval in force on the first day", approval.approved),
    _criterion("approved-kind", "approved for this kind", approval.kind_approved),
    _criterion("approved-age", "within the ages approved", approval.age_approved),
    _criterion("approved-sex", "within what the approval says of women and men", approval.sex_approved),
    _criterion("approved-needs", "within the needs approved", approval.needs_approved),
    _criterion("named-person", "an approval that is for this person", approval.named_person),
    _criterion("takes-emergencies", "a household that takes emergencies", approval.takes_emergencies),
    _criterion("of-age", "of age for the nation", approval.of_age),
    _criterion("room", "room to welcome someone", room_to_welcome),
    _criterion("bedroom", "a suitable bedroom", home.suitable_bedroom),
    _criterion("welcomes-then", "a household that welcomes people then", home.welcomes_then),
    _criterion("free-then", "nights on which the person is free", home.free_then),
    _criterion("somewhere-else", "a household they are not with already", home.somewhere_else),
    _criterion("skilled", "carers with the skills this support calls for", home.skilled),
    _criterion("enough-carers", "enough carers", home.enough_carers),
    *(
        _criterion(
            f"wish-{about.name.lower().replace('_', '-')}",
            f"their wish about {about}",
            wishes.home_wish(about),
        )
        for about in wishes.OF_THE_HOME
    ),
    _criterion("household-wishes", "what the household asks of who comes", wishes.household_wishes),
    _criterion("residents-wishes", "what those who live there ask", wishes.residents_wishes),
    _criterion("plan-children", "the plan about children", home.plans_for_children),
    _criterion("plan-animals", "the plan about animals", home.plans_for_animals),
    _criterion("plan-nights", "the plan about nights", home.plans_for_nights),
    _criterion("apart", "nobody there to be kept apart from", people.kept_apart),
    _criterion("together", "together with those they wish to live with", people.kept_together),
    _criterion("near-enough", "near enough to what matters", home.near_enough),
    _criterion("language", "a language that support is given in", home.speaks_the_language),
    _criterion("not-declined", "no standing no from either side", people.not_declined),
)
"""Every hard criterion, in the order in which a coordinator would ask."""
