"""The plan of the house, held to: which room may lean on which, and what may stand where.

The plan itself is told in docs/explanation/architecture.md.
"""

import ast
import graphlib
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions

import pytest
from house import CHECKOUT, Module, functions_of, imports_of, modules

LAYERS = (
    {"errors", "dates", "version"},
    {"program"},
    {"domain"},
    {"places"},
    {"law"},
    {"compliance"},
    {"matching"},
    {"planning", "answers", "breaks"},
    {"files"},
    {"cli", "testing"},
    {"__init__", "__main__"},
)
"""From the ground up: a room leans only on rooms below its own."""

BEYOND_THE_DOMAIN = {"errors", "dates", "version"}
MATHEMATICS = {"program", "matching", "breaks", "answers", "planning"}


MAY_IMPORT: dict[str, Callable[[Module], bool]] = {
    "attrs": lambda module: module.room not in BEYOND_THE_DOMAIN,
    "attr": lambda _: False,
    "cattrs": lambda module: module.room == "files",
    "openpyxl": lambda module: module.name.startswith("files.workbook"),
    "numpy": lambda module: module.room in MATHEMATICS,
    "ortools": lambda module: module.room == "program",
    "hypothesis": lambda module: module.room == "testing",
    "cyclopts": lambda module: module.room in {"cli", "__main__"},
    "rich": lambda module: module.room in {"cli", "__main__"},
    "pandas": lambda _: False,
    "scipy": lambda _: False,
    "requests": lambda _: False,
    "urllib.request": lambda _: False,
    "socket": lambda _: False,
    "http": lambda _: False,
}
"""Who may import what; what is not named here only has to be declared. Nothing here opens a network."""

HEAVY = ("openpyxl", "ortools", "numpy", "pandas")
"""Imported inside the functions that need them, so that starting stays quick."""

MOST_LINES_OF_A_MODULE = 500
MOST_LINES_OF_A_FUNCTION = 60

CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "ctime", "time_ns"}

NEVER_COMPUTED = re.compile(
    r"depriv|capacit|best_interest|eligib|budget(?!_note)|(?<![a-z])bands?(?![a-z])|safeguarding|threshold"
    r"|risk(?!_assessed_on|_review_on)|breakdown|reliab|dependab|vulnerab|likelihood|probabilit|predict"
    r"|propensity|infer|guess|refusals"
)
"""What the library never works out about anybody; names that only record what somebody decided are let by."""


def is_of(target: str, package: str) -> bool:
    return target == package or target.startswith(f"{package}.")


def layer_of(room: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if room in layer)


def said(module: Module, line: int, what: str) -> str:
    return f"sharedlives/{module.name.replace('.', '/')}:{line} {what}"


def room_named(target: str) -> str:
    parts = target.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def test_every_module_stands_in_a_room_of_the_plan():
    known = set().union(*LAYERS)
    assert [module.name for module in modules() if module.room not in known] == []


def test_rooms_lean_only_on_rooms_below_them():
    upward = [
        said(module, found.line, f"imports {found.target}")
        for module in modules()
        for found in imports_of(module.tree)
        if is_of(found.target, "sharedlives")
        and room_named(found.target) != module.room
        and layer_of(room_named(found.target)) > layer_of(module.room)
    ]
    assert upward == []


def test_the_command_line_and_the_strategies_do_not_know_each_other():
    rooms = {"cli", "testing"}
    across = [
        said(module, found.line, f"imports {found.target}")
        for module in modules()
        for found in imports_of(module.tree)
        if module.room in rooms and is_of(found.target, f"sharedlives.{(rooms - {module.room}).pop()}")
    ]
    assert across == []


def test_no_imports_run_in_a_circle():
    leans_on: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        own = "sharedlives" if module.name == "__init__" else f"sharedlives.{module.name}"
        leans_on[own] |= {
            found.target for found in imports_of(module.tree) if is_of(found.target, "sharedlives")
        }
    tuple(graphlib.TopologicalSorter(leans_on).static_order())  # raises CycleError, naming the circle


def test_packages_stay_in_the_rooms_that_are_theirs():
    strays = [
        said(module, found.line, f"imports {found.target}")
        for module in modules()
        for found in imports_of(module.tree)
        for package, may_import in MAY_IMPORT.items()
        if is_of(found.target, package) and not may_import(module)
    ]
    assert strays == []


def test_heavy_packages_are_imported_where_they_are_used():
    eager = [
        said(module, found.line, f"imports {found.target} when it is imported itself")
        for module in modules()
        for found in imports_of(module.tree)
        if found.at_import and any(is_of(found.target, package) for package in HEAVY)
    ]
    assert eager == []


def test_every_package_that_is_imported_is_declared():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["testing"]]
    declared = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-") for line in lines}
    owners = packages_distributions()
    undeclared = {
        f"{found.target} (of {', '.join(owners.get(top, ['nobody']))})"
        for module in modules()
        for found in imports_of(module.tree)
        for top in [found.target.split(".")[0]]
        if top not in sys.stdlib_module_names
        and top != "sharedlives"
        and not declared & {owner.lower().replace("_", "-") for owner in owners.get(top, [])}
    }
    assert undeclared == set()


def test_only_the_command_line_reads_the_clock():
    readings = [
        said(module, line, name)
        for module in modules()
        if module.room != "cli"
        for line, name in clock_readings(module.tree)
    ]
    assert readings == []


def clock_readings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where the time of day or the day is asked; a stop watch (`perf_counter`, `monotonic`) is none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (
            node.attr in CLOCKS or ast.unparse(node) in ("time.time", "time.strftime")
        ):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in {"time", *CLOCKS})


def test_a_module_fits_on_ten_screens():
    lengths = {module.name: len(module.path.read_text(encoding="utf-8").splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_MODULE} == {}


def test_a_function_fits_on_one_screen():
    too_long = [
        said(module, function.lineno, f"{function.name} has {length} lines")
        for module in modules()
        for function in functions_of(module.tree)
        if (length := length_of(function)) > MOST_LINES_OF_A_FUNCTION
    ]
    assert too_long == []


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines without the docstring."""
    docstring = ast.get_docstring(function, clean=False)
    return (function.end_lineno or 0) - function.lineno + 1 - len((docstring or "").splitlines())


def test_nothing_is_named_that_must_never_be_computed():
    named = [
        said(module, line, name)
        for module in modules()
        for line, name in names_given(module.tree)
        if NEVER_COMPUTED.search(name.lower())
    ]
    assert named == []


def names_given(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name a module gives: functions, classes, arguments, fields and variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id if isinstance(node, ast.Name) else node.attr


@pytest.mark.parametrize(
    "name",
    [
        "deprivation_of_liberty_score",
        "has_capacity",
        "best_interests",
        "is_eligible",
        "personal_budget",
        "band_of",
        "safeguarding_level",
        "risk_score",
        "breakdown_risk",
        "carer_reliability",
        "guessed_sex",
        "refusals",
    ],
)
def test_names_that_must_never_exist_are_known_when_seen(name):
    assert NEVER_COMPUTED.search(name)


@pytest.mark.parametrize("name", ["budget_note", "risk_review_on", "risk_assessed_on", "husbands", "house"])
def test_names_of_what_somebody_recorded_are_let_by(name):
    assert not NEVER_COMPUTED.search(name)


@pytest.mark.parametrize(
    "code", ["import time\ntime.time()", "from time import time", "from datetime import date\ndate.today()"]
)
def test_a_reading_of_the_clock_is_known_when_seen(code):
    assert list(clock_readings(ast.parse(code)))


def test_an_import_inside_a_function_is_told_from_one_outside():
    tree = ast.parse("import re\ndef read():\n    import openpyxl\nclass A:\n    import numpy\n")
    assert {(found.target, found.at_import) for found in imports_of(tree)} == {
        ("re", True),
        ("openpyxl", False),
        ("numpy", True),
    }


LIGHT = (
    "import sys, sharedlives; "
    "print(*sorted({name.split('.')[0] for name in sys.modules}"
    " & {'ortools', 'pandas', 'numpy', 'openpyxl', 'cattrs', 'hypothesis', 'brotli', 'msgpack', 'cyclopts'}))"
)


def test_importing_the_library_loads_nothing_heavy():
    assert run_python(LIGHT) == ""


NOTHING_HAPPENS = """
import importlib, locale, logging, os, pkgutil, random, sys, warnings
import rich.style  # draws a random number as it is imported; only the command line imports it
before = (list(warnings.filters), list(logging.root.handlers), logging.root.level, dict(os.environ),
          locale.setlocale(locale.LC_ALL), random.getstate(), sys.excepthook, sys.displayhook)
import sharedlives
for found in pkgutil.walk_packages(sharedlives.__path__, "sharedlives."):
    if not found.name.startswith(("sharedlives.testing", "sharedlives.__main__")):
        importlib.import_module(found.name)
after = (list(warnings.filters), list(logging.root.handlers), logging.root.level, dict(os.environ),
         locale.setlocale(locale.LC_ALL), random.getstate(), sys.excepthook, sys.displayhook)
print(*(one != other for one, other in zip(before, after)))
print(*sorted({"ortools", "pandas", "numpy", "openpyxl"} & set(sys.modules)))
"""


def test_nothing_happens_when_any_module_is_imported():
    changed, loaded = run_python(NOTHING_HAPPENS).split("\n")
    assert set(changed.split()) == {"False"}
    assert loaded == ""


def run_python(code: str) -> str:
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return finished.stdout.removesuffix("\n")
