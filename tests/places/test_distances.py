import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.places import (
    Travel,
    kilometres_from_miles,
    miles_from_kilometres,
    miles_from_metres,
    say_miles,
    straight_line,
    straight_line_miles,
)

metres = st.integers(min_value=0, max_value=1_300_000)


def on(grid, easting, northing):
    return GridReference(grid=grid, easting=easting, northing=northing)


points = st.builds(on, st.sampled_from(Grid), metres, metres)


def test_miles_are_straight_lines_on_one_grid():
    # 3,000 m east and 4,000 m north are 5,000 m: 5,000 / 1,609.344 = 3.10686 miles.
    miles = straight_line_miles(on(Grid.BRITISH, 400_000, 400_000), on(Grid.BRITISH, 403_000, 404_000))
    assert miles == pytest.approx(3.10686, abs=1e-5)


def test_the_irish_grid_measures_within_itself():
    assert straight_line_miles(on(Grid.IRISH, 300_000, 300_000), on(Grid.IRISH, 300_000, 300_000)) == 0


def test_grids_are_never_mixed():
    assert straight_line_miles(on(Grid.BRITISH, 333_832, 374_014), on(Grid.IRISH, 333_832, 374_014)) is None


@given(points, points)
def test_it_is_as_far_there_as_back_and_nought_only_to_the_same_point(one, other):
    there = straight_line_miles(one, other)
    assert there == straight_line_miles(other, one)
    assert (there == 0) == (one == other)


@given(points, points, points)
def test_a_way_round_is_never_shorter(one, other, third):
    legs = (straight_line_miles(one, third), straight_line_miles(third, other))
    direct = straight_line_miles(one, other)
    if direct is not None and None not in legs:
        assert direct <= sum(legs) + 1e-6


def test_places_are_located_by_postcode_before_they_are_measured():
    # LS1 1AZ to LS2 9JT: about 1.48 km, so 0.92 of a mile.
    miles = straight_line(Place(postcode="LS1 1AZ"), Place(postcode="LS2 9JT"))
    assert miles == pytest.approx(1.48 / 1.609344, abs=0.01)


def test_a_given_grid_reference_is_measured_from():
    here = Place(grid_reference=on(Grid.BRITISH, 400_000, 400_000))
    there = Place(postcode="HX3 5YD", grid_reference=on(Grid.BRITISH, 401_000, 400_000))
    assert straight_line(here, there) == miles_from_metres(1000)


@pytest.mark.parametrize("elsewhere", [Place(), Place(postcode="HX9 9ZZ"), Place(postcode="BT1 5GS")])
def test_how_far_is_not_known_where_a_place_is_not_or_lies_on_the_other_grid(elsewhere):
    home = Place(postcode="HX3 5YD")
    assert straight_line(home, elsewhere) is None
    assert straight_line(elsewhere, home) is None


def test_a_host_may_bring_its_own_travel_function():
    def by_bus(one: Place, other: Place) -> float | None:
        return None if one == other else 12.0

    travel: Travel = by_bus
    assert travel(Place(), Place(postcode="HX3 5YD")) == 12.0


def test_a_mile_is_1609_metres_and_a_bit():
    assert miles_from_metres(1609.344) == 1
    assert miles_from_kilometres(1.609344) == pytest.approx(1)
    assert kilometres_from_miles(5) == pytest.approx(8.04672)


@given(st.floats(min_value=0, max_value=1000))
def test_miles_to_kilometres_and_back_is_the_same(miles):
    assert math.isclose(miles_from_kilometres(kilometres_from_miles(miles)), miles, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("miles", "said"),
    [
        (None, "how far is not known"),
        (0, "less than a mile (straight line)"),
        (0.99, "less than a mile (straight line)"),
        (1, "about 1 mile (straight line)"),
        (1.49, "about 1 mile (straight line)"),
        (1.5, "about 2 miles (straight line)"),
        (2.5, "about 3 miles (straight line)"),
        (5.2, "about 5 miles (straight line)"),
        (120.4, "about 120 miles (straight line)"),
    ],
)
def test_a_distance_is_said_as_people_say_it_and_says_that_it_is_a_straight_line(miles, said):
    assert say_miles(miles) == said


def test_miles_by_road_do_not_say_that_they_are_a_straight_line():
    assert say_miles(5.2, straight_line=False) == "about 5 miles"
    assert say_miles(0.2, straight_line=False) == "less than a mile"
