"""The command line as people run it, and files for it to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from schemes import REGISTER_MAP, a_small_scheme, two_rows

from sharedlives.cli import main
from sharedlives.files.json_documents import write_scheme_json


@frozen
class Ran:
    """What a command came to: its exit code, and what it said on either stream."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, tmp_path, monkeypatch) -> Callable[..., Ran]:
    """Run a command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture
def scheme_file(tmp_path) -> Path:
    """A small scheme of ours, as JSON."""
    path = tmp_path / "scheme.json"
    write_scheme_json(a_small_scheme(), path)
    return path


@pytest.fixture
def register(tmp_path) -> tuple[Path, Path]:
    """A small register in a layout of its own, and its mapping; everything in it can be read."""
    path, mapping = tmp_path / "homes.csv", tmp_path / "homes.map.toml"
    path.write_text(two_rows(), encoding="utf-8")
    mapping.write_text(REGISTER_MAP, encoding="utf-8")
    return path, mapping
