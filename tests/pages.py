"""The README and the pages of the documentation: their code, and what they say comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from house import CHECKOUT


def _pages_at(path: Path) -> Iterator[Path]:
    return iter([path]) if path.is_file() else path.rglob("*.md")


PAGES = tuple(
    sorted(path for name in ("README.md", "docs", "benchmarks") for path in _pages_at(CHECKOUT / name))
)

_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "


@dataclass(frozen=True)
class Block:
    """A block of code on a page, and the text it is shown to print where a ``text`` block follows it."""

    line: int
    language: str
    text: str
    prints: str | None = None


@dataclass(frozen=True)
class Command:
    """A command of a ``console`` block and what it is shown to print; empty where nothing is shown."""

    line: int
    words: str
    prints: str


def name_of(page: Path) -> str:
    """A page as one would link to it."""
    return page.relative_to(CHECKOUT).as_posix()


def blocks(page: Path) -> list[Block]:
    """Every block of code of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = list(_BLOCK.finditer(text))
    made = []
    for number, match in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        shown = (
            after is not None
            and after["language"] == "text"
            and not text[match.end() : after.start()].strip()
        )
        made.append(
            Block(
                line=text.count("\n", 0, match.start()) + 1,
                language=match["language"],
                text=match["text"],
                prints=after["text"] if shown and after is not None else None,
            )
        )
    return made


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block, each with the lines up to the next."""
    lines = block.text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(_PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        shown = "\n".join(lines[start + 1 : end])
        yield Command(block.line + 1 + start, lines[start].removeprefix(_PROMPT), shown)


def looks_like(printed: str, shown: str) -> bool:
    """Whether something printed is what a page shows; a line of dots stands for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() in {"…", "..."} else re.escape(line.rstrip()) + r"[^\S\n]*\n"
        for line in shown.rstrip("\n").splitlines()
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None
