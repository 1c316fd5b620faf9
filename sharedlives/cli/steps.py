"""What the commands do in turn: read, look for proposals, write, show, and say how it went."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sharedlives.cli.exit_codes import DONE, LEFT_OUT
from sharedlives.cli.options import requests_in
from sharedlives.cli.page import Page, aside, screen
from sharedlives.cli.telling import (
    tell_problems,
    tell_what_was_read,
    waiting,
    write_out,
)
from sharedlives.domain.scheme import Scheme
from sharedlives.domain.words import Nation
from sharedlives.errors import CellProblem, DocumentRefusedError, FileRefusedError, Severity
from sharedlives.files.origins import MATCH, PROPOSALS, SCHEME, WORKBOOK
from sharedlives.files.reading import Reading
from sharedlives.matching.results import MatchResult

TEMPLATES: Final = MappingProxyType({".xlsx": None})
SCHEMES: Final = MappingProxyType({".json": SCHEME, ".xlsx": WORKBOOK})
RESULTS: Final = MappingProxyType({".xlsx": PROPOSALS, ".json": MATCH})
"""What each command writes, by the ending of the file."""


def page_for(*, json: bool) -> Page:
    """Where a command speaks: beside the document where it prints one."""
    return aside() if json else screen()


def write_empty(new: Path, nation: Nation, *, json: bool) -> int:
    """Write an empty workbook of ours."""
    from sharedlives.files.columns import FORMAT
    from sharedlives.files.json_documents import document
    from sharedlives.files.workbook_writer import write_template

    write_template(new, nation)
    page_for(json=json).put(f"Written: {new}. Fill it in and save it, then run: sharedlives match {new}")
    if json:
        content = {"written": str(new), "holds": FORMAT, "nation": nation.value}
        write_out(document("sharedlives.written", 1, content))
    return DONE


# Reading


def read(path: Path, mapping: Path | None, *, json: bool = False) -> Reading:
    """A scheme from whatever file it is in.

    Raises
    ------
    FileRefusedError
        Where the file as a whole is not read; with `json` that is a problem of the reading instead.
    """
    from sharedlives.files.opening import open_scheme

    try:
        with waiting("Reading the register"):
            return open_scheme(path, mapping)
    except FileRefusedError as refused:
        if not json:
            raise
        return Reading(scheme=None, problems=_as_problems(refused))


def _as_problems(refused: FileRefusedError) -> tuple[CellProblem, ...]:
    reasons = (
        [(problem.place, problem.message) for problem in refused.problems]
        if isinstance(refused, DocumentRefusedError)
        else [(None, str(refused))]
    )
    return tuple(
        CellProblem(
            code="SL-FILE-REFUSED", severity=Severity.STOPS, heading=where, expected=message, suggestion=""
        )
        for where, message in reasons
    )


def import_register(
    register: Path, mapping: Path | None, output: Path | None, *, accept_partial: bool, json: bool
) -> int:
    """Read a register, say everything that is wrong, and keep it as a scheme."""
    reading = read(register, mapping, json=json)
    page = page_for(json=json)
    if not json:
        tell_problems(page, reading.problems)
        tell_what_was_read(page, reading)
    may_keep = reading.is_complete or accept_partial
    written = output if reading.scheme is not None and may_keep else None
    if reading.scheme is not None and written is not None:
        tell_problems(page, _keep(reading.scheme, written))
    _say_whether_kept(page, reading, output, written)
    if json:
        print_reading(reading, written)
    return _code(reading)


def print_reading(reading: Reading, written: Path | None = None) -> None:
    """Print what was read, and where it was kept, as one JSON document."""
    from sharedlives.files.reading_documents import reading_to_json

    write_out(reading_to_json(reading, written=None if written is None else str(written)))


def _keep(scheme: Scheme, output: Path) -> tuple[CellProblem, ...]:
    if output.suffix.lower() == ".json":
        from sharedlives.files.json_documents import write_scheme_json

        write_scheme_json(scheme, output)
        return ()
    from sharedlives.files.workbook_writer import write_workbook

    return write_workbook(scheme, output)


def _say_whether_kept(page: Page, reading: Reading, output: Path | None, written: Path | None) -> None:
    number = len(reading.of(Severity.LEFT_OUT))
    left_out = "1 thing that was left out" if number == 1 else f"{number} things that were left out"
    if reading.scheme is None:
        page.put(("Nothing could be read, so nothing was written.", "bold"))
    elif written is not None:
        without = f", without the {left_out}" if number else ""
        page.put((f"Written: {written}{without}.", "bold"))
    elif output is not None:
        page.put((f"Nothing was written, because of the {left_out}.", "bold"))
        page.put("Put that right in the register, or keep what could be read: add --accept-partial.")
    else:
        page.put(("Nothing was written. To keep what was read, add: --output scheme.json", "bold"))


def _code(reading: Reading) -> int:
    return DONE if reading.is_complete else LEFT_OUT


# Proposals


def propose(
    reading: Reading,
    on: date,
    *,
    neighbourhood: str | None = None,
    output: Path | None = None,
    json: bool = False,
    time_limit: float | None = None,
    all_of_it: str,
) -> int:
    """Look for proposals, and write, print or show them.

    Parameters
    ----------
    reading
        The register as it was read.
    on
        The day asked about.
    neighbourhood
        Whose requests are looked at; None for all.
    output
        Where all of it is written; None for nowhere.
    json
        Whether the document is printed.
    time_limit
        Seconds; None for as long as a proof takes.
    all_of_it
        What is said below the screen of how to get the rest.
    """
    scheme = reading.scheme
    if scheme is None:
        if json:
            print_reading(reading)
        return LEFT_OUT
    notes, requests = _only_of(scheme, neighbourhood)
    result = _find(scheme, on, requests, time_limit)
    if output is not None:
        _write(scheme, result, output, reading)
    if json:
        from sharedlives.files.result_documents import result_to_json

        write_out(result_to_json(result))
    else:
        _show(scheme, result, notes, None if output is not None else all_of_it)
    if output is not None:
        page_for(json=json).put((f"Written: {output}. All of it is there.", "bold"))
    return _code(reading)


def _only_of(scheme: Scheme, neighbourhood: str | None) -> tuple[list[str], tuple[str, ...] | None]:
    """What to say of the neighbourhood asked for, and the ids of its requests; None for all."""
    if neighbourhood is None:
        return [], None
    requests, unsaid = requests_in(scheme, neighbourhood)
    notes = [f"Only the requests of the neighbourhood {neighbourhood}, with all households."]
    if unsaid:
        some = (
            "1 open request does not say its" if unsaid == 1 else f"{unsaid} open requests do not say their"
        )
        notes.append(f"{some} neighbourhood, and none of them is here.")
    return notes, requests


def _find(
    scheme: Scheme, on: date, requests: tuple[str, ...] | None, time_limit: float | None
) -> MatchResult:
    from sharedlives.matching.match import match

    with waiting("Looking at who might live with whom") as progress:
        return match(scheme, on, requests=requests, time_limit=time_limit, progress=progress)


def _write(scheme: Scheme, result: MatchResult, output: Path, reading: Reading) -> None:
    if output.suffix.lower() == ".json":
        from sharedlives.files.result_documents import result_to_json
        from sharedlives.files.workbook_saving import write_privately

        write_privately(output, result_to_json(result).encode())
    else:
        from sharedlives.files.proposals_workbook import write_proposals

        write_proposals(scheme, result, output, problems=reading.problems)


def _show(scheme: Scheme, result: MatchResult, notes: list[str], all_of_it: str | None) -> None:
    from sharedlives.cli.showing import show_result, show_summary

    page = screen()
    if all_of_it is None:
        show_summary(page, scheme, result, notes)
    else:
        show_result(page, scheme, result, notes)
    page.blank()
    if all_of_it is not None:
        page.put(all_of_it)
