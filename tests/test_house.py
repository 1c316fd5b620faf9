"""The checkout is as the plan says, and what is tested is what will be installed."""

import os
import subprocess
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

import pytest
from house import CHECKOUT, PACKAGE

from sharedlives.version import __version__

TOP_LEVEL = {
    "pyproject.toml",
    "sharedlives",
    "examples",
    "benchmarks",
    "tests",
    "docs",
    "README.md",
    "LICENSE",
}


def files_of_the_checkout() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return listed.stdout.splitlines()


def test_the_top_level_holds_exactly_what_was_agreed():
    top = {name.split("/")[0] for name in files_of_the_checkout()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_no_test_workbook_or_result_is_left_in_the_checkout():
    assert [
        name for name in files_of_the_checkout() if name.endswith((".pyc", ".coverage", ".log", ".orig"))
    ] == []


@pytest.mark.skipif("SHAREDLIVES_INSTALLED" not in os.environ, reason="only tests/run.sh installs the wheel")
def test_the_wheel_is_what_is_tested():
    assert Path(sysconfig.get_path("purelib")) in PACKAGE.parents
    assert CHECKOUT / "sharedlives" != PACKAGE


def test_the_version_is_said_once():
    assert distribution("sharedlives").version == __version__


def test_types_and_law_are_part_of_the_package():
    assert (PACKAGE / "py.typed").exists()
    assert list((PACKAGE / "law/values").glob("*.toml"))
