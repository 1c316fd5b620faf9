"""The package as it stands on disk: its modules, what each imports, and where the checkout is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sharedlives

CHECKOUT = Path(__file__).parent.parent
PACKAGE = Path(sharedlives.__file__).parent


@dataclass(frozen=True)
class Module:
    """One module of the package, parsed."""

    name: str
    """With dots, without the package's own name: ``domain.scheme``; the package itself is ``__init__``."""
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder it stands in, or its own name where it stands at the top."""
        return self.name.split(".")[0]


@dataclass(frozen=True)
class Import:
    """One import of a module: ``sharedlives.domain.scheme`` or ``openpyxl.styles``."""

    target: str
    line: int
    at_import: bool
    """Whether it is carried out when the importing module is."""


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package in the order of their paths."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        found.append(Module(".".join(parts), path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


@cache
def names() -> frozenset[str]:
    """Every module as it is imported, with the package's name."""
    return frozenset(f"sharedlives.{module.name}" for module in modules() if module.name != "__init__")


def imports_of(tree: ast.Module) -> Iterator[Import]:
    """Every import of a module, those inside functions and those for the type checker included."""
    for node, at_import in _walk(tree, at_import=True):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, at_import) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: name the room one imports from"
            source = str(node.module)
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield Import(whole if whole in names() else source, node.lineno, at_import)


def _walk(node: ast.AST, *, at_import: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
            isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
        )
        yield child, at_import
        yield from _walk(child, at_import=at_import and not later)


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
