"""`sharedlives template`: an empty workbook that reads back, and nothing of anybody's is written over."""

import json

import pytest
from builders import a_scheme

from sharedlives.domain.words import Nation
from sharedlives.files.workbook_reader import read_workbook


@pytest.mark.parametrize(
    ("typed", "nation"),
    [
        ("england", Nation.ENGLAND),
        ("wales", Nation.WALES),
        ("scotland", Nation.SCOTLAND),
        ("northern-ireland", Nation.NORTHERN_IRELAND),
        ("Northern  Ireland", Nation.NORTHERN_IRELAND),
    ],
)
def test_an_empty_workbook_is_written_and_reads_back_as_an_empty_scheme(run, tmp_path, typed, nation):
    ran = run("template", "new.xlsx", "--nation", typed)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Written: new.xlsx. Fill it in and save it, then run: sharedlives match new.xlsx\n"
    reading = read_workbook(tmp_path / "new.xlsx")
    assert (reading.scheme, reading.problems) == (a_scheme(nation=nation), ())


def test_what_was_written_is_said_as_one_document(run):
    ran = run("template", "new.xlsx", "--nation", "wales", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "format": "sharedlives.written/1",
        "written": "new.xlsx",
        "holds": "sharedlives.workbook/1",
        "nation": "wales",
    }
    assert "Fill it in" in ran.err


def test_a_template_is_never_written_over_even_by_itself(run, tmp_path):
    run("template", "new.xlsx", "--nation", "wales")
    before = (tmp_path / "new.xlsx").read_bytes()
    ran = run("template", "new.xlsx", "--nation", "england")
    assert (ran.code, ran.out) == (2, "")
    assert "“new.xlsx” is there already" in ran.err
    assert (tmp_path / "new.xlsx").read_bytes() == before


def test_the_same_nation_gives_the_same_bytes(run, tmp_path):
    run("template", "one.xlsx", "--nation", "wales")
    run("template", "two.xlsx", "--nation", "wales")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("template", "new.xlsx"), "--nation"),
        (("template", "--nation", "wales"), "NEW"),
        (
            ("template", "new.xlsx", "--nation", "france"),
            "It can be: england, wales, scotland, northern-ireland.",
        ),
        (("template", "new.xls", "--nation", "wales"), "“new.xls” should end in .xlsx."),
        (("template", "away/new.xlsx", "--nation", "wales"), "There is no folder to write “new.xlsx” to."),
    ],
)
def test_a_wrong_option_is_said_with_what_can_be_typed(run, tmp_path, arguments, says):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []
