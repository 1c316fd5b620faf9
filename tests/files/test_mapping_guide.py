"""The guide to mappings is true: its walk is a register we ship, its examples are read as they show."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from house import CHECKOUT
from pages import blocks, looks_like
from register_makers import tables
from told import told

from sharedlives.files.mapping_language import read_mapping_text
from sharedlives.files.mapping_reader import read_register_tables

GUIDE = CHECKOUT / "docs/how-to/map-your-register.md"
REGISTERS = CHECKOUT / "examples/registers"
WALK_ENDS = "## How to say it"

HEAD = 'nation = "england"\n'
SHEET = '[[sheet]]\nsheet = "Sheet"\n'
SILENCE = '\n[silence]\notherwise = "not known"\n'


@dataclass(frozen=True)
class Shown:
    """Cells, the lines that map them and what is read of them, as a page shows it."""

    line: int
    sheets: tuple[str, ...]
    mapping: str
    read: str


def in_the_walk(block):
    text = GUIDE.read_text(encoding="utf-8")
    return block.line < text.count("\n", 0, text.index(WALK_ENDS))


def examples():
    sheets, mapping = [], None
    for block in blocks(GUIDE):
        if block.language == "csv":
            sheets.append(block)
        elif block.language == "toml":
            mapping = block
        elif sheets and mapping and not in_the_walk(block):
            assert block.language == "text"
            yield Shown(sheets[0].line, tuple(sheet.text for sheet in sheets), mapping.text, block.text)
        if block.language not in ("csv", "toml"):
            sheets, mapping = [], None


def read_as_shown(example):
    """What comes of the cells of an example, with the lines that every mapping needs."""
    lines = example.mapping
    if "[[sheet]]" not in lines:
        lines = f"{SHEET}{lines}" if "[sheet.columns]" in lines else f"{SHEET}[sheet.columns]\n{lines}"
    text = f"{HEAD}{lines}" if "[silence]" in lines else f"{HEAD}{lines}{SILENCE}"
    read = read_mapping_text(text)
    assert read.problems == ()
    titles = [sheet.titles[0] for sheet in read.mapping.sheets]
    cells = {title: rows_of(text) for title, text in zip(titles, example.sheets, strict=True)}
    return told(read_register_tables(tables(**cells), read.mapping))


def rows_of(text):
    return [[cell or None for cell in row] for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: f"line {example.line}")
def test_an_example_of_the_guide_is_read_as_it_shows(example):
    read = read_as_shown(example)
    assert looks_like(read, example.read), read


def test_the_walk_of_the_guide_is_the_register_that_we_ship():
    walk = [block for block in blocks(GUIDE) if in_the_walk(block)]
    files = [path.read_text(encoding="utf-8") for path in sorted((REGISTERS / "hollin").glob("*.csv"))]
    assert sorted(block.text for block in walk if block.language == "csv") == sorted(files)
    mapping = "\n".join(block.text for block in walk if block.language == "toml")
    assert mapping == (REGISTERS / "hollin.map.toml").read_text(encoding="utf-8")
