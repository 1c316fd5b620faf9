"""Many pairs judged at once: every criterion and every part of fit, over all homes, from its one definition.

A criterion is a plain function of one pair. Where it says what it reads (`reading`), homes with equal facts
are one to a request, and requests that ask the same are one to a home: the function is called for one pair of
each sort, and its answer stands for all of them. Nothing here knows any criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import Step
from sharedlives.matching.criteria import criteria_of
from sharedlives.matching.fit_parts import Scorer, parts_of
from sharedlives.matching.homes import Homes
from sharedlives.matching.judging import MOST_CRITERIA, Criterion, Judgement
from sharedlives.matching.looking_up import LookUp, Pairs
from sharedlives.matching.reading import reads_of
from sharedlives.matching.scores import HIGH, LOW, MID, half_up
from sharedlives.matching.sides import Asking, Context

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Small = NDArray[np.uint8]
    Masks = NDArray[np.uint64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int16]

_FINE, _NOT_KNOWN, _BROKEN = 0, 1, 2
"""Met or not applicable, not known, and from 2 on broken, plus how far the two may go still."""
_BARRED: Final = _BROKEN + Step.NONE.reach
"""Broken for good: no step at all is left."""
_NO_SCORE: Final = -2
"""In place of points, where a part of fit does not count."""
_NOT_SCORED: Final = (_NO_SCORE,) * 3
_PAIRS_AT_ONCE: Final = 1 << 21


@frozen(kw_only=True, eq=False)
class Weighed:
    """What every criterion says of one request, at one time, with some homes.

    `places` are the homes' places in `Homes.ids`: ``(pairs,) int64``, in order. A bit of `broken`, `barred`
    (broken so that no step at all is left) or of `unknown` stands for the criterion at that place in the
    table: ``(pairs,) uint64``. `reach` is how far the two may go together: ``(pairs,) uint8``, `Step.reach`.
    """

    asking: Asking
    places: Whole
    broken: Masks
    barred: Masks
    unknown: Masks
    reach: Small

    def where(self, these: Flags, other: Weighed) -> Weighed:
        """Itself in some places, in all others what was weighed of the same homes at another time."""
        import numpy as np

        columns = ("broken", "barred", "unknown", "reach")
        mixed = {name: np.where(these, getattr(self, name), getattr(other, name)) for name in columns}
        return evolve(self, **mixed)


@frozen(kw_only=True, eq=False)
class Possible(Weighed):
    """The homes that nothing rules out for good, with the fit of each from 0 to 100.

    `low`, `mid` and `high` have what is not known at its worst, as 50 and at its best: ``(pairs,) int64``.
    """

    low: Whole
    mid: Whole
    high: Whole


class Masked:
    """Masks of some pairs, as criteria are added to them one by one."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self._columns = columns

    @classmethod
    def of_nothing(cls, number: int) -> Masked:
        """Of so many pairs, before any criterion."""
        import numpy as np

        masks = {name: np.zeros(number, dtype=np.uint64) for name in ("broken", "barred", "unknown")}
        return cls({**masks, "reach": np.full(number, Step.STAY.reach, dtype=np.uint8)})

    def only(self, kept: Flags) -> Masked:
        """Of some of the pairs."""
        return Masked({name: column[kept] for name, column in self._columns.items()})

    def of(self, some: slice) -> dict[str, Any]:
        """The columns of some pairs, by name."""
        return {name: column[some] for name, column in self._columns.items()}

    def add(self, number: int, answers: Numbers) -> None:
        """Note what the criterion of a number says of each pair."""
        import numpy as np

        if not answers.any():
            return
        bit = np.uint64(1 << number)
        broken = answers >= _BROKEN
        self._columns["broken"][broken] |= bit
        self._columns["barred"][answers == _BARRED] |= bit
        self._columns["unknown"][answers == _NOT_KNOWN] |= bit
        reach: Small = self._columns["reach"]
        reach[broken] = np.minimum(reach[broken], (answers[broken] - _BROKEN).astype(np.uint8))


class Weighing:
    """Every criterion and every part of fit over all homes.

    Parameters
    ----------
    context
        The scheme on a day, and what a host adds to the criteria and to the parts of fit.
    homes
        Its households at every time that is asked about.
    """

    def __init__(self, context: Context, homes: Homes) -> None:
        self._context = context
        self.homes = homes
        self.criteria = criteria_of(context)
        self._answers = LookUp(context, homes)
        # Those that rule out most come first, so that fewer pairs are left for the others.
        self._in_turn = sorted(
            enumerate(self.criteria), key=lambda entry: entry[1].code not in _RULES_OUT_MOST
        )

    def possible(self, askings: Sequence[Asking]) -> tuple[Possible, ...]:
        """For each request at a time the homes that nothing rules out for good, and how they would fit."""
        found: list[Possible] = []
        for some in self._blocks(askings):
            pairs = Pairs.of(self.homes, some)
            masks = Masked.of_nothing(len(pairs.rows))
            for number, criterion in self._in_turn:
                answers = self._says(criterion, pairs)
                if answers is None:
                    continue
                kept = answers != _BARRED
                if not kept.all():
                    pairs, masks, answers = pairs.only(kept), masks.only(kept), answers[kept]
                masks.add(number, answers)
            fit = self._fit(pairs)
            found += [
                Possible(
                    asking=asking,
                    places=pairs.places[row],
                    **masks.of(row),
                    low=fit[row, 0],
                    mid=fit[row, 1],
                    high=fit[row, 2],
                )
                for asking, row in zip(some, pairs.by_row(), strict=True)
            ]
        return tuple(found)

    def all_of(self, askings: Sequence[Asking]) -> tuple[Weighed, ...]:
        """What every criterion says of every home; none short-circuits another."""
        found: list[Weighed] = []
        for some in self._blocks(askings):
            pairs = Pairs.of(self.homes, some)
            masks = Masked.of_nothing(len(pairs.rows))
            for number, criterion in enumerate(self.criteria):
                answers = self._says(criterion, pairs)
                if answers is not None:
                    masks.add(number, answers)
            found += [
                Weighed(asking=asking, places=pairs.places[row], **masks.of(row))
                for asking, row in zip(some, pairs.by_row(), strict=True)
            ]
        return tuple(found)

    def _blocks(self, askings: Sequence[Asking]) -> Iterator[Sequence[Asking]]:
        """So many requests at once that all their pairs fit into memory."""
        size = max(1, _PAIRS_AT_ONCE // max(len(self.homes.ids), 1))
        return (askings[first : first + size] for first in range(0, len(askings), size))

    def plannable(self, weighed: Possible) -> Flags:
        """Which of some possible homes a plan over everybody may use: ``(pairs,) bool``.

        It is what `options.is_plannable` says of each.
        """
        policy = self._context.policy
        usable = (weighed.reach >= policy.planned_from.reach) & ~self.must_be_asked(weighed)
        if weighed.asking.request.kind.is_home:
            usable &= weighed.high >= policy.floor
        return usable

    def must_be_asked(self, weighed: Weighed) -> Flags:
        """Where something must be asked first that does not only ride on a proposal: ``(pairs,) bool``."""
        import numpy as np

        rides = (
            1 << number
            for number, criterion in enumerate(self.criteria)
            if criterion.code in self._context.policy.rides_along
        )
        needed: Flags = (weighed.unknown & ~np.uint64(sum(rides))) != 0
        return needed

    def _says(self, criterion: Criterion, pairs: Pairs) -> Numbers | None:
        """What one criterion says of some pairs, as numbers; None where nothing is asked of any."""

        def judge(asking: Asking, place: int) -> tuple[int, ...]:
            offering = self.homes.offering_at(asking.when, place)
            return (_as_number(criterion, criterion.judge(asking, offering, self._context)),)

        found = self._answers.of(criterion.code, reads_of(criterion.judge), judge, pairs, nothing=(_FINE,))
        return None if found is None else found[:, 0]

    def _fit(self, pairs: Pairs) -> Whole:
        """The whole fit of some pairs, lowest, middle and highest: ``(pairs, 3) int64``."""
        import numpy as np

        weight = np.zeros(len(pairs.rows), dtype=np.int64)
        total = np.zeros((len(pairs.rows), 3), dtype=np.int64)
        for part, usual, scorer in parts_of(self._context):
            weights = (_own_weight(asking, part, usual) for asking in pairs.askings)
            points = np.fromiter(weights, dtype=np.int64, count=len(pairs.askings))
            scores = self._scores(part, scorer, pairs) if points.any() else None
            if scores is not None:
                counts = np.where(scores[:, 0] == _NO_SCORE, 0, points[pairs.rows])
                weight += counts
                total += counts[:, None] * scores
        fit = np.empty((len(pairs.rows), 3), dtype=np.int64)
        fit[:] = (LOW, MID, HIGH)
        known = weight > 0
        fit[known] = half_up(total[known], weight[known, None])
        return fit

    def _scores(self, part: str, scorer: Scorer, pairs: Pairs) -> Numbers | None:
        def score(asking: Asking, place: int) -> tuple[int, ...]:
            given = scorer(asking, self.homes.offering_at(asking.when, place), self._context)
            return _NOT_SCORED if given is None else (given.low, given.mid, given.high)

        return self._answers.of(part, reads_of(scorer), score, pairs, nothing=_NOT_SCORED)


def _own_weight(asking: Asking, part: str, usual: int) -> int:
    """The weight that the person gives a part of fit, else the usual one."""
    return next((entry.weight for entry in asking.person.fit_weights if entry.part == part), usual)


_RULES_OUT_MOST: Final = frozenset({"near-enough", "approved-kind", "approved"})
"""Looked at first, so that fewer homes are left for the others."""


def _as_number(criterion: Criterion, judgement: Judgement) -> int:
    if judgement.answer is Answer.BROKEN:
        return _BROKEN + (judgement.step or criterion.step).reach
    return _NOT_KNOWN if judgement.answer is Answer.NOT_KNOWN else _FINE


def number_of_bits(masks: Masks) -> Whole:
    """How many bits are set in each mask."""
    import numpy as np

    bits = np.unpackbits(np.ascontiguousarray(masks).view(np.uint8)).reshape(len(masks), MOST_CRITERIA)
    number: Whole = bits.sum(axis=1, dtype=np.int64)
    return number


def bits_of(mask: Any, criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria whose bits are set in a mask, in the order of the table."""
    whole = int(mask)
    return tuple(criterion for number, criterion in enumerate(criteria) if whole >> number & 1)
