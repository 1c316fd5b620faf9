"""Nothing a person may read uses a word that hurts: no message, template, help text or page.

What a scheme's own sheet holds is quoted as it is, so the words by which we *recognise* headings and values
are let by; they are listed here by name.
"""

import ast
import json
import re
from collections.abc import Iterator

import pytest
from house import PACKAGE, Module, modules
from pages import PAGES, name_of
from unsaid import SAY_INSTEAD, unsaid

WORDS_WE_RECOGNISE = {
    "files.mapping_cells": {"_UNITS"},
    "files.value_words": {"ALSO"},
    "files.mapping_targets": {"_RECORD_ALIASES", "_FIELD_ALIASES"},
}
"""Constants that hold words of other people's sheets, by module."""

LAST_OF_OUR_OWN = 2
"""In the words of a sheet, heading and note come first; then come names by which others know the column."""

HELP_TEXTS = {"cli", "__main__"}
"""Rooms of which the docstrings are shown to people."""


def texts_of(module: Module) -> Iterator[tuple[int, str]]:
    """Every string of a module's code that a person may come to read."""
    skipped = recognised(module) | (set() if module.room in HELP_TEXTS else docstrings(module.tree))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def docstrings(tree: ast.AST) -> set[int]:
    """Strings that stand alone, and are there for those who read the code."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def recognised(module: Module) -> set[int]:
    """Strings by which we recognise what other people's sheets say."""
    held = [
        node for node in module.tree.body if constants_of(node) & WORDS_WE_RECOGNISE.get(module.name, set())
    ]
    if module.name.startswith("files.columns_"):
        held += [
            alias
            for keyword in ast.walk(module.tree)
            if isinstance(keyword, ast.keyword) and keyword.arg in {"words", "parent_words"}
            for entry in ast.walk(keyword.value)
            if isinstance(entry, ast.Tuple)
            for alias in entry.elts[LAST_OF_OUR_OWN:]
        ]
    return {id(node) for part in held for node in ast.walk(part)}


def constants_of(node: ast.stmt) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_string_of_the_code_says_a_word_that_hurts(module):
    found = [f"line {line}: {word!r} in {text!r}" for line, text in texts_of(module) for word in unsaid(text)]
    assert found == []


@pytest.mark.parametrize("constant", [(m, c) for m, held in WORDS_WE_RECOGNISE.items() for c in sorted(held)])
def test_the_words_we_recognise_stand_where_this_test_says(constant):
    name, held = constant
    [module] = [module for module in modules() if module.name == name]
    assert any(held in constants_of(node) for node in module.tree.body)


def test_the_law_says_only_what_its_statutes_do():
    words = {
        word
        for path in (PACKAGE / "law").rglob("*.toml")
        for word in unsaid(path.read_text(encoding="utf-8"))
    }
    assert {word.lower() for word in words} <= {"placement", "placements"}


def texts_in(document: object) -> Iterator[str]:
    """Every text of a JSON document, keys included."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from texts_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from texts_in(value)


def test_no_schema_says_a_word_that_hurts():
    for path in PACKAGE.rglob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert [(path.name, word) for text in texts_in(document) for word in unsaid(text)] == []


def prose_of(page: str) -> str:
    """A page without what it quotes: mappings and sheets of others, names of things in code, addresses."""
    page = re.sub(r"^```(?:toml|csv)\n.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    page = re.sub(r"(?<!`)`[^`\n]+`(?!`)", "", page)
    return re.sub(r"“[^”]*”|\]\([^)]*\)", "", page)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_says_a_word_that_hurts(page):
    statutes = {"placement"} if page.name in {"law.md", "rules.md"} else set()
    found = [
        word for word in unsaid(prose_of(page.read_text(encoding="utf-8"))) if word.lower() not in statutes
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Two vacancies in the placement",
        "A BED for a service user",
        "She was placed with her host.",
        "waiting lists and shortlists",
        "Unlock it: allocate non-compliant cases",
        "challenging",
    ],
)
def test_a_word_that_hurts_is_known_when_seen(text):
    assert list(unsaid(text))


@pytest.mark.parametrize(
    "text",
    ["a bedroom", "in lower-case letters", "places that matter", "hostel", "a room to welcome someone"],
)
def test_words_that_only_look_alike_are_let_by(text):
    assert list(unsaid(text)) == []


def test_every_word_that_is_not_said_has_one_to_say_instead():
    assert all(SAY_INSTEAD.values())


def test_a_word_planted_in_code_is_found():
    planted = Module(
        "matching.explain", PACKAGE, ast.parse('"""No vacancy."""\nraise X(f"no vacancy in {home}")')
    )
    assert [word for _, text in texts_of(planted) for word in unsaid(text)] == ["vacancy"]


def test_a_word_planted_in_a_help_text_is_found():
    planted = Module("cli", PACKAGE, ast.parse('def match():\n    """Fill a vacancy."""'))
    assert [word for _, text in texts_of(planted) for word in unsaid(text)] == ["vacancy"]
