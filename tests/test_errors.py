"""The three kinds of trouble."""

import pickle

import pytest

from sharedlives import errors
from sharedlives.errors import CellProblem, SchemeError, SchemeProblem, Severity, SharedLivesError

CELL = CellProblem(
    code="no-date",
    severity=Severity.LEFT_OUT,
    sheet="Carers",
    cell="D3",
    heading="Date of birth",
    given="31/02/1966",
    expected="A date was expected.",
    suggestion="Write it like 28/02/1966.",
)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.InvalidRecordError, ValueError),
        (errors.UnknownIdError, LookupError),
        (errors.SchemeError, ValueError),
        (errors.FileRefusedError, ValueError),
        (errors.NotInForceError, LookupError),
        (errors.KeepRefusedError, ValueError),
        (errors.OwnBugError, RuntimeError),
    ],
)
def test_every_error_is_ours_and_the_builtin_a_caller_would_catch(error, builtin):
    assert issubclass(error, SharedLivesError)
    assert issubclass(error, builtin)


def test_every_exception_of_the_library_is_a_child_of_one():
    own = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert all(issubclass(each, SharedLivesError) for each in own)


def test_a_cell_is_named_as_excel_names_it():
    assert CELL.place == "Carers!D3"
    assert CellProblem(
        code="x", severity=Severity.STOPS, sheet="Carers", expected="", suggestion=""
    ).place == ("Carers")
    assert CellProblem(code="x", severity=Severity.STOPS, expected="", suggestion="").place == "the file"


def test_a_message_names_place_heading_and_remedy_and_keeps_the_value_back():
    assert CELL.message() == ("Carers!D3 · Date of birth · A date was expected. Write it like 28/02/1966.")
    assert "31/02/1966" not in repr(CELL)


def test_a_message_quotes_the_value_only_where_it_is_asked_for():
    assert "it says “31/02/1966”" in CELL.message(with_value=True)


def test_a_message_without_a_heading_or_a_value_has_no_gaps():
    problem = CellProblem(code="x", severity=Severity.NOTICE, expected="Read.", suggestion="")
    assert problem.message(with_value=True) == "the file · Read."


def test_a_scheme_error_lists_every_problem():
    problems = tuple(
        SchemeProblem(
            code="id-twice", collection="people", record=f"P{n}", message=f"2 people have the id P{n}"
        )
        for n in (1, 2)
    )
    error = SchemeError(problems)
    assert error.problems == problems
    assert str(error) == (
        "2 things in this scheme do not fit together:\n- 2 people have the id P1\n- 2 people have the id P2"
    )


def test_a_scheme_error_travels_between_processes_with_its_problems():
    problem = SchemeProblem(code="id-twice", collection="people", record="P1", message="twice")
    assert pickle.loads(pickle.dumps(SchemeError((problem,)))).problems == (problem,)  # noqa: S301 - our own bytes


def test_one_problem_is_one_thing():
    problem = SchemeProblem(
        code="id-twice", collection="people", record="P1", message="2 people have the id P1"
    )
    assert str(SchemeError((problem,))).startswith("1 thing in this scheme does not fit together:")
