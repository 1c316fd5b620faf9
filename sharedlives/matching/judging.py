"""What a criterion is, and what it says about a pair."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Step
from sharedlives.matching.sides import Asking, Context, Offering


class AskWhom(StrEnum):
    """Whose fact is missing, and so who can be asked."""

    HOUSEHOLD = "household"
    PERSON = "person"
    SCHEME = "scheme"
    """The scheme's own papers on the household, such as its approval."""
    REGISTER = "register"
    """A fact that the register does not keep for anybody: asked once, not once per record."""


@frozen(kw_only=True)
class Judgement:
    """An answer with its sentence: the facts compared, or the question that settles what is not known.

    `step` is the latest step that "broken" still allows, where that is not the criterion's own. `about` is
    the id of whom to ask about, where it is not the person or the household of the pair.
    """

    answer: Answer
    sentence: str = ""
    ask: AskWhom | None = None
    step: Step | None = None
    about: str | None = None


MET = Judgement(answer=Answer.MET)
NOT_APPLICABLE = Judgement(answer=Answer.NOT_APPLICABLE)


def broken(sentence: str, step: Step | None = None) -> Judgement:
    """A broken criterion, with the facts compared."""
    return Judgement(answer=Answer.BROKEN, sentence=sentence, step=step)


def not_known(question: str, ask: AskWhom, about: str | None = None) -> Judgement:
    """A criterion that one question would settle."""
    return Judgement(answer=Answer.NOT_KNOWN, sentence=question, ask=ask, about=about)


def ask_of(context: Context, fact: str, side: AskWhom, *or_facts: str) -> AskWhom:
    """The side that can say a fact, or the register where it does not keep that fact at all.

    `or_facts` would say the same: the register is asked only where it keeps none of them.
    """
    return side if context.keeps(fact, *or_facts) else AskWhom.REGISTER


MOST_CRITERIA: Final = 64
"""How many criteria there may be: a bit of a mask for each."""

Judge = Callable[[Asking, Offering, Context], Judgement]


@frozen(kw_only=True, eq=False)
class Criterion:
    """One hard criterion: its code, what it asks for, and the latest step it still allows when broken.

    `title` names what is asked for, `says` is how a household that does not have it is described.
    """

    code: str
    title: str
    says: str
    step: Step
    judge: Judge


@frozen(kw_only=True)
class Outcome:
    """What one criterion says about one pair at one time."""

    criterion: Criterion
    answer: Answer
    step: Step
    sentence: str
    ask: AskWhom | None = None
    about: str | None = None

    @property
    def code(self) -> str:
        """The criterion's code."""
        return self.criterion.code


def judged(criterion: Criterion, asking: Asking, offering: Offering, context: Context) -> Outcome:
    """Apply one criterion to one pair."""
    judgement = criterion.judge(asking, offering, context)
    if judgement is MET or judgement is NOT_APPLICABLE:
        return _plain(criterion, judgement.answer)
    step = (judgement.step or criterion.step) if judgement.answer is Answer.BROKEN else Step.STAY
    return Outcome(
        criterion=criterion,
        answer=judgement.answer,
        step=step,
        sentence=judgement.sentence,
        ask=judgement.ask,
        about=judgement.about,
    )


@cache
def _plain(criterion: Criterion, answer: Answer) -> Outcome:
    """The outcome without a sentence: most are, so they are shared."""
    return Outcome(criterion=criterion, answer=answer, step=Step.STAY, sentence="")
