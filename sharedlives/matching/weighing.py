"""Many pairs judged at once: every criterion and every part of fit, over all homes, from its one definition.

A criterion is a plain function of one pair. Where it says what it reads (`reading`), homes with equal facts
are one to a request, and requests that ask the same are one to a home: the function is called for one pair of
each sort, and its answer stands for all of them. Nothing here knows any criterion.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from sharedlives.domain.answer import Answer
from sharedlives.domain.policy import FitPart, Step
from sharedlives.matching.criteria import CRITERIA
from sharedlives.matching.fit_parts import SCORERS, Scorer
from sharedlives.matching.homes import Homes
from sharedlives.matching.judging import Criterion, Judgement
from sharedlives.matching.reading import Column, Fact, Reads, reads_of
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
_UNSEEN: Final = -1
_LARGEST_TABLE: Final = 1 << 22
"""Combinations of facts beyond which answers are not kept for the next request."""
MOST_CRITERIA: Final = 64
"""One bit of a mask for each criterion."""


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


class Weighing:
    """Every criterion and every part of fit over all homes.

    Parameters
    ----------
    context
        The scheme on a day.
    homes
        Its households at every time that is asked about.
    criteria
        The table of criteria.
    scorers
        The parts of fit.

    Raises
    ------
    ValueError
        Where there are more criteria than a mask has bits.
    """

    def __init__(
        self,
        context: Context,
        homes: Homes,
        *,
        criteria: Sequence[Criterion] = CRITERIA,
        scorers: Mapping[FitPart, Scorer] = SCORERS,
    ) -> None:
        if len(criteria) > MOST_CRITERIA:
            raise ValueError(
                f"{len(criteria)} criteria are more than the {MOST_CRITERIA} that fit into a mask"
            )
        self._context = context
        self.homes = homes
        self.criteria = tuple(criteria)
        self._scorers = dict(scorers)
        self._tables: dict[Hashable, Numbers] = {}
        self._quickest = sorted(
            range(len(criteria)), key=lambda number: criteria[number].code not in _RULES_OUT_MOST
        )

    def possible(self, asking: Asking) -> Possible:
        """The homes that no criterion rules out for good, with what each says, and how they would fit."""
        import numpy as np

        places = np.arange(len(self.homes.ids), dtype=np.int64)
        found: dict[int, Numbers] = {}
        for number in self._quickest:
            answers = self._answers(self.criteria[number], asking, places)
            if answers is None:
                continue
            kept = answers != _BARRED
            if not kept.all():
                places = places[kept]
                answers = answers[kept]
                found = {other: given[kept] for other, given in found.items()}
            found[number] = answers
        low, mid, high = self._fit(asking, places)
        columns = self._masks(places, found)
        return Possible(asking=asking, places=places, low=low, mid=mid, high=high, **columns)

    def all_of(self, asking: Asking) -> Weighed:
        """What every criterion says of every home; none short-circuits another."""
        import numpy as np

        places = np.arange(len(self.homes.ids), dtype=np.int64)
        found = {}
        for number, criterion in enumerate(self.criteria):
            answers = self._answers(criterion, asking, places)
            if answers is not None:
                found[number] = answers
        return Weighed(asking=asking, places=places, **self._masks(places, found))

    def _masks(self, places: Whole, found: Mapping[int, Numbers]) -> dict[str, Any]:
        import numpy as np

        broken = np.zeros(len(places), dtype=np.uint64)
        barred = np.zeros(len(places), dtype=np.uint64)
        unknown = np.zeros(len(places), dtype=np.uint64)
        reach = np.full(len(places), Step.STAY.reach, dtype=np.uint8)
        for number, answers in found.items():
            bit = np.uint64(1 << number)
            broken[answers >= _BROKEN] |= bit
            barred[answers == _BARRED] |= bit
            unknown[answers == _NOT_KNOWN] |= bit
            least = np.where(answers >= _BROKEN, answers - _BROKEN, Step.STAY.reach).astype(np.uint8)
            np.minimum(reach, least, out=reach)
        return {"broken": broken, "barred": barred, "unknown": unknown, "reach": reach}

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

    def _answers(self, criterion: Criterion, asking: Asking, places: Whole) -> Numbers | None:
        """What one criterion says of some homes, as numbers; None where nothing is asked."""

        def judge(place: int) -> tuple[int, ...]:
            offering = self.homes.offering_at(asking.when, place)
            return (_as_number(criterion, criterion.judge(asking, offering, self._context)),)

        found = self._looked_up(criterion.code, reads_of(criterion.judge), judge, asking, places, width=1)
        return None if found is None else found[:, 0]

    def _fit(self, asking: Asking, places: Whole) -> tuple[Whole, Whole, Whole]:
        """The whole fit with some homes: lowest, middle, highest."""
        import numpy as np

        own = {entry.part: entry.weight for entry in asking.person.fit_weights}
        weight = np.zeros(len(places), dtype=np.int64)
        total = np.zeros((len(places), 3), dtype=np.int64)
        for part, scorer in self._scorers.items():
            points = own.get(part, self._context.policy.weight(part))
            scores = self._scores(part, scorer, asking, places) if points else None
            if scores is not None:
                counts = scores[:, 0] != _NO_SCORE
                weight[counts] += points
                total[counts] += points * scores[counts].astype(np.int64)
        known = weight > 0
        fit = np.empty((len(places), 3), dtype=np.int64)
        fit[:] = (LOW, MID, HIGH)
        fit[known] = half_up(total[known], weight[known, None])
        return fit[:, 0], fit[:, 1], fit[:, 2]

    def _scores(self, part: FitPart, scorer: Scorer, asking: Asking, places: Whole) -> Numbers | None:
        def score(place: int) -> tuple[int, ...]:
            given = scorer(asking, self.homes.offering_at(asking.when, place), self._context)
            return (_NO_SCORE,) * 3 if given is None else (given.low, given.mid, given.high)

        return self._looked_up(part, reads_of(scorer), score, asking, places, width=3)

    def _looked_up(
        self,
        name: Hashable,
        reads: Reads,
        judge: Callable[[int], tuple[int, ...]],
        asking: Asking,
        places: Whole,
        *,
        width: int,
    ) -> Numbers | None:
        """What a function of one pair says of some homes: ``(places, width) int16``."""
        import numpy as np

        asked = reads.asked(asking, self._context)
        if asked is None:
            return None
        facts = reads.facts(asking, self._context)
        apart = self._judged_apart(reads, asking, places)
        codes, number = self._codes(facts, asking, places)
        key = (name, asked, tuple(fact.name for fact in facts))
        if number > _LARGEST_TABLE:
            _, codes = np.unique(codes, return_inverse=True)
            table = np.full((len(places), width), _UNSEEN, dtype=np.int16)
        elif key in self._tables:
            table = self._tables[key]
        else:
            table = self._tables[key] = np.full((number, width), _UNSEEN, dtype=np.int16)
        found = table[codes]
        unseen = found[:, 0] == _UNSEEN
        unseen[apart] = False
        if unseen.any():
            new, first = np.unique(codes[unseen], return_index=True)
            at = places[unseen][first]
            for code, place in zip(new.tolist(), at.tolist(), strict=True):
                table[code] = judge(place)
            found = table[codes]
        for index in apart.tolist():
            found[index] = judge(int(places[index]))
        return found

    def _judged_apart(self, reads: Reads, asking: Asking, places: Whole) -> Whole:
        """Where among some places stand homes that a register names, or that the person is in already."""
        import numpy as np

        named = asking.where_they_are.union(reads.named(asking, self._context))
        wanted = [self.homes.place_of[home] for home in named if home in self.homes.place_of]
        if not wanted:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(np.isin(places, wanted))

    def _codes(self, facts: Iterable[Fact | Column], asking: Asking, places: Whole) -> tuple[Whole, int]:
        """All facts of each home as one number, and how many such numbers there are."""
        import numpy as np

        settings = self.homes.settings_at(asking.when)[places]
        codes, number = np.zeros(len(places), dtype=np.int64), 1
        for each in facts:
            if isinstance(each, Fact):
                coded = self.homes.coded(each)
                more, of = coded.codes[settings], coded.number
            else:
                more, of = each.read(self.homes, asking, places), each.number
            if number * of > _LARGEST_TABLE**2:
                _, codes = np.unique(codes, return_inverse=True)
                number = _LARGEST_TABLE + 1
            codes, number = codes * of + more, number * of
        return codes, number


_NO_SCORE: Final = -2
"""In place of points, where a part of fit does not count."""

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
