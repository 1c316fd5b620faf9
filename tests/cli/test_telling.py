"""What is said beside a result: problems by their gravity, and that something takes a while."""

import io

import pytest
from rich.console import Console
from schemes import a_small_scheme

from sharedlives.cli import telling
from sharedlives.cli.page import Page
from sharedlives.cli.telling import tell_briefly, tell_problems, tell_what_was_read, waiting, write_out
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.reading import Reading
from sharedlives.program import Progress


def a_problem(severity, **changes):
    facts = {
        "code": "SL-X",
        "severity": severity,
        "sheet": "CARERS",
        "cell": "D3",
        "heading": "Born",
        "given": "31/02/2026",
        "expected": "There is no 31 February.",
        "suggestion": "Write a day that exists.",
    }
    return CellProblem(**facts | changes)


@pytest.fixture
def page():
    return Page(Console(file=io.StringIO(), width=100))


def told(page):
    return page.console.file.getvalue()


def test_problems_are_told_the_gravest_first(page):
    tell_problems(
        page,
        [a_problem(Severity.NOTICE), a_problem(Severity.LEFT_OUT), a_problem(Severity.STOPS, sheet=None)],
    )
    line = "CARERS!D3 · Born · it says “31/02/2026” · There is no 31 February. Write a day that exists."
    assert told(page) == (
        "This stops the reading (1)\n"
        f"  {line.replace('CARERS!D3', 'the file')}\n"
        "\n"
        f"Left out (1)\n  {line}\n"
        "\n"
        f"Read, and worth a look (1)\n  {line}\n"
        "\n"
    )


def test_what_a_problem_does_not_have_is_not_told(page):
    tell_problems(page, [a_problem(Severity.LEFT_OUT, cell=None, heading=None, given=None, suggestion="")])
    assert told(page) == "Left out (1)\n  CARERS · There is no 31 February.\n\n"


def test_nothing_is_told_of_nothing(page):
    tell_problems(page, [])
    tell_briefly(page, Reading(scheme=a_small_scheme()))
    tell_what_was_read(page, Reading(scheme=None))
    assert told(page) == ""


def test_many_cells_and_what_they_say_are_told_by_the_first_few(page):
    cells = ", ".join(f"D{number}" for number in range(1, 11))
    given = "; ".join(str(number) for number in range(1, 10))
    tell_problems(page, [a_problem(Severity.NOTICE, cell=cells, given=given)])
    out = " ".join(told(page).split())
    assert "CARERS!D1, D2, D3, D4, D5, D6, D7, D8 and 2 more" in out
    assert "“1; 2; 3; 4; 5; 6; 7; 8 and 1 more”" in out


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (1, "1 thing was read and is worth a look: sharedlives import lists them.\n\n"),
        (2, "2 things were read and are worth a look: sharedlives import lists them.\n\n"),
    ],
)
def test_notices_are_told_briefly_by_their_number(page, number, says):
    tell_briefly(page, Reading(scheme=a_small_scheme(), problems=(a_problem(Severity.NOTICE),) * number))
    assert told(page) == says


def test_notices_on_the_way_to_nothing_are_not_told(page):
    tell_briefly(page, Reading(scheme=None, problems=(a_problem(Severity.NOTICE),)))
    assert told(page) == ""


def test_what_was_read_is_told_by_its_numbers(page):
    tell_what_was_read(page, Reading(scheme=a_small_scheme()))
    assert told(page) == (
        "Read: Hollin Shared Lives: 2 households, 3 carers, 2 approvals, 5 people, 5 requests.\n"
    )


def test_a_scheme_of_nothing_without_a_name_is_told_as_such(page):
    scheme = a_small_scheme()
    empty = type(scheme)(nation=scheme.nation)
    tell_what_was_read(page, Reading(scheme=empty, silence=(("household.pets", "not known"),)))
    assert told(page) == (
        "Read: a scheme without a name: no records.\n"
        "Any other blank cell was read as not known, which is a question to ask.\n"
    )


# -- waiting


def test_nobody_is_told_to_wait_where_nobody_looks_on(capsys):
    with waiting("Reading") as progress:
        assert progress is None
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def terminal(monkeypatch):
    """A terminal beside the results, and no patience."""
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    monkeypatch.setattr(telling, "aside", lambda: Page(console))
    monkeypatch.setattr(telling, "_PATIENCE", 0)
    return console


def test_somebody_at_a_terminal_is_told_how_far_it_is(terminal, monkeypatch):
    started, shown = [], []
    monkeypatch.setattr(telling, "Timer", an_impatient_timer(started))
    monkeypatch.setattr(telling.Status, "update", lambda _, text: shown.append(text))
    with waiting("Looking") as progress:
        progress(Progress(component=3, of=12, level="urgent met", value=2, bound=2))
    assert shown == ["Looking: part 3 of 12, urgent met"]
    assert started == [0]
    assert "Looking" in terminal.file.getvalue()


def test_the_terminal_is_left_in_order_when_something_goes_wrong(terminal, monkeypatch):
    monkeypatch.setattr(telling, "Timer", an_impatient_timer([]))
    with pytest.raises(RuntimeError), waiting("Looking"):
        raise RuntimeError
    hides_the_cursor, shows_it_again = "\x1b[?25l", "\x1b[?25h"
    assert terminal.file.getvalue().rindex(shows_it_again) > terminal.file.getvalue().rindex(hides_the_cursor)


def an_impatient_timer(started):
    """A timer that does not wait, and remembers how long it was to."""

    class Timer:
        def __init__(self, seconds, act):
            self.daemon = False
            self._seconds, self._act = seconds, act

        def start(self):
            started.append(self._seconds)
            self._act()

        def cancel(self):
            pass

        def join(self):
            pass

    return Timer


# -- documents


def test_a_document_goes_out_as_utf8_even_where_the_stream_is_no_file(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    write_out("Gwên")
    assert stream.getvalue() == "Gwên"
    bytes_beneath = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(bytes_beneath, encoding="ascii"))
    write_out("Gwên")
    assert bytes_beneath.getvalue() == "Gwên".encode()
