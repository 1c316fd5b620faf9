"""A result on the screen, for a coordinator at the end of a long day: who, where, when, why, what to ask.

Everything is words: colours only repeat them, and nothing is drawn, so that it reads the same in any
terminal, in a file and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sharedlives.cli.telling import said
from sharedlives.domain.scheme import Scheme
from sharedlives.files.result_words import (
    KIND_TITLES,
    WHAT_IT_IS_NOT,
    AskedOfSeveral,
    by_kind,
    capital,
    certainty,
    counts,
    doors,
    first_question,
    gathered,
    say_asked,
    say_day,
    say_household,
    say_how_urgent,
    say_might,
    say_not_kept,
    say_person,
    say_room,
    say_when,
    what_matters,
)
from sharedlives.matching.results import HEADING, MatchResult, Proposal, StillLooking

_MOST_OF_A_KIND: Final = 40
_MOST_STILL_LOOKING: Final = 40
_MOST_REASONS: Final = 3
_MOST_QUESTIONS: Final = 10
_MOST_ASKED_ABOUT: Final = 3
_LABEL_WIDTH: Final = 13

Said = tuple[str, str]
"""A label and what stands beside it."""


@frozen(kw_only=True)
class Screen:
    """Where a result is shown, and the register whose names it is shown with."""

    console: Console
    scheme: Scheme
    result: MatchResult

    def show(self, notes: Sequence[str] = (), *, all_of_it: str) -> None:
        """Show all of a result.

        Parameters
        ----------
        notes
            What else to say at the top.
        all_of_it
            How to get what the screen leaves out.
        """
        self.summary(notes)
        self._proposals()
        self._still_looking()
        self._questions()
        self._not_kept()
        self.console.print()
        self._text(all_of_it)

    def summary(self, notes: Sequence[str] = ()) -> None:
        """The heading, whose register it is, and how many there are of what."""
        self.console.print(said(HEADING, "bold"))
        name = self.scheme.name or "A scheme without a name"
        self._text(f"{name}, as at {say_day(self.result.on)}")
        self.console.print()
        for note in notes:
            self._text(note)
        self._text(counts(self.result), "bold")
        for kind, some in by_kind(self.result):
            self._text(f"{KIND_TITLES[kind]}: {len(some)}", indent=2)
        if self.result.proposals or self.result.still_looking:
            self._text(certainty(self.result))
        self.console.print()
        self._text(WHAT_IT_IS_NOT, "dim")

    def _text(self, text: str, style: str = "", indent: int = 0) -> None:
        self.console.print(Padding(said(text, style), (0, 0, 0, indent)))

    def _title(self, text: str) -> None:
        self.console.print()
        self.console.print(said(text.upper(), "bold cyan"))

    def _beside(self, rows: Iterable[Said], indent: int = 4, width: int = _LABEL_WIDTH) -> None:
        """Labels, and beside each what there is to say, wrapped below itself."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=width, no_wrap=True)
        grid.add_column(overflow="fold")
        for label, text in rows:
            grid.add_row(said(label, "dim"), said(text))
        if grid.row_count:
            self.console.print(Padding(grid, (0, 0, 0, indent)))

    # -- proposals

    def _proposals(self) -> None:
        for kind, proposals in by_kind(self.result):
            self._title(f"{KIND_TITLES[kind]} ({len(proposals)})")
            for proposal in proposals[:_MOST_OF_A_KIND]:
                self._proposal(proposal)
            self._more(len(proposals) - _MOST_OF_A_KIND, "proposal")

    def _proposal(self, proposal: Proposal) -> None:
        scheme, on = self.scheme, self.result.on
        line = said(say_person(scheme, proposal.person_id, proposal.request_id), "bold")
        urgent = say_how_urgent(scheme, proposal.request_id)
        if urgent is not None:
            line.append_text(Text(", ")).append_text(said(urgent, "bold red")).append_text(Text(","))
        line.append_text(said(f" {say_might(proposal.kind)} "))
        line.append_text(said(say_household(scheme, proposal.household_id, on), "bold"))
        self.console.print()
        self.console.print(Padding(line, (0, 0, 0, 2)))
        room = say_room(scheme, proposal)
        when = capital(say_when(proposal.when))
        self._text(when if room is None else f"{when}; bedroom {room}", indent=4)
        self._beside(self._about(proposal))

    def _about(self, proposal: Proposal) -> Iterator[Said]:
        matters = what_matters(proposal.fit)
        yield "What matters", capital(matters.sentence)
        yield from _labelled("Fits", (part.sentence for part in matters.fits))
        yield from _labelled("Fits less", (part.sentence for part in matters.fits_less))
        yield from _labelled("To ask", proposal.questions)
        yield from _labelled("First night", (f"before it: {what}" for what in proposal.before_first_night))
        yield from _labelled("Worth a look", proposal.warnings)
        together = [self._who(request_id) for request_id in proposal.together_with]
        yield from _labelled("Together with", together)

    def _who(self, request_id: str) -> str:
        return say_person(self.scheme, self.scheme.request(request_id).person_id, request_id)

    def _more(self, number: int, what: str) -> None:
        if number > 0:
            self.console.print()
            self._text(f"and {number} more {what}{'' if number == 1 else 's'} of this kind", "dim", indent=2)

    # -- still looking

    def _still_looking(self) -> None:
        entries = self.result.still_looking
        if not entries:
            return
        self._title(f"Still looking ({len(entries)})")
        for entry in entries[:_MOST_STILL_LOOKING]:
            self._one_still_looking(entry)
        more = len(entries) - _MOST_STILL_LOOKING
        if more > 0:
            self.console.print()
            self._text(f"and {more} more still looking", "dim", indent=2)

    def _one_still_looking(self, entry: StillLooking) -> None:
        line = said(say_person(self.scheme, entry.person_id, entry.request_id), "bold")
        urgent = say_how_urgent(self.scheme, entry.request_id)
        if urgent is not None:
            line.append_text(Text(", ")).append_text(said(urgent, "bold red"))
        line.append_text(said(f": {KIND_TITLES[entry.kind].lower()}"))
        self.console.print()
        self.console.print(Padding(line, (0, 0, 0, 2)))
        for reason in entry.reasons[:_MOST_REASONS]:
            self._text(capital(reason.sentence), indent=4)
        more = len(entry.reasons) - _MOST_REASONS
        if more > 0:
            self._text(f"and {more} more reason{'' if more == 1 else 's'}", "dim", indent=4)
        asked = first_question(self.result.questions, entry.request_id)
        if asked is not None:
            self._beside(_labelled("Ask first", [asked.text]))

    # -- questions and the register

    def _questions(self) -> None:
        asked = [question for question in gathered(self.result.questions) if question.opens]
        if not asked:
            return
        self._title("Questions that would open most doors")
        self.console.print()
        width = max(len(doors(question.opens)) for question in asked)
        self._beside(
            ((doors(question.opens), self._asked(question)) for question in asked[:_MOST_QUESTIONS]),
            indent=2,
            width=width + 1,
        )
        more = len(asked) - _MOST_QUESTIONS
        if more > 0:
            self._text(f"and {more} more question{'' if more == 1 else 's'}", "dim", indent=2)

    def _asked(self, question: AskedOfSeveral) -> str:
        names = [say_asked(self.scheme, who, question.ask, self.result.on) for who in question.about]
        more = len(names) - _MOST_ASKED_ABOUT
        ending = f" and {more} more" if more > 0 else ""
        return f"{question.text} Ask about {', '.join(names[:_MOST_ASKED_ABOUT])}{ending}."

    def _not_kept(self) -> None:
        told = say_not_kept(self.result.not_kept)
        if told is not None:
            self._title("What the register does not keep")
            self.console.print()
            self._text(f"Nobody was ruled out for it: {told}", indent=2)


def _labelled(label: str, sentences: Iterable[str]) -> Iterator[Said]:
    """The label before the first of some sentences."""
    for number, sentence in enumerate(sentences):
        yield label if not number else "", capital(sentence)
