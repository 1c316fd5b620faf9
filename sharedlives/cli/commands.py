"""The commands themselves: what they are called, what may be typed after them, and what they do in turn.

What stands below a command in quotation marks is its help text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from sharedlives.cli.checking import add_checking
from sharedlives.cli.options import Day, Json, Mapped, a_nation, day_of, output_path, seconds
from sharedlives.cli.page import aside
from sharedlives.cli.steps import (
    RESULTS,
    SCHEMES,
    TEMPLATES,
    import_register,
    propose,
    read,
    write_empty,
)
from sharedlives.cli.telling import tell_briefly
from sharedlives.domain.words import Nation
from sharedlives.version import __version__

_HELP = """Who might live well with whom in a Shared Lives scheme: explained proposals from its own register.

It proposes; people decide. Nothing leaves this computer, and your own files are never changed.
"""

Output = Annotated[Path | None, Parameter(name=["--output", "-o"])]
Yes = Annotated[bool, Parameter(negative=())]


def application() -> App:
    """The command line with all its commands."""
    app = App(name="sharedlives", help=_HELP, version=__version__, suppress_keyboard_interrupt=False)
    app.command(template)
    app.command(import_, name="import")
    app.command(match)
    app.command(demo)
    add_checking(app)
    return app


def template(
    new: Path, /, *, nation: Annotated[Nation, Parameter(converter=a_nation)], json: Json = False
) -> int:
    """Write an empty workbook to fill in, for a scheme that starts a new register.

    Parameters
    ----------
    new
        The workbook to write, such as register.xlsx.
    nation
        The nation whose law binds the scheme.
    json
        Print what was written as one JSON document.
    """
    output_path(new, TEMPLATES)
    return write_empty(new, nation, json=json)


def import_(
    register: Path,
    /,
    *,
    mapping: Mapped = None,
    output: Output = None,
    accept_partial: Yes = False,
    json: Json = False,
) -> int:
    """Read a register, say everything that is wrong in it, and keep it as a scheme.

    Parameters
    ----------
    register
        The register: a workbook, a CSV file or a folder of CSV files in your own layout; or a scheme that was
        kept before.
    mapping
        The mapping file that says how your register is laid out. Not needed for our own formats.
    output
        Where to keep it: scheme.json or scheme.xlsx. Without it, the register is only looked over.
    accept_partial
        Keep what could be read, even where something had to be left out.
    json
        Print the numbers of records and every problem as one JSON document. What cells say is not in it.
    """
    if output is not None:
        output_path(output, SCHEMES, inputs=(register, mapping))
    return import_register(register, mapping, output, accept_partial=accept_partial, json=json)


def match(
    scheme: Path,
    /,
    *,
    mapping: Mapped = None,
    on: Day = None,
    neighbourhood: str | None = None,
    output: Output = None,
    json: Json = False,
    time_limit: Annotated[float | None, Parameter(converter=seconds)] = None,
) -> int:
    """Propose who might be introduced to whom, and say why.

    Parameters
    ----------
    scheme
        A scheme that was kept (scheme.json), our own workbook, or your register together with its mapping.
    mapping
        The mapping file that says how your register is laid out. Not needed for our own formats.
    on
        The day to look at, such as 2026-11-16. Today, if it is left out.
    neighbourhood
        Look only at the requests of this neighbourhood.
    output
        Where to write it all: proposals.xlsx or proposals.json.
    json
        Print the result as one JSON document, with ids and without names.
    time_limit
        Stop looking for something better after so many seconds. The result then says how far it got.
    """
    if output is not None:
        output_path(output, RESULTS, inputs=(scheme, mapping))
    reading = read(scheme, mapping, json=json)
    tell_briefly(aside(), reading)
    return propose(
        reading,
        day_of(on),
        neighbourhood=neighbourhood,
        output=output,
        json=json,
        time_limit=time_limit,
        all_of_it="All of it, with room to write down what people decide: add --output proposals.xlsx",
    )


def demo(*, output: Output = None, json: Json = False) -> int:
    """Show proposals for an invented English scheme that comes with the program.

    Parameters
    ----------
    output
        Where to write it all: proposals.xlsx or proposals.json.
    json
        Print the result as one JSON document.
    """
    from sharedlives.files.demo import DEMO_DAY, read_demo

    if output is not None:
        output_path(output, RESULTS)
    return propose(
        read_demo(),
        DEMO_DAY,
        output=output,
        json=json,
        all_of_it="Everybody here is invented. As a workbook: sharedlives demo --output proposals.xlsx\n"
        "For your own register: sharedlives match register.xlsx --map register.map.toml",
    )
