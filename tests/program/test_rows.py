"""Which rows are said, and how they make a problem fall apart into components."""

from __future__ import annotations

from sharedlives.program.rows import Row, components, undominated


def a_row(*places: int) -> Row:
    return Row(weights=tuple((place, 1) for place in places), most=1, why="a row")


def test_options_that_no_row_ties_together_fall_apart():
    # 0 and 3 meet in a row, 3 and 1 in another; no row holds 2 or 4.
    tied = components(5, (a_row(0, 3), a_row(1, 3)))

    assert [component.options for component in tied] == [(2, 4), (0, 1, 3)]
    assert [len(component.rows) for component in tied] == [0, 2]


def test_the_rows_of_a_component_count_places_within_it():
    tied = components(5, (a_row(0, 3), a_row(2, 4)))

    assert [row.weights for component in tied for row in component.rows] == [
        ((0, 1), (1, 1)),
        ((0, 1), (1, 1)),
    ]


def test_what_a_wider_or_tighter_row_says_is_not_said_again():
    narrow, wide, loose = a_row(0, 1), a_row(0, 1, 2), Row(weights=((0, 1), (3, 1)), most=2, why="loose")

    assert undominated([narrow, wide, loose]) == [wide, loose]


def test_a_row_in_which_something_counts_less_than_nothing_says_nothing_for_others():
    # With 2 taken, 5 makes room for both 0 and 1 under the first row; the second still holds.
    opened = Row(weights=((0, 1), (1, 1), (2, -5)), most=0, why="once it is open")

    assert undominated([opened, a_row(0, 1)]) == [opened, a_row(0, 1)]
