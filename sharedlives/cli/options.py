"""What people type after a command: days, places to write to, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Nation, RequestStatus
from sharedlives.files.origins import why_not_written_over

_BRITISH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


Mapped = Annotated[Path | None, Parameter(name=["--map", "-m"])]
Json = Annotated[bool, Parameter(name="--json", negative=())]


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
        raise ValueError(f"“{said}” is no day. Write it like 2026-11-16 or 16/11/2026.") from None


Day = Annotated[date | None, Parameter(converter=a_day)]
"""The day to look at; today, if it is left out."""


def day_of(on: date | None) -> date:
    """The day asked about. Nothing else reads the clock."""
    return date.today() if on is None else on  # noqa: DTZ011 - the day where the coordinator is


def a_nation(_: Any, tokens: Sequence[Any]) -> Nation:
    """A nation as people type it: wales, Wales or northern-ireland."""
    said = tokens[0].value
    for nation in Nation:
        if " ".join(said.replace("-", " ").split()).casefold() == nation.value:
            return nation
    known = ", ".join(nation.value.replace(" ", "-") for nation in Nation)
    raise ValueError(f"“{said}” is no nation whose law is known. It can be: {known}.")


def seconds(_: Any, tokens: Sequence[Any]) -> float:
    """A time limit: seconds, more than none."""
    said = tokens[0].value.strip()
    try:
        number = float(said)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise ValueError(f"“{said}” is no time limit. Write it in seconds, more than 0, like 60.")
    return number


def output_path(path: Path, kinds: Mapping[str, str | None], *, inputs: Iterable[Path | None] = ()) -> Path:
    """A place to write to, refused where that would harm a file that is there.

    Only what the same command wrote before is written over, and a workbook only as long as nobody saved it
    since.

    Parameters
    ----------
    path
        Where.
    kinds
        By ending, what would be written there, such as ``{".json": "sharedlives.scheme"}``; None for what is
        never written over.
    inputs
        What is read, and never changed.

    Raises
    ------
    WrongOptionError
        Where the ending is another, the folder is missing, or a file there is not ours to write over.
    """
    ending = path.suffix.lower()
    if ending not in kinds:
        raise WrongOptionError(f"“{path.name}” should end in {' or '.join(kinds)}.")
    if not path.parent.is_dir():
        raise WrongOptionError(
            f"There is no folder to write “{path.name}” to. Check its name, or make it first."
        )
    if path.exists():
        _refuse_to_harm(path, kinds[ending], inputs)
    return path


def _refuse_to_harm(path: Path, kind: str | None, inputs: Iterable[Path | None]) -> None:
    same = (given is not None and given.exists() and path.samefile(given) for given in inputs)
    if any(same):
        raise WrongOptionError(f"“{path.name}” is what is read, and it is never changed. Give another name.")
    reason = why_not_written_over(path, kind)
    if reason is not None:
        raise WrongOptionError(reason)


def requests_in(scheme: Scheme, neighbourhood: str) -> tuple[tuple[str, ...], int]:
    """The ids of the open requests of a neighbourhood, and how many do not say theirs.

    A request's own neighbourhood counts before that of the person; none is worked out from a postcode.

    Raises
    ------
    WrongOptionError
        Where nothing in the scheme names such a neighbourhood.
    """
    known = _neighbourhoods(scheme)
    if _key(neighbourhood) not in known:
        raise WrongOptionError(_no_such(neighbourhood, known.values()))
    said = {
        request.id: request.neighbourhood or scheme.person(request.person_id).neighbourhood
        for request in scheme.requests
        if request.status is RequestStatus.OPEN
    }
    wanted = _key(neighbourhood)
    found = tuple(identity for identity, where in said.items() if where and _key(where) == wanted)
    return found, sum(where is None for where in said.values())


def _neighbourhoods(scheme: Scheme) -> dict[str, str]:
    named = [
        *scheme.neighbourhoods,
        *(household.neighbourhood for household in scheme.households),
        *(person.neighbourhood for person in scheme.people),
        *(request.neighbourhood for request in scheme.requests),
    ]
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
