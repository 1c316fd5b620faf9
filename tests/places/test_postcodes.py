import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedlives.places import is_outward_code, normalise_postcode


@pytest.mark.parametrize(
    "typed",
    [
        "HX3 5YD",
        "hx35yd",
        " HX3  5YD ",
        "hX3\u00a05yD",
        "HX\t35YD\n",
        "HX3\u200b5YD",
        "\ufeffHX3 5YD",
        "HX 3 5YD",
        "HX3 5YD.",
        "HX3 5YD,",
    ],
)
def test_a_postcode_typed_any_way_is_written_as_the_royal_mail_writes_it(typed):
    assert normalise_postcode(typed) == "HX3 5YD"


@pytest.mark.parametrize(
    "postcode",
    ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "BT1 5GS", "GIR 0AA", "NPT 0AD"],
)
def test_every_shape_of_postcode_is_read_with_and_without_its_space(postcode):
    assert normalise_postcode(postcode) == postcode
    assert normalise_postcode(postcode.replace(" ", "").lower()) == postcode


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "n/k",
        "HX3",
        "HX3 5",
        "HX3 5Y",
        "HX3 5YDD",
        "HX3 5YD HX3 5YE",
        "HX3 5YD (Mum's)",
        "HX3 5Y0",
        "HX3 SYD",
        "HX3 5YO",  # no postcode ends in O: it may be a zero, and we do not guess
        "HX3 OAA",
        "HX 35-YD",
        "3HX 5YD",
        "ABC1 1AA",
        "٣HX3 5YD",
        "HX٣ 5YD",
        "ſ1 1AA",  # the capital of a long s is S: a guess
        "12345",
    ],
)
def test_a_text_that_is_not_a_full_postcode_is_not_turned_into_one(typed):
    assert normalise_postcode(typed) is None


@pytest.mark.parametrize("typed", ["HX3", " hx3 ", "m1", "EC1A", "dn55", "W1A"])
def test_the_first_half_of_a_postcode_is_told_apart(typed):
    assert is_outward_code(typed)
    assert normalise_postcode(typed) is None


@pytest.mark.parametrize("typed", ["", "HX3 5YD", "HX3 5", "HX", "n/k", "Halifax", "3", "HX333"])
def test_anything_else_is_no_outward_code(typed):
    assert not is_outward_code(typed)


@given(st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2}", fullmatch=True))
def test_writing_a_postcode_twice_changes_nothing_and_keeps_every_character(squeezed):
    written = normalise_postcode(squeezed)
    assert written is not None
    assert written.replace(" ", "") == squeezed
    assert normalise_postcode(written) == written


@given(st.text(max_size=12))
def test_no_text_is_too_odd_to_be_answered(text):
    written = normalise_postcode(text)
    assert written is None or normalise_postcode(written) == written
    assert not (written and is_outward_code(text))
