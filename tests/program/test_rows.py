"""How rows make a problem fall apart into components."""

from __future__ import annotations

from sharedlives.program.rows import Row, components


def a_row(*places: int) -> Row:
    return Row(weights=tuple((place, 1) for place in places), most=1, why="a row")


def test_options_that_no_row_ties_together_fall_apart():
    # 0 and 3 meet in a row, 3 and 1 in another; 2 and 4 stand alone.
    tied = components(5, (a_row(0, 3), a_row(1, 3)))

    assert [component.options for component in tied] == [(0, 1, 3), (2,), (4,)]
    assert [len(component.rows) for component in tied] == [2, 0, 0]


def test_the_rows_of_a_component_count_places_within_it():
    tied = components(5, (a_row(0, 3), a_row(2, 4)))

    assert [row.weights for component in tied for row in component.rows] == [
        ((0, 1), (1, 1)),
        ((0, 1), (1, 1)),
    ]
