"""What a component looks like to peers that know only plain assignment, or only one sum."""

from __future__ import annotations

from attrs import frozen

from sharedlives.program.rows import Component, Row


class NotForThisError(Exception):
    """A peer cannot be asked this; the message says why."""


@frozen(kw_only=True)
class Assignment:
    """Who asks and where each option would place them; a home has room for so many."""

    asks: tuple[int, ...]
    ask_of: tuple[int, ...]
    home_of: tuple[int, ...]
    places: tuple[int, ...]

    @property
    def homes(self) -> range:
        """Every home."""
        return range(len(self.places))


def assignment(component: Component) -> Assignment:
    """A component in which nothing binds but one option for each who asks and the room in each home."""
    numbers = {ask: number for number, ask in enumerate(sorted(set(component.asks)))}
    if not component.asks or -1 in numbers:
        raise NotForThisError("some options are not for one who asks")
    homes: dict[int, int] = {}
    places: list[int] = []
    for row in component.rows:
        if row.exactly or any(weight != 1 for _, weight in row.weights):
            raise NotForThisError("more than capacities binds")
        if _is_of_one_ask(component, row):
            continue
        if any(index in homes for index, _ in row.weights):
            raise NotForThisError("more than capacities binds")
        homes.update((index, len(places)) for index, _ in row.weights)
        places.append(row.most)
    for index in range(component.size):
        if index not in homes:
            homes[index] = len(places)
            places.append(1)
    return Assignment(
        asks=tuple(numbers),
        ask_of=tuple(numbers[ask] for ask in component.asks),
        home_of=tuple(homes[index] for index in range(component.size)),
        places=tuple(places),
    )


def _is_of_one_ask(component: Component, row: Row) -> bool:
    return row.most == 1 and len({component.asks[index] for index, _ in row.weights}) == 1


def weights_within(component: Component, most: int) -> list[int]:
    """The worth of each option as one number, in which a level outweighs all that come after it.

    `most` is what no sum may pass; where one might, the weights do not fit.
    """
    groups = _alternatives(component)
    total = [0] * component.size
    scale = highest = 1
    for worth in reversed(component.worths):
        spread = sum(
            max(0, *(worth[i] for i in group)) - min(0, *(worth[i] for i in group)) for group in groups
        )
        total = [value + scale * more for value, more in zip(total, worth, strict=True)]
        highest += scale * spread
        scale *= spread + 1
        if highest > most:
            raise NotForThisError("the weights of the levels do not fit")
    return total


def _alternatives(component: Component) -> list[list[int]]:
    """Options in groups of which at most one can be taken."""
    grouped: set[int] = set()
    groups = []
    for row in component.rows:
        if row.most == 1 and all(weight == 1 for _, weight in row.weights):
            group = [index for index, _ in row.weights if index not in grouped]
            grouped.update(group)
            groups += [group] if group else []
    return groups + [[index] for index in range(component.size) if index not in grouped]
