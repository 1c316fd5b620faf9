"""What a criterion or a part of fit reads of each side, so that sides with the same facts are judged once.

A judgement is one plain function of a request, a household and their context. Beside it stands what it reads:
of the request, and of the home. Two requests that ask the same find the same answer with all homes that have
the same facts, so the function is called once for them all. Nothing is defined twice: arrays over millions of
pairs hold what that one function said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from attrs import field, frozen

from sharedlives.matching.sides import Asking, Context, Offering

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Places = NDArray[np.int64]

T = TypeVar("T")

NOTHING: Final = None
"""What `Reads.asked` says where nothing is asked: the criterion does not apply, whatever the home."""

ALWAYS: Final = "always"
"""What it says where nothing of the request is read: the same of whoever asks."""


@frozen(kw_only=True)
class Fact:
    """Something of a home, as anybody who comes at a time finds it. Facts of one name are the same fact.

    `read` is given somebody in particular only for the time at which they come. `through` is another fact
    that this one hangs on and on nothing else: where many are read of the same, such as whether each of forty
    languages is spoken, homes that speak the same are looked at once.
    """

    name: Hashable
    read: Callable[[Asking, Offering, Context], Hashable] = field(eq=False)
    through: Fact | None = field(default=None, eq=False)


@frozen(kw_only=True)
class Column:
    """Something of many homes at once, for what hangs on days or miles or sums.

    `read` gives, for all `Homes`, a request and the places of some households, whole numbers from 0 up to,
    not including, `number`: ``(households,) int64``. Equal numbers must stand for an equal answer, also of
    other requests that ask the same: columns of one name are the same column, read for each request.
    """

    name: Hashable
    number: int
    read: Callable[[Any, Asking, Places], Codes] = field(eq=False)


def _nothing_of_the_home(asking: Asking, context: Context) -> Sequence[Fact | Column]:
    del asking, context
    return ()


def _nobody(asking: Asking, context: Context) -> Collection[str]:
    del asking, context
    return ()


@frozen(kw_only=True)
class Reads:
    """What is read of each side.

    `asked` is what is read of the request, `NOTHING` where that alone makes it not apply; `facts` are what is
    read of the home. `named` are ids of households for which the answer is not to be had from those: where
    a register names a household, as in a recorded no.
    """

    asked: Callable[[Asking, Context], Hashable]
    facts: Callable[[Asking, Context], Sequence[Fact | Column]] = _nothing_of_the_home
    named: Callable[[Asking, Context], Collection[str]] = _nobody


@frozen(kw_only=True, eq=False)
class Definition(Generic[T]):
    """A plain function of both sides, with what it reads of them; called like that function."""

    judge: Callable[[Asking, Offering, Context], T]
    reads: Reads

    def __call__(self, asking: Asking, offering: Offering, context: Context) -> T:
        """What the function says of one pair."""
        return self.judge(asking, offering, context)


def reading(
    asked: Callable[[Asking, Context], Hashable],
    *facts: Fact | Column,
    named: Callable[[Asking, Context], Collection[str]] = _nobody,
) -> Callable[[Callable[[Asking, Offering, Context], T]], Definition[T]]:
    """Say beside a function what it reads of each side.

    Parameters
    ----------
    asked
        What it reads of the request; `NOTHING` where that alone makes it not apply.
    *facts
        What it reads of the home.
    named
        Households for which it reads more than that.
    """
    return reading_by(asked, lambda _, __: facts, named=named)


def reading_by(
    asked: Callable[[Asking, Context], Hashable],
    facts: Callable[[Asking, Context], Sequence[Fact | Column]],
    *,
    named: Callable[[Asking, Context], Collection[str]] = _nobody,
) -> Callable[[Callable[[Asking, Offering, Context], T]], Definition[T]]:
    """The same, where it hangs on the request which facts of the home are read."""

    def beside(judge: Callable[[Asking, Offering, Context], T]) -> Definition[T]:
        return Definition(judge=judge, reads=Reads(asked=asked, facts=facts, named=named))

    return beside


def reads_of(judge: Callable[[Asking, Offering, Context], Any]) -> Reads:
    """What a function says that it reads; where it does not say, each pair is judged by itself."""
    return judge.reads if isinstance(judge, Definition) else _EVERYTHING


_EVERYTHING: Final = Reads(
    asked=lambda asking, _: (asking.request.id, asking.when),
    facts=lambda _, __: (Fact(name="which household", read=lambda _, offering, __: offering.household.id),),
)
