"""Rules that a choice of choices must keep to: each a plain record that can say itself in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen

from sharedlives.program.days import Day, say, whole

MOST_NAMED: Final = 5
"""How many choices a sentence names before it says how many more there are."""


def names(given: str | Iterable[str]) -> tuple[str, ...]:
    """One name or several, as several."""
    return (given,) if isinstance(given, str) else tuple(given)


def counts(given: Mapping[str, int] | Iterable[str | tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names with a number each, 1 where a name stands alone."""
    if isinstance(given, Mapping):
        return tuple((name, whole(number)) for name, number in given.items())
    pairs = ((entry, 1) if isinstance(entry, str) else entry for entry in given)
    return tuple((name, whole(number)) for name, number in pairs)


@frozen
class AtOnce:
    """At any one time, what is taken of a place comes to so much at most.

    What counts is what is in use on each day, never the sum over all days: one guest may follow another.

    Parameters
    ----------
    place
        The place, as takes name it.
    most
        The sum of sizes that it holds at once.
    first, last
        The days on which this holds, both included; None for since ever, or for ever.
    one_kind
        Whether all that is there on one day must be of one kind: a ward room for women or for men, whoever
        comes first. Takes without a kind go with every kind.
    says
        The rule in one sentence, where a better one is known than ours.
    """

    place: str
    most: int = field(converter=whole, kw_only=True)
    first: Day | None = field(default=None, converter=whole, kw_only=True)
    last: Day | None = field(default=None, converter=whole, kw_only=True)
    one_kind: bool = field(default=False, kw_only=True)
    says: str = field(default="", kw_only=True)

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        days = say(self)
        kind = ", of one kind" if self.one_kind else ""
        return self.says or f"{self.place}: {self.most} at once{kind}{days and ', '}{days}"


@frozen
class AtMostOne:
    """Of some choices one can be, or none; give pairs as pairs, larger sets are found by themselves."""

    choices: tuple[str, ...] = field(converter=names)
    says: str = field(default="", kw_only=True)

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return self.says or f"at most one of {_listed(self.choices)}"


@frozen
class AllOrNone:
    """Of those who go together all are met, or none; whom no choice meets cannot be, nor the others then."""

    who: tuple[str, ...] = field(converter=names)
    says: str = field(default="", kw_only=True)

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return self.says or f"{' and '.join(self.who)} go together"


@frozen
class InAll:
    """The sum over the choices taken, each with a number, is at least this and at most that.

    For whatever the other rules do not say. A choice may count less than nothing: with choices 1 for each of
    two homes, and -1 for “open the second floor”, `most=0` lets homes there be used once the floor is open.

    Parameters
    ----------
    counts
        How much each choice counts, by its id; or only ids, which count 1 each.
    least, most
        What the sum must come to; None where there is no such end. Give both alike for exactly that.
    says
        The rule in one sentence, where a better one is known than ours.
    """

    counts: tuple[tuple[str, int], ...] = field(converter=counts)
    least: int | None = field(default=None, converter=whole, kw_only=True)
    most: int | None = field(default=None, converter=whole, kw_only=True)
    says: str = field(default="", kw_only=True)

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        ends = [f"at least {self.least}"] * (self.least is not None)
        ends += [f"at most {self.most}"] * (self.most is not None)
        how_much = f"exactly {self.most}" if self.least == self.most else " and ".join(ends)
        some = [name if number == 1 else f"{number} x {name}" for name, number in self.counts]
        return self.says or f"{how_much} of {_listed(some)}"


@frozen
class Keep:
    """Something is settled: this choice is taken, or of several at least one of them."""

    choices: tuple[str, ...] = field(converter=names)
    says: str = field(default="", kw_only=True)

    @property
    def sentence(self) -> str:
        """The rule in one sentence."""
        return self.says or f"keep {'one of ' * (len(self.choices) > 1)}{_listed(self.choices)}"


Rule = AtOnce | AtMostOne | AllOrNone | InAll | Keep
"""Any of them."""


def _listed(some: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(some[:MOST_NAMED])
    return shown if len(some) <= MOST_NAMED else f"{shown} and {len(some) - MOST_NAMED} more"
