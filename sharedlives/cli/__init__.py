"""The command line: thin, for a coordinator or an engineer trying things out.

Exit codes: 0 done, 1 something was left out or stops (notices alone: 0), 2 a wrong option. Nobody ever sees a
traceback, for it may quote what a register says of somebody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final, TextIO

from sharedlives.cli.exit_codes import DONE, INTERRUPTED, LEFT_OUT, WRONG_OPTION
from sharedlives.errors import OwnBugError, SharedLivesError

_FAULT: Final = (
    "This is a fault of sharedlives, not of your register, and your own files were not changed. Please "
    "report it with the line below, which holds nothing about anybody."
)

_HELP: Final = "\nWhat can be typed: sharedlives --help"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say how it went.

    Parameters
    ----------
    arguments
        What stands after the name of the command; None for what the process was started with.

    Returns
    -------
    int
        The exit code: 0 done, 1 something was left out or stops, 2 a wrong option.
    """
    for stream in (sys.stdout, sys.stderr):
        _never_stumble_over_letters(stream)
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read us has seen enough
        _forget_what_is_left()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OwnBugError as bug:
        return _say(f"{_FAULT}\n{bug}", LEFT_OUT)
    except SharedLivesError as refused:
        return _say(str(refused), LEFT_OUT)
    except Exception as unexpected:  # noqa: BLE001 - nobody is shown a traceback, whatever happened
        return _say(f"{_FAULT}\n{_where(unexpected)}", LEFT_OUT)
    return code


def _run(arguments: Sequence[str]) -> int:
    from cyclopts import CycloptsError, UnusedCliTokensError

    from sharedlives.cli.commands import application
    from sharedlives.cli.options import WrongOptionError

    try:
        code = application()(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except UnusedCliTokensError as wrong:
        return _say(
            f"This is more than the command takes: {' '.join(wrong.unused_tokens or ())}{_HELP}", WRONG_OPTION
        )
    except CycloptsError as wrong:
        return _say(f"{wrong}{_HELP}", WRONG_OPTION)
    except WrongOptionError as wrong:
        return _say(str(wrong), WRONG_OPTION)
    return code if isinstance(code, int) else DONE


def _say(message: str, code: int) -> int:
    from sharedlives.cli.page import printable

    print(printable(message), file=sys.stderr)  # noqa: T201 - the command line speaks to people
    return code


def _where(trouble: BaseException) -> str:
    """The kind of a trouble and the line of our code it came from; never what it says."""
    trace = trouble.__traceback__
    place = "an unknown line"
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        if name.startswith("sharedlives"):
            place = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(trouble).__name__} at {place}"


def _never_stumble_over_letters(stream: TextIO) -> None:
    """A terminal that knows few letters shows a question mark for the others."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _forget_what_is_left() -> None:
    """Keep Python from complaining, as it ends, that it cannot write the rest."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a stream without a file beneath it has nothing left to write
        return
