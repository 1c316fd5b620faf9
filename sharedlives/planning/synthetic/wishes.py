"""Wishes, drawn from the tables: each thing is wished for once at most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sharedlives.domain.wish import About, Wish
from sharedlives.planning.synthetic.drawing import Draw
from sharedlives.planning.synthetic.tables import of_people
from sharedlives.planning.synthetic.tables.shares import Shares


def wishes_by(
    table: Mapping[About, Shares[of_people.Stated]],
    draw: Draw,
    *,
    stated_on: date,
    stated_by: str,
    own: Mapping[About, str | None] | None = None,
) -> tuple[Wish, ...]:
    """The wishes of one side; one for "their own" is left out where nothing of theirs is known."""
    found = []
    for about, shares in table.items():
        stated = draw.by(shares)
        if stated is None:
            continue
        strength, value = stated
        if value == of_people.OWN:
            value = (own or {}).get(about)
            if value is None:
                continue
        weight = draw.by(of_people.WISH_WEIGHTS)
        found.append(
            Wish(
                about=about,
                value=value,
                strength=strength,
                weight=weight,
                stated_by=stated_by,
                stated_on=stated_on,
            )
        )
    return tuple(found)
