"""One invented scheme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Kind, Nation
from sharedlives.errors import InvalidRecordError
from sharedlives.planning.synthetic.areas import a_middle, area_around
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.filling import fill
from sharedlives.planning.synthetic.making import MOST_AT_ONCE, Making
from sharedlives.planning.synthetic.sizes import SIZES, SchemeSize
from sharedlives.planning.synthetic.tables.of_living import ASKED_FOR
from sharedlives.planning.synthetic.tables.shares import Shares

REGISTER_DAY: Final = date(2026, 11, 16)
"""The day an invented register speaks of unless another is given."""


def make_scheme(
    size: str | SchemeSize = "scheme",
    nation: Nation = Nation.ENGLAND,
    seed: int | str = 0,
    *,
    on: date = REGISTER_DAY,
    around: str | None = None,
    asked: Mapping[Kind, float] | None = None,
) -> Scheme:
    """An invented scheme, complete enough to match on and to audit: nobody in it exists.

    The same arguments give the same scheme, byte for byte, on every machine. What is drawn, how often and on
    what grounds stands in `sharedlives.planning.synthetic.tables`.

    Parameters
    ----------
    size
        ``"scheme"`` (150 households, 60 open requests), ``"large"`` (600 and 400), or a `SchemeSize`.
    nation
        The nation whose law binds it, and where it lies.
    seed
        Which of the many schemes of this size.
    on
        The day its register is kept; everything is dated around it.
    around
        The postcode district (``HX1``) in the middle of it; None for one drawn in the nation.
    asked
        The kinds that open requests are for, each with its part of them; None for what `tables` has.

    Raises
    ------
    InvalidRecordError
        Where no size has this name, or where no such postcode district is lived in.
    """
    if isinstance(size, str) and size not in SIZES:
        raise InvalidRecordError(f"size: one of {', '.join(SIZES)}, or a SchemeSize")
    middle = a_middle(nation, Draw(seed, nation, "middle")) if around is None else around
    if asked is not None and not any(part > 0 for part in asked.values()):
        raise InvalidRecordError("asked: give at least one kind a part greater than 0")
    size = SIZES[size] if isinstance(size, str) else size
    making = Making(
        size=size,
        nation=nation,
        on=on,
        words=(seed, nation, middle),
        area=area_around(middle, size.households, Draw(seed, nation, middle, "area")),
    )
    fill(making, ASKED_FOR if asked is None else Shares("Asked for", tuple(asked.items())))
    collections: dict[str, Any] = {name: tuple(records) for name, records in making.records.items()}
    return Scheme(
        name=f"Invented scheme around {middle}",
        nation=nation,
        as_at=on,
        neighbourhoods=making.area.neighbourhoods,
        local_limit=MOST_AT_ONCE,
        **{**collections, "people": tuple(making.people.values())},
    )
