"""The public names: each is there, comes from one place, and costs nothing until it is asked for."""

import ast
import subprocess
import sys
from importlib import import_module

import pytest
from house import PACKAGE

import sharedlives


def test_each_public_name_is_listed_once():
    assert len(set(sharedlives.__all__)) == len(sharedlives.__all__)
    assert set(sharedlives._MODULE_OF) == set(sharedlives.__all__)


@pytest.mark.parametrize("name", sharedlives.__all__)
def test_a_public_name_is_what_its_room_holds(name):
    room = import_module(f"sharedlives.{sharedlives._MODULE_OF[name]}")
    assert getattr(sharedlives, name) is getattr(room, name)


def test_the_public_names_of_the_program_are_sorted_and_there():
    from sharedlives import program

    assert program.__all__ == sorted(program.__all__)
    assert all(hasattr(program, name) for name in program.__all__)


def test_a_type_checker_reads_the_same_names_from_the_same_rooms():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {
        alias.name: str(node.module).removeprefix("sharedlives.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported == sharedlives._MODULE_OF


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'sharedlives' has no attribute 'Placement'"):
        sharedlives.Placement  # noqa: B018 - asking is what is tested


def test_names_can_be_listed_and_all_imported_at_once():
    assert set(sharedlives.__all__) <= set(dir(sharedlives))
    held: dict[str, object] = {}
    exec("from sharedlives import *", held)  # noqa: S102 - what a user may type
    assert set(sharedlives.__all__) <= set(held)


def test_a_room_is_loaded_when_one_of_its_names_is_asked_for():
    code = (
        "import sys, sharedlives; before = 'sharedlives.dates' in sys.modules; sharedlives.Stay; "
        "print(before, 'sharedlives.dates' in sys.modules, 'ortools' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["False", "True", "False"]
