"""Lines on a screen: wrapped to be read, indented where they belong, in terminals and files alike."""

import io

import pytest
from rich.console import Console

from sharedlives.cli.page import Page, aside, printable, screen


def put(width, *parts, **options):
    file = io.StringIO()
    Page(Console(file=file, width=width)).put(*parts, **options)
    return file.getvalue()


def beside(page_width, label, text, **options):
    file = io.StringIO()
    Page(Console(file=file, width=page_width)).beside(label, text, **options)
    return file.getvalue()


def test_a_text_is_wrapped_and_its_further_lines_hang():
    assert put(30, "one two three four five six seven", indent=2, hang=2) == (
        "  one two three four five\n    six seven\n"
    )


def test_parts_follow_each_other_whatever_their_style():
    assert put(80, ("Luke", "bold"), " might live with ", ("H1", "bold")) == "Luke might live with H1\n"


def test_a_text_of_several_lines_keeps_them():
    assert put(80, "one\ntwo", indent=2) == "  one\n  two\n"


def test_a_text_of_nothing_is_a_line_of_nothing():
    assert put(80, "") == "\n"


def test_a_text_stands_beside_its_label():
    assert beside(40, "Fits", "about three miles from what matters", indent=2, width=8) == (
        "  Fits    about three miles from what\n          matters\n"
    )


def test_a_wide_terminal_gets_lines_that_can_be_read():
    assert max(map(len, put(400, "word " * 100).split("\n"))) <= 100


def test_a_narrow_terminal_gets_at_least_a_few_words_a_line():
    assert put(5, "one two three four five six", indent=2) == "  one two three four five\n  six\n"


def test_what_looks_like_markup_is_shown_as_it_stands():
    assert put(80, "[bold]:smile: http://x") == "[bold]:smile: http://x\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1b[2Jb", "a[2Jb"), ("a\u202eb", "ab"), ("a\nb", "a\nb"), ("a\tb", "ab"), ("a\ud800b", "ab")],
)
def test_signs_that_steer_a_terminal_are_left_out(text, shown):
    assert printable(text) == shown


def test_results_go_to_one_stream_and_the_rest_to_the_other(capsys):
    screen().title("Proposals")
    aside().put("beside")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("\nPROPOSALS\n", "beside\n")


def test_a_stream_that_nobody_reads_is_left_to_whoever_put_something_there(monkeypatch):
    class Nobody(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Nobody())
    with pytest.raises(BrokenPipeError):
        screen().put("words")


def test_a_terminal_is_as_wide_as_it_is(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "72")
    assert screen().console.width == 72
    monkeypatch.delenv("FORCE_COLOR")
    assert screen().console.width == 100  # not one: always the same, for the same bytes
