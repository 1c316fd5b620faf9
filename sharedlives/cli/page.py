"""Lines on a screen: wrapped to be read, indented where they belong to what stands above, without a frame."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

_WIDEST: Final = 100
"""Lines longer than this are hard to read, however wide the terminal."""
_NARROWEST: Final = 24

_UNSHOWN: Final = ("Cc", "Cf", "Cs")
"""Kinds of characters that steer a terminal or cannot be written."""


Part = str | tuple[str, str]
"""A text, or a text with a style."""


def printable(text: str) -> str:
    """A text without the signs that would steer a terminal, wherever they came from."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _UNSHOWN)


def screen() -> Page:
    """Where results go."""
    return Page(_console(stderr=False))


def aside() -> Page:
    """Where everything else goes that is said along the way."""
    return Page(_console(stderr=True))


def _console(*, stderr: bool) -> Console:
    """A terminal as wide as it is; a file or another program always gets the same width."""
    file = sys.stderr if stderr else sys.stdout
    console = _Console(file=file, markup=False, emoji=False, highlight=False)
    if console.is_terminal:
        return console
    return _Console(file=file, width=_WIDEST, markup=False, emoji=False, highlight=False)


class _Console(Console):
    """A console that leaves it to the command line what happens when nobody reads on."""

    def on_broken_pipe(self) -> None:
        """Let the one who called know."""
        raise BrokenPipeError


class Page:
    """A console on which texts are put one below the other; what a text says is shown as it stands."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._width = min(console.width, _WIDEST)

    def blank(self) -> None:
        """Leave a line free."""
        self.console.print()

    def title(self, text: str) -> None:
        """A title, with a free line above it."""
        self.blank()
        self.put((text.upper(), "bold cyan"))

    def put(self, *parts: Part, indent: int = 0, hang: int = 0) -> None:
        """Put a text, some parts of which may have a style.

        Parameters
        ----------
        parts
            Texts, or texts each with a style.
        indent, hang
            How far the text stands from the left, and its further lines from the first.
        """
        self._lines(_styled(parts), [" " * indent], " " * (indent + hang))

    def beside(self, label: str, text: str, *, indent: int = 0, width: int = 14) -> None:
        """Put a text to the right of a label, wrapped below itself."""
        self._lines(Text(printable(text)), [" " * indent, label.ljust(width)], " " * (indent + width))

    def _lines(self, text: Text, first: Iterable[str], others: str) -> None:
        start = Text()
        for number, part in enumerate(first):
            start.append(part, style="dim" if number else "")
        for line in text.wrap(self.console, max(self._width - len(others), _NARROWEST)) or [Text()]:
            whole = start.copy().append_text(line)
            whole.rstrip()
            self.console.print(whole, soft_wrap=True)
            start = Text(others)


def _styled(parts: Iterable[Part]) -> Text:
    text = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        text.append(printable(words), style=style)
    return text
