"""The register of the demo is found wherever the library is installed, and reads without a loss."""

import shutil

import pytest
from house import CHECKOUT

from sharedlives.errors import FileRefusedError
from sharedlives.files import demo
from sharedlives.files.demo import demo_register, read_demo

REGISTERS = CHECKOUT / "examples" / "registers"


def test_in_a_checkout_it_is_the_one_under_examples():
    register, mapping = demo_register()
    assert register.read_bytes() == (REGISTERS / "calderbrook.xlsx").read_bytes()
    assert mapping.read_bytes() == (REGISTERS / "calderbrook.map.toml").read_bytes()


def test_in_an_installed_package_it_lies_beside_the_module(tmp_path, monkeypatch):
    installed = tmp_path / "registers"
    shutil.copytree(REGISTERS, installed)
    monkeypatch.setattr(demo, "_FOLDERS", (installed, tmp_path / "nowhere"))
    assert demo_register() == (installed / "calderbrook.xlsx", installed / "calderbrook.map.toml")


def test_half_of_it_is_not_enough(tmp_path, monkeypatch):
    half = tmp_path / "half"
    half.mkdir()
    shutil.copy(REGISTERS / "calderbrook.xlsx", half)
    monkeypatch.setattr(demo, "_FOLDERS", (half, REGISTERS))
    assert demo_register() == (REGISTERS / "calderbrook.xlsx", REGISTERS / "calderbrook.map.toml")


def test_an_installation_without_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "_FOLDERS", (tmp_path,))
    with pytest.raises(FileRefusedError, match="install sharedlives again"):
        demo_register()


def test_nothing_of_it_is_left_out():
    reading = read_demo()
    assert reading.is_complete
    assert reading.scheme is not None
    assert reading.scheme.name == "Calderbrook Shared Lives"
