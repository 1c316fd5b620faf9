"""The screen of a result: whatever is in it, a coordinator can read it to the end."""

import io
import re

import attrs
import pytest
from builders import ON, a_home, a_person, a_request, a_scheme, an_approval, day
from rich.console import Console
from schemes import a_small_scheme, two_together
from unsaid import unsaid

from sharedlives.cli.page import Page
from sharedlives.cli.showing import show_result, show_summary
from sharedlives.domain.carer import KindNumber
from sharedlives.domain.words import Kind
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.match import match
from sharedlives.matching.results import Question, Reason, Status


def shown(scheme, result=None, width=100, notes=()):
    file = io.StringIO()
    result = match(scheme, ON) if result is None else result
    show_result(Page(Console(file=file, width=width)), scheme, result, notes)
    return file.getvalue()


@pytest.fixture(scope="module")
def result():
    return match(a_small_scheme(), ON)


@pytest.mark.parametrize("width", [40, 80, 100, 120])
def test_it_fits_any_terminal(result, width):
    lines = shown(a_small_scheme(), result, width).split("\n")
    assert max(map(len, lines)) <= width
    assert [word for line in lines for word in unsaid(line)] == []


def test_a_dumb_terminal_gets_the_same_words(result):
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system=None, width=100)
    show_result(Page(console), a_small_scheme(), result)
    assert re.sub(r"\x1b\[[0-9;]*m", "", file.getvalue()) == shown(a_small_scheme(), result)


def test_notes_stand_above_the_numbers(result):
    assert "as at 16 Nov 2026\n\nOnly Upper.\n5 open requests" in shown(
        a_small_scheme(), result, notes=["Only Upper."]
    )


def test_a_summary_has_no_proposals_in_it(result):
    file = io.StringIO()
    show_summary(Page(Console(file=file, width=100)), a_small_scheme(), result)
    assert file.getvalue().endswith("not only the one shown here.\n")
    assert "Zebedee" not in file.getvalue()


def test_those_who_go_together_are_named_beside_each_other():
    out = shown(two_together())
    assert "  Bill (P1, request R1) might live with H1\n" in out
    assert "    Together with Ben (P2, request R2)\n" in out


def test_what_must_be_in_order_and_what_is_worth_a_look_stand_with_the_proposal(result):
    first = attrs.evolve(
        result.proposals[0],
        before_first_night=("the certificate of C1 is to be renewed",),
        warnings=("the approval ends on 01/02/2027, within the stay: bring the review forward",),
    )
    out = shown(a_small_scheme(), attrs.evolve(result, proposals=(first, *result.proposals[1:])))
    assert "    Put in order  Before the first night: the certificate of C1 is to be renewed\n" in out
    assert "    Worth a look  The approval ends on 01/02/2027, within the stay: bring" in out


def test_a_plan_that_time_cut_short_says_that_another_may_do_better(result):
    out = shown(a_small_scheme(), attrs.evolve(result, status=Status.BEST_SO_FAR, repeatable=False))
    assert "The time allowed ran out: this is the best plan found so far" in out


def test_what_the_register_does_not_keep_is_said_once():
    out = shown(a_small_scheme(not_kept=frozenset({"household.pace", "carer.faith", "approval.minutes"})))
    assert out.endswith(
        "WHAT THE REGISTER DOES NOT KEEP\n\n"
        "  It counts against nobody; where somebody asks for it, it is a question. The carers' faith; the\n"
        "  pace of the home.\n"
    )


def many(number):
    """So many requests, for half of which there is room."""
    homes = [a_home(f"H{i:03}") for i in range(number // 4)]
    people = [a_person(f"P{i:03}") for i in range(number)]
    requests = [a_request(f"R{i:03}", person_id=f"P{i:03}") for i in range(number)]
    return a_scheme(*homes, *people, *requests)


def test_with_very_many_requests_the_first_are_shown_and_the_others_counted():
    out = shown(many(84))  # 21 homes for two each: 42 of 84
    assert "84 open requests: 42 with a proposal, 42 still looking." in out
    assert "  and 2 more proposals of this kind\n" in out
    assert "\n\n  and 2 more still looking\n" in out
    assert len(re.findall(r"might live with", out)) == 40


def test_one_more_is_said_as_one(result):
    proposals = tuple(attrs.evolve(result.proposals[0]) for _ in range(41))
    out = shown(a_small_scheme(), attrs.evolve(result, proposals=proposals))
    assert "  and 1 more proposal of this kind\n" in out


def test_of_many_reasons_the_first_three_are_shown(result):
    [entry] = result.still_looking
    reasons = tuple(Reason(code=f"c{n}", sentence=f"{n} households: no room then") for n in range(9, 4, -1))
    out = shown(a_small_scheme(), attrs.evolve(result, still_looking=(attrs.evolve(entry, reasons=reasons),)))
    assert "    9 households: no room then\n    8 households" in out
    assert "    7 households: no room then\n    and 2 more reasons\n" in out


def a_question(text, ask=AskWhom.HOUSEHOLD, about="H1", opens=(("R5", "H1"),)):
    return Question(ask=ask, about=about, text=text, code="c", opens=opens)


def test_the_first_question_for_somebody_still_looking_is_shown_with_them(result):
    questions = (
        a_question("Who sleeps there?", opens=(("R5", "H1"), ("R5", "H2"))),
        a_question("Is there a cat?"),
    )
    out = shown(a_small_scheme(), attrs.evolve(result, questions=questions))
    assert "not approved for this kind\n    Ask first: Who sleeps there?\n" in out


def test_only_the_ten_questions_that_open_most_are_shown(result):
    questions = tuple(a_question(f"Question {number:02}?") for number in range(13))
    out = shown(a_small_scheme(), attrs.evolve(result, questions=questions))
    assert "Question 09?" in out
    assert "Question 10?" not in out
    assert "  and 3 more questions\n" in out


def test_a_question_that_opens_nothing_is_left_to_the_workbook(result):
    questions = (a_question("How urgent is it?", AskWhom.PERSON, "P1", opens=()),)
    assert "QUESTIONS" not in shown(a_small_scheme(), attrs.evolve(result, questions=questions))


TIMES = {
    Kind.INTERMEDIATE: {"until": day(40)},
    Kind.PARENT_AND_CHILD: {"children": 1},
    Kind.OUTREACH: {},
}


def test_every_kind_of_arrangement_is_said_in_its_own_words():
    numbers = tuple(KindNumber(kind=kind, number=1) for kind in TIMES)
    records = []
    for number, (kind, times) in enumerate(TIMES.items()):
        approval = an_approval(household_id=f"H{number}", terms={"numbers": numbers, "total": 2})
        records += a_home(f"H{number}", approval=approval)
        records.append(a_person(f"P{number}"))
        records.append(a_request(f"R{number}", person_id=f"P{number}", kind=kind, **times))
    out = shown(a_scheme(*records))
    assert "might live for a while with" in out
    assert "might live, with the child, with" in out
    assert "might be visited by" in out
