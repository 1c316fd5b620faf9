"""Components whose best choice is plain to see, so that no solver is started for what is small and many."""

from __future__ import annotations

from sharedlives.program.rows import Component
from sharedlives.program.solving import Solved


def obvious(component: Component) -> Solved | None:
    """The best choice where nothing ties options together, or only that one of them can be; else None."""
    if not component.rows:
        return _solved(component, _worth_taking(component, range(component.size)))
    [row, *others] = component.rows
    alone = not others and row.most == 1 and all(weight == 1 for _, weight in row.weights)
    if not alone or component.calendars:
        return None
    best = max(range(component.size), key=lambda option: (_vector(component, option), -option))
    return _solved(component, [best] if row.exactly else _worth_taking(component, [best]))


def _worth_taking(component: Component, options: range | list[int]) -> list[int]:
    """Those that add something on the first level on which they are worth anything at all."""
    nothing = (0,) * len(component.worths)
    return [option for option in options if _vector(component, option) > nothing]


def _vector(component: Component, option: int) -> tuple[int, ...]:
    return tuple(worth[option] for worth in component.worths)


def _solved(component: Component, chosen: list[int]) -> Solved:
    values = tuple(sum(worth[option] for option in chosen) for worth in component.worths)
    return Solved(chosen=tuple(chosen), values=values, bounds=values)
