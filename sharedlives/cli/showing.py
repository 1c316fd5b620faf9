"""A result on the screen, for a coordinator at the end of a long day: who, where, when, why, what to ask.

Everything is words: colours only repeat them, and nothing is drawn, so that it reads the same in any
terminal, in a file and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sharedlives.cli.page import Page, Part
from sharedlives.domain.scheme import Scheme
from sharedlives.files.result_words import (
    KIND_TITLES,
    WHAT_IT_IS_NOT,
    by_kind,
    capital,
    certainty,
    counts,
    counts_by_kind,
    doors,
    first_question,
    gathered,
    most_urgent_first,
    say_day,
    say_household,
    say_how_urgent,
    say_might,
    say_not_kept,
    say_person,
    say_room,
    say_when,
    say_whom,
    what_matters,
)
from sharedlives.matching.results import HEADING, MatchResult, Proposal, StillLooking

_MOST_OF_A_KIND: Final = 40
_MOST_STILL_LOOKING: Final = 40
_MOST_REASONS: Final = 3
_MOST_QUESTIONS: Final = 10

_STRONG, _QUIET, _SOON = "bold", "dim", "bold red"


def show_summary(page: Page, scheme: Scheme, result: MatchResult, notes: Iterable[str] = ()) -> None:
    """The heading, whose register it is, how many there are of what, and what it is not."""
    page.put((HEADING, _STRONG))
    page.put(f"{scheme.name or 'A scheme without a name'}, as at {say_day(result.on)}")
    page.blank()
    for note in notes:
        page.put(note)
    page.put((counts(result), _STRONG))
    for title, number in counts_by_kind(result):
        page.put(f"{title}: {number}", indent=2)
    if result.proposals or result.still_looking:
        page.put(certainty(result))
    page.blank()
    page.put((WHAT_IT_IS_NOT, _QUIET))


def show_result(page: Page, scheme: Scheme, result: MatchResult, notes: Iterable[str] = ()) -> None:
    """All that a screen can hold: the summary, the proposals, who is still looking, and what to ask."""
    show_summary(page, scheme, result, notes)
    for kind, proposals in by_kind(scheme, result):
        page.title(f"{KIND_TITLES[kind]} ({len(proposals)})")
        for proposal in proposals[:_MOST_OF_A_KIND]:
            _show_proposal(page, scheme, result, proposal)
        _say_more(page, len(proposals) - _MOST_OF_A_KIND, "proposal", " of this kind")
    _show_still_looking(page, scheme, result)
    _show_questions(page, scheme, result)
    _show_not_kept(page, result)


def _say_more(page: Page, number: int, what: str, ending: str = "", *, indent: int = 2) -> None:
    if number > 0:
        page.put((f"and {number} more {what}{'' if number == 1 else 's'}{ending}", _QUIET), indent=indent)


def _show_proposal(page: Page, scheme: Scheme, result: MatchResult, proposal: Proposal) -> None:
    page.blank()
    who = say_person(scheme, proposal.person_id, proposal.request_id)
    urgent = say_how_urgent(scheme, proposal.request_id)
    soon: list[Part] = [] if urgent is None else [", ", (urgent, _SOON), ","]
    home = say_household(scheme, proposal.household_id, result.on)
    page.put((who, _STRONG), *soon, f" {say_might(proposal.kind)} ", (home, _STRONG), indent=2, hang=2)
    room = say_room(scheme, proposal)
    page.put(capital(say_when(proposal.when)), "" if room is None else f"; bedroom {room}", indent=4)
    matters = what_matters(proposal.fit)
    page.put(capital(matters.sentence), indent=4)
    _labelled(page, "Fits", [part.sentence for part in matters.fits])
    _labelled(page, "Fits less", [part.sentence for part in matters.fits_less])
    _labelled(page, "To ask", proposal.questions)
    _labelled(
        page, "Put in order", [f"before the first night: {what}" for what in proposal.before_first_night]
    )
    _labelled(page, "Worth a look", proposal.warnings)
    together = [(scheme.request(request_id).person_id, request_id) for request_id in proposal.together_with]
    _labelled(page, "Together with", [say_person(scheme, *ids) for ids in together])


def _labelled(page: Page, label: str, sentences: Sequence[str]) -> None:
    """Sentences one below the other, the label beside the first."""
    for number, sentence in enumerate(sentences):
        page.beside("" if number else label, capital(sentence), indent=4)


def _show_still_looking(page: Page, scheme: Scheme, result: MatchResult) -> None:
    entries = most_urgent_first(scheme, result.still_looking)
    if not entries:
        return
    page.title(f"Still looking ({len(entries)})")
    for entry in entries[:_MOST_STILL_LOOKING]:
        _show_one_still_looking(page, scheme, result, entry)
    more = len(entries) - _MOST_STILL_LOOKING
    if more > 0:
        page.blank()
        page.put((f"and {more} more still looking", _QUIET), indent=2)


def _show_one_still_looking(page: Page, scheme: Scheme, result: MatchResult, entry: StillLooking) -> None:
    page.blank()
    urgent = say_how_urgent(scheme, entry.request_id)
    soon: list[Part] = [] if urgent is None else [", ", (urgent, _SOON)]
    who = say_person(scheme, entry.person_id, entry.request_id)
    page.put((who, _STRONG), *soon, f": {KIND_TITLES[entry.kind].lower()}", indent=2, hang=2)
    for reason in entry.reasons[:_MOST_REASONS]:
        page.put(capital(reason.sentence), indent=4, hang=2)
    _say_more(page, len(entry.reasons) - _MOST_REASONS, "reason", indent=4)
    asked = first_question(result.questions, entry.request_id)
    if asked is not None:
        page.put(f"Ask first: {asked.text}", indent=4, hang=2)


def _show_questions(page: Page, scheme: Scheme, result: MatchResult) -> None:
    asked = [question for question in gathered(result.questions) if question.opens]
    if not asked:
        return
    page.title("Questions that would open most doors")
    page.blank()
    width = 2 + max(len(doors(question.opens)) for question in asked)
    for question in asked[:_MOST_QUESTIONS]:
        text = f"{question.text} {say_whom(scheme, question, result.on)}"
        page.beside(doors(question.opens), text, indent=2, width=width)
    _say_more(page, len(asked) - _MOST_QUESTIONS, "question")


def _show_not_kept(page: Page, result: MatchResult) -> None:
    told = say_not_kept(result.not_kept)
    if told is not None:
        page.title("What the register does not keep")
        page.blank()
        page.put(
            f"It counts against nobody; where somebody asks for it, it is a question. {capital(told)}",
            indent=2,
        )
