"""Proposals on paper: everything a screen leaves out, and room for what people decide."""

import attrs
import pytest
from builders import ON, a_request, a_scheme
from openpyxl import load_workbook
from schemes import a_small_scheme, two_together
from unsaid import unsaid

from sharedlives.domain.words import Kind
from sharedlives.errors import CellProblem, FileRefusedError, Severity
from sharedlives.files.proposals_workbook import write_proposals
from sharedlives.matching.judging import AskWhom
from sharedlives.matching.match import match
from sharedlives.matching.results import Question

PROBLEMS = (
    CellProblem(
        code="SL-X",
        severity=Severity.LEFT_OUT,
        sheet="CARERS",
        cell="D3",
        heading="Born",
        given="=1+1",
        expected="There is no such day.",
        suggestion="Write one.",
    ),
    CellProblem(code="SL-Y", severity=Severity.NOTICE, expected="A comment was kept.", suggestion=""),
    CellProblem(code="SL-Z", severity=Severity.STOPS, expected="Nothing was read.", suggestion=""),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "proposals.xlsx"


def written(path, scheme=None, result=None, **options):
    scheme = a_small_scheme() if scheme is None else scheme
    write_proposals(scheme, match(scheme, ON) if result is None else result, path, **options)
    return load_workbook(path)


def rows(sheet):
    """Each row below the headings, by heading; blanks left out."""
    headings = [cell.value for cell in sheet[1]]
    return [
        {heading: cell.value for heading, cell in zip(headings, row, strict=True) if cell.value is not None}
        for row in sheet.iter_rows(min_row=2)
    ]


def test_the_first_sheet_says_what_it_is_and_what_it_is_not(path):
    sheet = written(path, a_small_scheme(not_kept=frozenset({"household.pace"})), problems=PROBLEMS)[
        "Read me"
    ]
    lines = [tuple(cell.value for cell in row) for row in sheet.iter_rows(max_col=2)]
    assert lines[0] == ("If everyone said yes", None)
    assert lines[1][0].startswith("It proposes; people decide.")
    said = dict(lines)
    assert (said["Scheme"], said["As at"]) == ("Hollin Shared Lives", "16 Nov 2026")
    assert said["Requests"] == "5 open requests: 4 with a proposal, 1 still looking."
    assert said["   Short breaks"] == "2 proposed"
    assert said["How certain"].startswith("Proven")
    assert said["Not kept by the register"] == "The pace of the home."
    assert said["Problems in your data"] == "2 left out when the register was read, and 1 worth a look."
    links = {cell.value: cell.hyperlink.location for (cell,) in sheet.iter_rows(max_col=1) if cell.hyperlink}
    assert links["Still looking"] == "'Still looking'!A1"


def test_where_nothing_was_left_out_and_all_is_kept_the_first_sheet_is_shorter(path):
    sheet = written(path, a_small_scheme(name=None))["Read me"]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert said["Scheme"] == "not named"
    assert said["Problems in your data"] == "Nothing was left out when the register was read."
    assert "Not kept by the register" not in said


def test_a_proposal_is_a_row_that_says_who_where_when_and_why(path):
    first, second, *_ = rows(written(path)["Proposals"])
    assert {name: first[name] for name in ("Request", "Person", "Household", "Carers", "How urgent")} == {
        "Request": "R1",
        "Person": "Zebedee",
        "Household": "H1",
        "Carers": "Philippa and Gus Featherstone",
        "How urgent": "urgent",
    }
    assert first["What for"] == "A home to live in"
    assert (first["From"].date(), "Until" in first) == (ON, False)
    assert first["How long or how often"] == "no end set"
    assert first["What fits"] == "In common: chapel\nA language in common\nIn their own neighbourhood"
    assert second["What for"] == "Short breaks"
    assert (second["Until"].date() - second["From"].date()).days == 3
    assert second["What to ask"] == "In which neighbourhood is this home?"


def test_sessions_end_on_their_last_day(path):
    by_request = {row["Request"]: row for row in rows(written(path)["Proposals"])}
    assert by_request["R3"]["Until"].date().isoformat() == "2026-12-13"
    assert by_request["R3"]["How long or how often"] == "Mondays and Fridays, 10:00 to 15:00"


def test_those_who_go_together_are_named_by_their_requests(path):
    assert [row["Together with"] for row in rows(written(path, two_together())["Proposals"])] == ["R2", "R1"]


def test_what_must_be_in_order_and_what_is_worth_a_look_have_their_columns(path):
    scheme = a_small_scheme()
    result = match(scheme, ON)
    changed = attrs.evolve(
        result.proposals[0],
        before_first_night=("renew the certificate",),
        warnings=("a birthday", "a closure"),
    )
    book = written(path, scheme, attrs.evolve(result, proposals=(changed, *result.proposals[1:])))
    first = rows(book["Proposals"])[0]
    assert first["Before the first night"] == "Renew the certificate"
    assert first["Worth a look"] == "A birthday\nA closure"


def test_decisions_are_left_to_people(path):
    book = written(path)
    sheet = book["Proposals"]
    headings = [cell.value for cell in sheet[1]]
    decisions = headings[headings.index("Decision") :]
    assert decisions == ["Decision", "Decided by", "Decided on", "Reason, if they gave one"]
    assert [row for row in rows(sheet) if set(row) & set(decisions)] == []
    [drop_down] = [check for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert drop_down.formula1 == "choices_decision"
    assert not drop_down.showErrorMessage  # people may write something else
    assert [cell.value for cell in book["Lists"]["A"]] == [
        "Decisions",
        "go on to introductions",
        "not now",
        "no",
    ]


def test_everybody_still_looking_has_a_row_for_each_reason(path):
    [row] = rows(written(path)["Still looking"])
    assert row == {
        "Request": "R5",
        "Person": "Una",
        "How urgent": "emergency",
        "What for": "Support in their own home",
        "Why nothing is proposed yet": "2 households: not approved for this kind",
        "Households": 2,
        "Which": "H1, H2",
    }


def test_a_reason_that_is_about_no_household_leaves_their_columns_blank(path):
    scheme = a_small_scheme().with_changes(
        put=[a_request("R9", person_id="P2", kind=Kind.DAY_SUPPORT, weekdays=frozenset())]
    )
    [row] = [row for row in rows(written(path, scheme)["Still looking"]) if row["Request"] == "R9"]
    assert row["Why nothing is proposed yet"] == "On which days of the week is not recorded"
    assert "Households" not in row
    assert "Which" not in row


def test_questions_are_listed_one_by_one_the_most_telling_first(path):
    scheme = a_small_scheme()
    questions = (
        Question(ask=AskWhom.PERSON, about="P2", text="How urgent is it?", code="urgency", opens=()),
        Question(ask=AskWhom.HOUSEHOLD, about="H1", text="Is there a cat?", code="c", opens=(("R1", "H1"),)),
        Question(
            ask=AskWhom.REGISTER,
            about="register",
            text="Who takes emergencies?",
            code="e",
            opens=(("R1", "H1"), ("R1", "H2"), ("R2", "H1")),
        ),
    )
    book = written(path, scheme, attrs.evolve(match(scheme, ON), questions=questions))
    assert rows(book["Questions"]) == [
        {
            "Ask about": "Everybody: the register does not keep it",
            "Question": "Who takes emergencies?",
            "May open": 3,
            "For requests": "R1, R2",
        },
        {
            "Ask about": "Philippa and Gus Featherstone (H1)",
            "Id": "H1",
            "Question": "Is there a cat?",
            "May open": 1,
            "For requests": "R1",
        },
        {
            "Ask about": "Olive (P2)",
            "Id": "P2",
            "Question": "How urgent is it?",
            "May open": 0,
            "For requests": "for the record",
        },
    ]


def test_problems_of_the_register_stand_in_it_as_words(path):
    sheet = written(path, problems=PROBLEMS)["Problems in your data"]
    first, second, third = rows(sheet)
    assert first == {
        "What it means": "left out",
        "Sheet": "CARERS",
        "Cell": "D3",
        "Column": "Born",
        "It says": "=1+1",
        "What is wrong": "There is no such day.",
        "What to do": "Write one.",
    }
    assert sheet["E2"].data_type == "s"
    assert (second["What it means"], third["What it means"]) == ("worth a look", "stops the reading")


def test_colours_stand_beside_words_only(path):
    for sheet in written(path, problems=PROBLEMS).worksheets:
        for row in sheet.iter_rows(min_row=2):
            assert [cell.coordinate for cell in row if cell.fill.fill_type and not cell.value] == []


def test_it_says_no_word_that_hurts(path):
    texts = [
        str(cell.value)
        for sheet in written(path, problems=PROBLEMS).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert [word for text in texts for word in unsaid(text)] == []


def test_pages_are_titled_and_say_whose_they_are(path):
    for sheet in written(path, a_small_scheme(name="Hills & Dales")).worksheets[:-1]:
        assert sheet.oddHeader.left.text == "If everyone said yes"
        assert sheet.oddHeader.right.text == "Hills && Dales, as at 16 Nov 2026"
    sheet = load_workbook(path)["Proposals"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")
    assert sheet.freeze_panes == "D2"


def test_a_result_of_nothing_is_written_too(path):
    book = written(path, a_scheme())
    assert rows(book["Proposals"]) == rows(book["Questions"]) == []
    assert book["Proposals"].oddHeader.right.text == "A scheme without a name, as at 16 Nov 2026"


def test_the_same_result_gives_the_same_bytes_in_place_of_the_last(path):
    written(path)
    before = path.read_bytes()
    written(path)
    assert path.read_bytes() == before


def test_what_somebody_wrote_is_never_written_over(path):
    book = written(path)
    book["Questions"]["F2"] = "No, nobody"
    book.save(path)
    with pytest.raises(FileRefusedError, match=r"Somebody has saved “proposals\.xlsx” since it was written"):
        written(path)
    assert load_workbook(path)["Questions"]["F2"].value == "No, nobody"


def test_another_file_is_never_written_over(path):
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileRefusedError, match="is there already, and something else is in it"):
        written(path)
    assert path.read_text(encoding="utf-8") == "mine"
