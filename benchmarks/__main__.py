"""The command: ``python -m benchmarks`` prints the table; ``python -m benchmarks --help`` says what else."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import checking, public, table
from benchmarks.catalogue import FAMILIES, SMALLEST, STANDARD
from benchmarks.measuring import run_here, to_json
from benchmarks.peers import OURS, PEERS


def main(words: Sequence[str] | None = None) -> None:
    """Do what the command line asks."""
    asked = _parser().parse_args(words)
    asked.does(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.set_defaults(does=_table, names=[], seconds=60.0, times=1, peers=None, smallest=False)
    doors = parser.add_subparsers()
    door = doors.add_parser("table", help="instances by the library and by peers, as ratios")
    door.add_argument("names", nargs="*", help="which; without any, the standard ones")
    door.add_argument("--times", type=int, default=1, help="runs of ours; the median counts")
    door.add_argument("--smallest", action="store_true", help="the smallest ones: does it work?")
    _limits(door, 60.0)
    door.set_defaults(does=_table)
    door = doors.add_parser("list", help="every instance by its name")
    door.set_defaults(does=_list)
    for name, about in (("gap", "generalised assignment"), ("pas", "patient admission scheduling")):
        door = doors.add_parser(name, help=f"every file of {about} in a folder")
        door.add_argument("folder", type=Path)
        door.add_argument("--only", default="*", help="a pattern that names of files must match")
        _limits(door, 60.0)
        door.set_defaults(does=_public, kind=name)
    door = doors.add_parser("checking", help="audits and forecasts of invented schemes")
    door.add_argument("--smallest", action="store_true", help="a week of the smallest: does it work?")
    door.set_defaults(does=_checking)
    door = doors.add_parser("one", help="one instance by one solver, in this process, as JSON")
    door.add_argument("name")
    door.add_argument("who", choices=[OURS, *PEERS])
    door.add_argument("--seconds", type=float, default=60.0)
    door.set_defaults(does=_one)
    return parser


def _limits(door: argparse.ArgumentParser, seconds: float) -> None:
    door.add_argument("--seconds", type=float, default=seconds, help="what each may take for one instance")
    door.add_argument("--peers", nargs="*", choices=list(PEERS), help="which peers")


def _table(asked: argparse.Namespace) -> None:
    print(f"{table.machine()}\n{table.HEADING}")
    for name in SMALLEST if asked.smallest else asked.names or STANDARD:
        for line in table.compared(name, seconds=asked.seconds, times=asked.times, peers=asked.peers):
            print(line, flush=True)


def _list(asked: argparse.Namespace) -> None:
    del asked
    for of, family in FAMILIES.items():
        print(f"{of}: {family.about}")
        print("\n".join(f"  {name}" for name in family.names(of)))


def _public(asked: argparse.Namespace) -> None:
    print(table.machine())
    for line in public.table(
        asked.kind, asked.folder, asked.only, seconds=asked.seconds, peers=asked.peers or ()
    ):
        print(line, flush=True)


def _checking(asked: argparse.Namespace) -> None:
    print(table.machine())
    for line in checking.lines(smallest=asked.smallest):
        print(line, flush=True)


def _one(asked: argparse.Namespace) -> None:
    def made() -> None:
        print("made", flush=True)

    print(to_json(run_here(asked.name, asked.who, asked.seconds, made)))


if __name__ == "__main__":
    main()
