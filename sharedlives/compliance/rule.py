"""What a rule is: one function with everything that is said about it beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from sharedlives import law as laws
from sharedlives.compliance.outcomes import Answer, Basis, Seriousness, Subject
from sharedlives.domain.policy import Step
from sharedlives.domain.words import Nation
from sharedlives.errors import NotInForceError

if TYPE_CHECKING:
    from sharedlives.compliance.today import Today

Judge = Callable[[Any, "Today"], Answer]
EVERYWHERE = tuple(Nation)
OWN_POLICY = "the scheme's own policy"


@frozen(kw_only=True, eq=False)
class Rule:
    """One rule: what it asks, of what, where and since when, and what helps.

    `code` is never given to another rule. `family` groups rules about one matter, in a manager's words.
    `law` names what in the register of law it rests on; where that nation has none on a day, it is what the
    regulator expects if `expected` says so, and else the scheme's policy. `keeps` are the facts it reads:
    where the register keeps none of a group of alternatives, the rule is not kept. `step` is the latest step
    still open to newcomers while it is broken.
    """

    code: str
    family: str
    title: str
    subject: Subject
    judge: Judge
    remedy: str
    seriousness: Seriousness = Seriousness.MIDDLE
    step: Step = Step.STAY
    nations: tuple[Nation, ...] = EVERYWHERE
    law: str | None = None
    expected: str | None = None
    policy: str = ""
    first_day: date | None = None
    last_day: date | None = None
    keeps: tuple[tuple[str, ...], ...] = ()
    settings: tuple[str, ...] = ()
    only_if_taken_up: bool = False
    does_not_check: str = ""
    says: str = field(default="")

    def applies_in(self, nation: Nation, on: date) -> bool:
        """Whether it is a rule of this nation on this day."""
        begun = self.first_day is None or self.first_day <= on
        return nation in self.nations and begun and (self.last_day is None or on <= self.last_day)

    def basis(self, nation: Nation, on: date) -> Basis:
        """What it rests on in a nation on a day.

        Raises
        ------
        NotInForceError
            Where the register of law does not know what held in that nation on that day.
        """
        entry = self._entry(nation, on)
        if entry is not None:
            return Basis.LAW if entry.standing is laws.Standing.LAW else Basis.REGULATOR
        return Basis.REGULATOR if self.expected else Basis.POLICY

    def source(self, nation: Nation, on: date) -> str:
        """Where what it rests on is written."""
        entry = self._entry(nation, on)
        if entry is not None:
            return str(entry.citation)
        return self.expected or self.policy or OWN_POLICY

    def _entry(self, nation: Nation, on: date) -> laws.LawValue | laws.LawStatement | None:
        if self.law is None:
            return None
        found = laws.entry(self.law, nation, on)
        if isinstance(found, laws.LawSilence):
            if found.silence is laws.Silence.NOT_KNOWN:
                raise NotInForceError(
                    f"{self.code}: what the law of {nation.title()} asked then is not known"
                )
            return None
        return found


def rule(**said: Any) -> Callable[[Judge], Rule]:
    """Make a rule of a function, which is handed a record and the day, and gives one answer."""

    def made(judge: Judge) -> Rule:
        return Rule(judge=judge, says=" ".join((judge.__doc__ or "").split()), **said)

    return made
