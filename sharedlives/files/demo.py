"""The register that a first look is taken at, and the day it speaks of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from sharedlives.errors import FileRefusedError
from sharedlives.files.reading import Reading

DEMO_DAY: Final = date(2026, 11, 16)
"""The day on which the shipped register is looked at."""

_FOLDERS: Final = (
    Path(__file__).parent / "registers",  # in an installed package
    Path(__file__).parent.parent.parent / "examples" / "registers",  # in a checkout
)
_NAME: Final = "calderbrook"


def demo_register() -> tuple[Path, Path]:
    """The register of an invented English scheme, and the mapping that says how it is laid out.

    Raises
    ------
    FileRefusedError
        Where the package was installed without them.
    """
    for folder in _FOLDERS:
        register, mapping = folder / f"{_NAME}.xlsx", folder / f"{_NAME}.map.toml"
        if register.is_file() and mapping.is_file():
            return register, mapping
    raise FileRefusedError("The register of the demo is not there: install sharedlives again.")


def read_demo() -> Reading:
    """The scheme of the demo, read through its mapping."""
    from sharedlives.files.opening import open_scheme

    return open_scheme(*demo_register())
