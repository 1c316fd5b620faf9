"""What people type after a command: days, places to write to, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import RequestStatus

_BRITISH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_OUR_OWN: Final = b"sharedlives."
_START: Final = 4096


class WrongOptionError(Exception):
    """What was typed cannot be done; the message says what can."""


def a_day(_: Any, tokens: Sequence[Any]) -> date:
    """A day as people type it: 2026-11-16 or 16/11/2026."""
    said = tokens[0].value.strip()
    british = _BRITISH.fullmatch(said)
    try:
        if british is not None:
            day, month, year = map(int, british.groups())
            return date(year, month, day)
        return date.fromisoformat(said)
    except ValueError:
        raise ValueError(f"{said} is no day: write it like 2026-11-16") from None


def output_path(path: Path, endings: Sequence[str], *, inputs: Iterable[Path | None] = ()) -> Path:
    """A place to write to, refused where that would harm a file that is there.

    A file of somebody's own is never written over, what one of our commands wrote before is.

    Raises
    ------
    WrongOptionError
        Where the ending is another, the folder is missing, or a file there is not ours.
    """
    if path.suffix.lower() not in endings:
        raise WrongOptionError(f"“{path.name}” should end in {' or '.join(endings)}.")
    if not path.parent.is_dir():
        raise WrongOptionError(
            f"There is no folder to write “{path.name}” to. Check its name, or make it first."
        )
    same = [given for given in inputs if given is not None and given.exists() and path.exists()]
    if any(path.samefile(given) for given in same):
        raise WrongOptionError(f"“{path.name}” is what is read, and it is never changed. Give another name.")
    if path.exists() and not _is_ours(path):
        raise WrongOptionError(
            f"“{path.name}” is there already and was not written by sharedlives. Give another name."
        )
    return path


def _is_ours(path: Path) -> bool:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return _OUR_OWN in archive.read("docProps/core.xml")
        with path.open("rb") as file:
            return b'"format": "' + _OUR_OWN in file.read(_START)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def requests_in(scheme: Scheme, neighbourhood: str) -> tuple[tuple[str, ...], int]:
    """The ids of the open requests of a neighbourhood, and how many do not say theirs.

    A request's own neighbourhood counts before that of the person; none is worked out from a postcode.

    Raises
    ------
    WrongOptionError
        Where nothing in the scheme names such a neighbourhood.
    """
    known = _neighbourhoods(scheme)
    named = known.get(_key(neighbourhood))
    if named is None:
        raise WrongOptionError(_no_such(neighbourhood, known.values()))
    said = {
        request.id: request.neighbourhood or scheme.person(request.person_id).neighbourhood
        for request in scheme.requests
        if request.status is RequestStatus.OPEN
    }
    found = tuple(identity for identity, where in said.items() if where and _key(where) == _key(named))
    return found, sum(where is None for where in said.values())


def _neighbourhoods(scheme: Scheme) -> dict[str, str]:
    records = (*scheme.households, *scheme.people, *scheme.requests)
    named = [*scheme.neighbourhoods, *(record.neighbourhood for record in records)]
    return {_key(name): name for name in named if name}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _no_such(neighbourhood: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if not names:
        return "This scheme names no neighbourhoods: leave out --neighbourhood."
    near = difflib.get_close_matches(neighbourhood, names, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"No neighbourhood is called “{neighbourhood}”.{meant} There are: {', '.join(names)}."
