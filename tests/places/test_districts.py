"""Postcode districts: where each lies, how many postcodes it has, and each of them by its number."""

import pytest

from sharedlives.domain.place import Grid
from sharedlives.places import area_of, districts, is_known_postcode, locate, straight_line_miles


def test_the_districts_of_an_area_are_in_the_order_of_the_list():
    assert [district.outward for district in districts("HX")] == [f"HX{number}" for number in range(1, 8)]


def test_areas_of_one_letter_are_not_mixed_up_with_those_of_two():
    assert {area_of(district.outward) for district in districts("E")} == {"E"}
    assert "E1W" in {district.outward for district in districts("E")}


@pytest.mark.parametrize("area", ["QQ", "", "NPT", "H"])
def test_an_area_that_is_none_has_no_districts(area):
    assert districts(area) == ()


def test_the_middle_of_a_district_is_among_its_postcodes():
    for district in districts("HX"):
        miles = [
            straight_line_miles(district.middle, locate(district.postcode(number)))
            for number in range(0, district.rows, 50)
        ]
        assert min(miles) < 3
        assert max(miles) < 10


def test_every_number_is_a_postcode_of_the_district_with_a_place():
    """BT1 has more rows than postcodes with a place: each of the others stands for the next that has one."""
    [belfast] = [district for district in districts("BT") if district.outward == "BT1"]
    assert belfast.rows > belfast.postcodes
    postcodes = [belfast.postcode(number) for number in range(belfast.rows)]
    assert len(set(postcodes)) == belfast.postcodes
    assert all(postcode.startswith("BT1 ") for postcode in postcodes)
    assert all(map(is_known_postcode, postcodes))
    assert {locate(postcode).grid for postcode in postcodes} == {Grid.IRISH} == {belfast.middle.grid}


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_beyond_the_rows_is_refused(number):
    [halifax, *_] = districts("HX")
    with pytest.raises(IndexError, match=f"HX1 has {halifax.rows} rows, numbered from 0"):
        halifax.postcode(number)


def test_a_district_without_any_place_is_left_out():
    """The Isle of Man is in the list without grid references."""
    assert districts("IM") == ()
