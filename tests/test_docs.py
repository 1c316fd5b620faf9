"""The README and every page of the documentation are true: their code runs and prints what they show."""

import contextlib
import doctest
import importlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from house import CHECKOUT, names
from pages import PAGES, blocks, commands, looks_like, name_of

RUN = {"python", "console"}
"""Languages of blocks that are run; each other is there to be read."""
READ = {"text", "toml", "sh", "csv", "json"}

WIDTH = "110"
"""How wide a screen the pages show."""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with the examples in it, as a reader of the pages has them."""
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_code_of_a_page_runs_and_prints_what_is_shown(page, desk):
    del desk
    names_so_far: dict[str, object] = {"__name__": "page"}
    for block in blocks(page):
        place = f"{name_of(page)}:{block.line}"
        assert block.language in RUN | READ, f"{place}: say which language this block is in"
        if block.language == "python":
            code = compile("\n" * block.line + block.text, place, "exec")
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(code, names_so_far)  # noqa: S102 - that is what this test is for
            if block.prints is not None:
                assert looks_like(printed.getvalue(), block.prints), f"{place} prints\n{printed.getvalue()}"
        elif block.language == "console":
            for command in commands(block):
                printed_here = run_command(command.words)
                assert not command.prints or looks_like(printed_here, command.prints), (
                    f"{name_of(page)}:{command.line} prints\n{printed_here}"
                )


def run_command(words: str) -> str:
    """What a command of ours prints; it may end by saying that something was left out, never in a fault."""
    [program, *arguments] = shlex.split(words)
    assert program == "sharedlives", f"a page shows how to run {program}, which this test cannot"
    finished = subprocess.run(
        [sys.executable, "-m", "sharedlives", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert finished.returncode in {0, 1}, f"{words}: {finished.stderr}"
    return finished.stdout


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_links_of_a_page_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    lost = [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not target.startswith(("https://", "http://")) and not leads_somewhere(page, target)
    ]
    assert lost == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    if not there.exists():
        return False
    return not heading or heading in headings(there)


def headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_page_can_be_found_from_the_front_page():
    found: set[Path] = set()
    ahead = [CHECKOUT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in found or page.suffix != ".md":
            continue
        found.add(page)
        targets = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
        ahead += [
            (page.parent / target).resolve()
            for target in targets
            if not target.startswith(("http://", "https://"))
        ]
    assert sorted(name_of(page) for page in set(PAGES) - found) == []


def generator() -> ModuleType:
    path = CHECKOUT / "docs/reference/generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_says_what_the_code_does():
    for name, text in generator().pages().items():
        there = (CHECKOUT / "docs/reference" / name).read_text(encoding="utf-8")
        assert there == text, f"docs/reference/{name} is old: run python docs/reference/generate.py"


@pytest.mark.parametrize("name", sorted(names()))
def test_the_examples_in_docstrings_are_true(name):
    if name.endswith("__main__"):
        pytest.skip("runs when it is imported")
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


EXAMPLES = sorted((CHECKOUT / "examples").glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs(example, desk):
    finished = subprocess.run(
        [sys.executable, example], capture_output=True, text=True, check=False, cwd=desk
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout


@pytest.mark.parametrize(("words", "printed"), [("table", "8 of 8"), ("checking", "forecast of 7 days")])
def test_the_smallest_benchmarks_run_and_agree(words, printed, desk):
    # From a folder without the library in it, so that the one installed is measured.
    (desk / "benchmarks").symlink_to(CHECKOUT / "benchmarks")
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks", words, "--smallest"],
        capture_output=True,
        text=True,
        check=False,
        cwd=desk,
    )
    assert finished.returncode == 0, finished.stderr
    assert printed in finished.stdout


@pytest.mark.parametrize(
    ("printed", "shown", "alike"),
    [
        ("one\ntwo\nthree\n", "one\n…\nthree\n", True),
        ("one\nthree\n", "one\n…\nthree\n", True),
        ("one  \n", "one\n", True),
        ("one\ntwo\n", "one\n", False),
        ("one\n", "One\n", False),
    ],
)
def test_dots_stand_for_any_number_of_lines(printed, shown, alike):
    assert looks_like(printed, shown) is alike
