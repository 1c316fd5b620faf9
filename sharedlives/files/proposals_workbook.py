"""The proposals as a fresh workbook: who might be introduced to whom, why, and where people decide.

Names stand in it, so it is the coordinator's own. There are values only, and the columns of decisions are
empty: they are for people to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sharedlives.domain.scheme import Scheme
from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files.origins import PROPOSALS, why_not_written_over
from sharedlives.files.result_words import (
    KIND_TITLES,
    WHAT_IT_IS_NOT,
    by_kind,
    capital,
    certainty,
    counts,
    counts_by_kind,
    doors,
    first_name_of,
    gathered,
    most_urgent_first,
    say_asked,
    say_carers,
    say_day,
    say_how_urgent,
    say_length,
    say_not_kept,
    say_room,
    what_matters,
)
from sharedlives.files.workbook_printing import fit_rows, keep_beside, rule_rows, title_pages
from sharedlives.files.workbook_saving import save_workbook
from sharedlives.files.workbook_style import (
    CellContent,
    Heading,
    Line,
    LineStyle,
    Look,
    Shown,
    Tone,
    add_lists_sheet,
    add_table_sheet,
    add_text_sheet,
    new_workbook,
)
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.results import HEADING, MatchResult, Proposal, Question

FORMAT: Final = "sharedlives.proposals/1"
_PROPOSALS, _LOOKING, _QUESTIONS, _PROBLEMS = (
    "Proposals",
    "Still looking",
    "Questions",
    "Problems in your data",
)
_DECISION: Final = "Decision"
_DECISIONS: Final = ("go on to introductions", "not now", "no")
_TAB, _QUIET_TAB = "1F5C63", "D5E5E7"

Row = list[CellContent]


def write_proposals(
    scheme: Scheme, result: MatchResult, path: str | Path, *, problems: Sequence[CellProblem] = ()
) -> None:
    """Write a result to a new workbook, in place of an earlier one in which nobody has worked.

    Parameters
    ----------
    scheme, result
        The register, and what a match said of it.
    path
        Where; the ending is ``.xlsx``.
    problems
        What was said when the register was read.

    Raises
    ------
    FileRefusedError
        Where another file is there, or proposals that somebody saved since, for decisions may stand in them;
        or where the file cannot be written.
    """
    path = Path(path)
    reason = why_not_written_over(path, PROPOSALS) if path.exists() else None
    if reason is not None:
        raise FileRefusedError(reason)
    book = new_workbook(title="Proposals", keywords=FORMAT)
    whose = f"{scheme.name or 'A scheme without a name'}, as at {say_day(result.on)}"
    cover = add_text_sheet(book, "Read me", _cover(scheme, result, problems), tab=_TAB)
    title_pages(cover, HEADING, whose)
    for title, headings, beside, rows in (
        (_PROPOSALS, _PROPOSAL_HEADINGS, 3, _proposal_rows(scheme, result)),
        (_LOOKING, _LOOKING_HEADINGS, 2, _looking_rows(scheme, result)),
        (_QUESTIONS, _QUESTION_HEADINGS, 1, _question_rows(scheme, result)),
        (_PROBLEMS, _PROBLEM_HEADINGS, 1, _problem_rows(problems)),
    ):
        kept = list(rows)
        sheet = add_table_sheet(book, title, headings, kept, tab=_QUIET_TAB if title == _PROBLEMS else _TAB)
        fit_rows(sheet, headings, kept)
        rule_rows(sheet, len(headings), len(kept) + 1)
        keep_beside(sheet, beside)
        title_pages(sheet, HEADING, whose)
    add_lists_sheet(book, {_LIST: ("Decisions", _DECISIONS)})
    save_workbook(book, path)


_LIST: Final = "choices_decision"

_PROPOSAL_HEADINGS: Final = (
    Heading("Request", width=11),
    Heading("Person", width=14),
    Heading("Household", width=12),
    Heading("Carers", width=24),
    Heading("How urgent", width=12, note="Blank: routine, or nobody said."),
    Heading("What for", width=18),
    Heading("From", Look.DATE),
    Heading("Until", Look.DATE, note="The day of leaving, or the last session. Blank: no end is set."),
    Heading("How long or how often", width=22),
    Heading("Bedroom", width=12, note="Blank: not needed, or it is not recorded who sleeps in which."),
    Heading("What matters", width=28),
    Heading("What fits", width=46),
    Heading("What fits less", width=28),
    Heading("What to ask", width=38),
    Heading("Before the first night", width=30),
    Heading("Worth a look", width=30),
    Heading("Together with", width=14),
    Heading(_DECISION, choices=_LIST, is_open=True, is_key=False, width=22),
    Heading("Decided by", is_key=False, width=18),
    Heading("Decided on", Look.DATE, is_key=False),
    Heading("Reason, if they gave one", is_key=False, width=34),
)

_LOOKING_HEADINGS: Final = (
    Heading("Request", width=11),
    Heading("Person", width=14),
    Heading("How urgent", width=12, note="Blank: routine, or nobody said."),
    Heading("What for", width=18),
    Heading("Why nothing is proposed yet", width=60),
    Heading("Households", Look.NUMBER, note="For how many households this holds."),
    Heading("Which", width=50),
)

_QUESTION_HEADINGS: Final = (
    Heading("Ask about", width=34),
    Heading("Id", width=10),
    Heading("Question", width=50),
    Heading("May open", Look.NUMBER, note="How many pairs of a request and a household hang on the answer."),
    Heading("For requests", width=34),
    Heading("Answer", is_key=False, width=34),
)

_PROBLEM_HEADINGS: Final = (
    Heading("What it means", width=14),
    Heading("Sheet", width=18),
    Heading("Cell", width=16),
    Heading("Column", width=20),
    Heading("It says", width=28),
    Heading("What is wrong", width=42),
    Heading("What to do", width=42),
)
_MEANS: Final = {
    Severity.STOPS: Shown("stops the reading", Tone.STOP),
    Severity.LEFT_OUT: Shown("left out", Tone.STOP),
    Severity.NOTICE: Shown("worth a look", Tone.LOOK),
}


def _cover(scheme: Scheme, result: MatchResult, problems: Sequence[CellProblem]) -> Iterator[Line]:
    yield Line(HEADING, style=LineStyle.TITLE)
    yield Line(WHAT_IT_IS_NOT)
    yield Line("")
    yield Line("Scheme", scheme.name or "not named")
    yield Line("As at", say_day(result.on))
    yield Line("Requests", counts(result))
    for title, number in counts_by_kind(result):
        yield Line(f"   {title}", number)
    yield Line("How certain", certainty(result))
    not_kept = say_not_kept(result.not_kept)
    if not_kept is not None:
        yield Line("Not kept by the register", capital(not_kept))
    yield Line("")
    yield Line("The sheets", style=LineStyle.HEADING)
    yield _to(_PROPOSALS, "Who might be introduced to whom, and why. Write down what people decide there.")
    yield _to(_LOOKING, "For whom nothing is proposed yet, with every reason.")
    yield _to(_QUESTIONS, "What nobody has said yet; the question that opens most doors comes first.")
    yield _to(_PROBLEMS, _say_problems(problems))
    yield Line("")
    yield Line("Keep it safe", style=LineStyle.HEADING)
    yield Line(
        "This is personal information. Keep it where only those who need it can open it. "
        f"It was made by sharedlives {result.version} from the register with the fingerprint "
        f"{result.input_digest[:12]}."
    )


def _to(sheet: str, text: str) -> Line:
    return Line(sheet, text, link=(sheet, "A1"))


def _say_problems(problems: Sequence[CellProblem]) -> str:
    if not problems:
        return "Nothing was left out when the register was read."
    left_out = sum(problem.severity is not Severity.NOTICE for problem in problems)
    return f"{left_out} left out when the register was read, and {len(problems) - left_out} worth a look."


def _proposal_rows(scheme: Scheme, result: MatchResult) -> Iterator[Row]:
    for _, proposals in by_kind(scheme, result):
        for proposal in proposals:
            yield _proposal_row(scheme, proposal, result.on)


def _proposal_row(scheme: Scheme, proposal: Proposal, on: date) -> Row:
    matters = what_matters(proposal.fit)
    sessions, stays = proposal.when.sessions, proposal.when.stays
    return [
        proposal.request_id,
        first_name_of(scheme, proposal.person_id) or proposal.person_id,
        proposal.household_id,
        say_carers(scheme, proposal.household_id, on),
        _urgent(scheme, proposal.request_id),
        KIND_TITLES[proposal.kind],
        proposal.when.first,
        stays[-1].leaves if sessions is None else sessions.period.last,
        say_length(proposal.when),
        say_room(scheme, proposal),
        matters.sentence,
        _lines(part.sentence for part in matters.fits),
        _lines(part.sentence for part in matters.fits_less),
        _toned(_lines(proposal.questions), Tone.LOOK),
        _toned(_lines(proposal.before_first_night), Tone.STOP),
        _toned(_lines(proposal.warnings), Tone.LOOK),
        ", ".join(proposal.together_with) or None,
        *([None] * 4),
    ]


def _lines(sentences: Iterable[str]) -> str | None:
    """Sentences one below the other, each beginning with a capital; None where there is none."""
    return "\n".join(map(capital, sentences)) or None


def _urgent(scheme: Scheme, request_id: str) -> CellContent:
    return _toned(say_how_urgent(scheme, request_id), Tone.LOOK)


def _toned(text: str | None, tone: Tone) -> CellContent:
    return None if text is None else Shown(text, tone)


def _looking_rows(scheme: Scheme, result: MatchResult) -> Iterator[Row]:
    for entry in most_urgent_first(scheme, result.still_looking):
        for reason in entry.reasons:
            yield [
                entry.request_id,
                first_name_of(scheme, entry.person_id) or entry.person_id,
                _urgent(scheme, entry.request_id),
                KIND_TITLES[entry.kind],
                _lines([reason.sentence]),
                len(reason.households) or None,
                ", ".join(reason.households) or None,
            ]


def _question_rows(scheme: Scheme, result: MatchResult) -> Iterator[Row]:
    order = {(asked.ask, asked.text): number for number, asked in enumerate(gathered(result.questions))}
    for question in sorted(result.questions, key=lambda q: (order[q.ask, q.text], -len(q.opens), q.about)):
        yield _question_row(scheme, question, result.on)


def _question_row(scheme: Scheme, question: Question, on: date) -> Row:
    requests = dict.fromkeys(request_id for request_id, _ in question.opens)
    return [
        capital(say_asked(scheme, question.about, question.ask, on)),
        None if question.ask is AskWhom.REGISTER else question.about,
        question.text,
        len(question.opens),
        ", ".join(requests) or doors(0),
        None,
    ]


def _problem_rows(problems: Iterable[CellProblem]) -> Iterator[Row]:
    for problem in problems:
        yield [
            _MEANS[problem.severity],
            problem.sheet,
            problem.cell,
            problem.heading,
            problem.given,
            problem.expected,
            problem.suggestion or None,
        ]
