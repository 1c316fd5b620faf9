"""`sharedlives demo`: straight to proposals, from the register that comes with the program."""

import json
import re

import pytest
from openpyxl import load_workbook
from unsaid import unsaid

from sharedlives.files.demo import DEMO_DAY, read_demo
from sharedlives.files.result_documents import result_from_json


@pytest.fixture(scope="module")
def scheme():
    return read_demo().scheme


def test_the_demo_ends_with_proposals_on_the_screen(run, scheme):
    ran = run("demo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("If everyone said yes\nCalderbrook Shared Lives, as at 16 Nov 2026\n")
    assert re.search(r"^27 open requests: \d+ with a proposal, \d+ still looking\.$", ran.out, re.MULTILINE)
    for request in scheme.requests:  # each request is there, with a proposal or with reasons
        assert re.search(rf"^  \w+ \({request.id}\)", ran.out, re.MULTILINE), request.id
    for title in ("A HOME TO LIVE IN", "SHORT BREAKS", "DAY SUPPORT", "STILL LOOKING", "QUESTIONS THAT"):
        assert f"\n\n{title}" in ran.out
    assert "Proven: by what the scheme put first" in ran.out
    assert "Everybody here is invented." in ran.out


def test_no_line_is_too_long_to_read_or_ends_in_blanks(run):
    lines = run("demo").out.split("\n")
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip()] == []


def test_the_screen_says_no_word_that_hurts(run):
    assert list(unsaid(run("demo").out)) == []


def test_the_demo_is_printed_as_a_document_or_written_as_a_workbook(run, tmp_path):
    printed = run("demo", "--json")
    assert (printed.code, printed.err) == (0, "")
    assert json.loads(printed.out)["format"] == "sharedlives.match/1"
    assert result_from_json(printed.out).on == DEMO_DAY
    assert run("demo", "--output", "proposals.xlsx").code == 0
    assert "Proposals" in load_workbook(tmp_path / "proposals.xlsx").sheetnames


def test_the_demo_writes_over_nothing(run, tmp_path):
    (tmp_path / "mine.xlsx").write_text("mine")
    assert run("demo", "-o", "mine.xlsx").code == 2
    assert (tmp_path / "mine.xlsx").read_text() == "mine"
