"""`sharedlives import`: every problem is said; nothing is kept unless all was read or somebody says so."""

import json
import re
from pathlib import Path

import pytest
from builders import a_person, a_scheme
from house import CHECKOUT, PACKAGE
from jsonschema import Draft202012Validator
from schemes import REGISTER_MAP, a_small_scheme, two_rows

from sharedlives.files.json_documents import read_scheme_json, write_scheme_json
from sharedlives.files.workbook_reader import read_workbook
from sharedlives.files.workbook_writer import write_workbook

REGISTERS = CHECKOUT / "examples" / "registers"
SCHEMA = Draft202012Validator(
    json.loads((PACKAGE / "files/schemas/reading.schema.json").read_text(encoding="utf-8"))
)


def flat(text):
    """What was said, whatever the width of the page."""
    return " ".join(text.split())


def a_document(text):
    document = json.loads(text)
    assert list(SCHEMA.iter_errors(document)) == []
    return document


@pytest.fixture
def with_a_gap(register):
    """The register with a day in it that does not exist."""
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,31/02/2020"), encoding="utf-8")
    return path, mapping


def test_a_register_is_read_through_its_mapping_and_kept(run, register, tmp_path):
    path, mapping = register
    ran = run("import", path, "--map", mapping, "-o", "scheme.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Read: Mapped Lives: 2 households, 2 approvals.")
    assert "A blank cell was read as “no” for: household pets." in ran.out
    assert "Any other blank cell was read as not known" in ran.out
    assert ran.out.endswith("Written: scheme.json.\n")
    assert [home.id for home in read_scheme_json(tmp_path / "scheme.json").households] == ["H001", "H002"]


def test_it_may_be_kept_as_a_workbook_as_well(run, register, tmp_path):
    path, mapping = register
    run("import", path, "--map", mapping, "--output", "scheme.json")
    assert run("import", path, "--map", mapping, "--output", "scheme.xlsx").code == 0
    reading = read_workbook(tmp_path / "scheme.xlsx")
    assert reading.scheme == read_scheme_json(tmp_path / "scheme.json")


def test_without_a_place_to_keep_it_a_register_is_only_looked_over(run, register, tmp_path):
    path, mapping = register
    before = set(tmp_path.iterdir())
    ran = run("import", path, "-m", mapping)
    assert ran.code == 0
    assert ran.out.endswith("Nothing was written. To keep what was read, add: --output scheme.json\n")
    assert set(tmp_path.iterdir()) == before


def test_a_folder_of_csv_files_is_a_register(run, register, tmp_path):
    path, mapping = register
    folder = tmp_path / "register"
    folder.mkdir()
    path.rename(folder / path.name)
    assert "Read: Mapped Lives: 2 households" in run("import", folder, "--map", mapping).out


def test_the_register_is_not_touched(run, register):
    path, mapping = register
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in (path, mapping)]
    run("import", path, "--map", mapping, "-o", "scheme.json")
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in (path, mapping)] == before


def test_where_something_is_left_out_nothing_is_kept_and_the_way_out_is_said(run, with_a_gap, tmp_path):
    path, mapping = with_a_gap
    ran = run("import", path, "--map", mapping, "-o", "scheme.json")
    assert ran.code == 1
    assert ran.out.startswith("Left out (1)\n  homes!D4 · Approved · it says “31/02/2020” · There is no")
    assert "Nothing was written, because of the 1 thing that was left out." in ran.out
    assert "add --accept-partial" in ran.out
    assert not (tmp_path / "scheme.json").exists()


def test_what_could_be_read_is_kept_where_somebody_says_so(run, with_a_gap, tmp_path):
    path, mapping = with_a_gap
    ran = run("import", path, "--map", mapping, "-o", "scheme.json", "--accept-partial")
    assert ran.code == 1  # something was left out all the same
    assert ran.out.endswith("Written: scheme.json, without the 1 thing that was left out.\n")
    assert len(read_scheme_json(tmp_path / "scheme.json").households) == 3


def test_several_things_left_out_are_counted(run, register):
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,31/02/2020", "H004,HX1 1UJ,,soon"), encoding="utf-8")
    ran = run("import", path, "--map", mapping, "-o", "scheme.json")
    assert "because of the 2 things that were left out." in ran.out


def test_notices_alone_are_no_reason_to_stop(run, register, tmp_path):
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,05/06/22"), encoding="utf-8")
    ran = run("import", path, "--map", mapping, "-o", "scheme.json")
    assert ran.code == 0
    assert ran.out.startswith("Read, and worth a look (1)\n  homes!D4 · Approved · it says “05/06/22”")
    assert (tmp_path / "scheme.json").exists()


def test_what_stops_is_said_and_nothing_is_written_whatever_is_accepted(run, register, tmp_path):
    path, mapping = register
    mapping.write_text(REGISTER_MAP.replace("england", "france"), encoding="utf-8")
    ran = run("import", path, "--map", mapping, "-o", "scheme.json", "--accept-partial")
    assert ran.code == 1
    assert ran.out.startswith("This stops the reading (1)\n  homes.map.toml!line 2 · nation · ")
    assert ran.out.endswith("Nothing could be read, so nothing was written.\n")
    assert not (tmp_path / "scheme.json").exists()


def test_a_text_that_steers_terminals_is_shown_without_its_signs(run, register):
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,\x1b[31mred\x1b[0m"), encoding="utf-8")
    out = run("import", path, "--map", mapping).out
    assert "\x1b" not in out
    assert "[31mred[0m" in out


def test_a_character_that_no_workbook_can_hold_is_told(run, tmp_path):
    write_scheme_json(a_scheme(a_person(first_name="a\x01b")), tmp_path / "odd.json")
    ran = run("import", "odd.json", "-o", "odd.xlsx")
    assert ran.code == 0
    assert "Read, and worth a look (1)\n  People!B2" in ran.out
    assert "A character that no workbook can hold was left out" in ran.out


# -- one document


def test_the_numbers_and_the_problems_are_one_document_that_quotes_no_cell(run, with_a_gap, tmp_path):
    path, mapping = with_a_gap
    ran = run("import", path, "--map", mapping, "-o", "s.json", "--accept-partial", "--json")
    assert ran.code == 1
    document = a_document(ran.out)
    assert (document["status"], document["written"]) == ("left out", "s.json")
    assert (document["scheme"], document["nation"]) == ("Mapped Lives", "england")
    assert (document["counts"]["households"], document["counts"]["people"]) == (3, 0)
    assert document["input_digest"] == read_scheme_json(tmp_path / "s.json").digest
    assert document["blank_cells"] == [{"fact": "household.pets", "read_as": "no"}]
    [problem] = document["problems"]
    assert (problem["severity"], problem["sheet"], problem["cell"]) == ("left out", "homes", "D4")
    assert "31/02/2020" not in ran.out
    assert "Written: s.json" in ran.err


def test_what_stops_is_one_document_too(run, register):
    path, mapping = register
    mapping.write_text("nation = [", encoding="utf-8")
    ran = run("import", path, "--map", mapping, "--json")
    assert ran.code == 1
    document = a_document(ran.out)
    assert (document["status"], document["written"], document["counts"]) == ("stopped", None, {})


def test_a_file_that_is_not_read_at_all_is_one_document_too(run):
    ran = run("import", "gone.xlsx", "--json")
    assert ran.code == 1
    [problem] = a_document(ran.out)["problems"]
    assert problem["code"] == "SL-FILE-REFUSED"
    assert "no file or folder called “gone.xlsx”" in problem["expected"]


def test_each_fault_of_a_json_document_is_a_problem_with_its_place(run, tmp_path):
    (tmp_path / "s.json").write_text(
        '{"format": "sharedlives.scheme/1", "nation": "france", "hat": 1}', encoding="utf-8"
    )
    problems = a_document(run("import", "s.json", "--json").out)["problems"]
    assert {problem["heading"] for problem in problems} == {"nation", "the document"}


# -- our own formats, and what is not for them


@pytest.mark.parametrize("name", ["s.json", "s.xlsx"])
def test_a_scheme_that_was_kept_is_read_without_a_mapping_and_kept_again(run, tmp_path, name):
    scheme = a_small_scheme()
    (write_scheme_json if name == "s.json" else write_workbook)(scheme, tmp_path / name)
    assert run("import", name, "-o", "again.json").code == 0
    assert read_scheme_json(tmp_path / "again.json") == scheme


@pytest.mark.parametrize(("name", "what"), [("s.json", "a JSON document"), ("s.xlsx", "our own workbook")])
def test_a_mapping_for_one_of_our_own_files_is_refused(run, tmp_path, register, name, what):
    (write_scheme_json if name == "s.json" else write_workbook)(a_small_scheme(), tmp_path / name)
    ran = run("import", name, "--map", register[1])
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"“{name}” is {what}, and a mapping is for a scheme's own register: leave out --map.\n"
    )


def test_a_register_without_its_mapping_is_told_what_to_give_and_what_was_seen(run):
    ran = run("import", REGISTERS / "calderbrook.xlsx")
    assert ran.code == 1
    told = flat(ran.out)
    assert "Give the mapping with --map. What stands in the register: the sheet “CARERS” with the" in told
    assert "headings “Ref”, “Carer 1”, “Carer 1 DOB”" in told
    assert "the sheet “Referrals”" in told


def test_a_mapping_that_is_not_there_is_said(run, register):
    ran = run("import", register[0], "--map", "gone.toml")
    assert (ran.code, ran.out) == (1, "")
    assert "There is no mapping file of that name" in ran.err


# -- where it may be written


def test_what_the_same_command_wrote_before_is_written_over(run, register):
    path, mapping = register
    for name in ("s.json", "s.xlsx", "s.json", "s.xlsx"):
        assert run("import", path, "--map", mapping, "-o", name).code == 0


def test_a_workbook_in_which_somebody_has_worked_since_is_left_as_it_is(run, register, tmp_path):
    from openpyxl import load_workbook

    path, mapping = register
    run("import", path, "--map", mapping, "-o", "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    book["Households"]["B2"] = "Lumb"
    book.save(tmp_path / "s.xlsx")
    before = (tmp_path / "s.xlsx").read_bytes()
    ran = run("import", path, "--map", mapping, "-o", "s.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "Somebody has saved “s.xlsx” since it was written" in ran.err
    assert (tmp_path / "s.xlsx").read_bytes() == before


def test_what_is_read_is_never_written_to(run, scheme_file):
    before = scheme_file.read_bytes()
    ran = run("import", scheme_file, "-o", scheme_file)
    assert (ran.code, ran.out) == (2, "")
    assert "“scheme.json” is what is read, and it is never changed." in ran.err
    assert scheme_file.read_bytes() == before


@pytest.mark.parametrize("content", ["", "[]", '{"format": "sharedlives.match/1"}', '{"format": "other/1"}'])
def test_a_file_that_is_something_else_is_left_as_it_is(run, register, tmp_path, content):
    (tmp_path / "mine.json").write_text(content, encoding="utf-8")
    ran = run("import", register[0], "--map", register[1], "-o", "mine.json")
    assert ran.code == 2
    assert "“mine.json” is there already, and something else is in it. Give another name." in ran.err
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == content


def test_a_folder_is_no_place_to_write_to(run, register, tmp_path):
    (tmp_path / "folder.json").mkdir()
    ran = run("import", register[0], "--map", register[1], "-o", "folder.json")
    assert ran.code == 2
    assert "“folder.json” is there already" in ran.err


def test_another_ending_is_refused_with_those_that_are_written(run, register):
    ran = run("import", register[0], "--map", register[1], "-o", "scheme.csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "“scheme.csv” should end in .json or .xlsx.\n"


@pytest.mark.parametrize("name", ["calderbrook", "gwynant"])
def test_a_register_of_the_examples_is_kept_without_anything_left_out(run, name):
    register = REGISTERS / f"{name}.xlsx"
    assert run("import", register, "--map", register.with_suffix(".map.toml"), "-o", "s.json").code == 0
    assert run("import", "s.json", "-o", "again.json").code == 0
    assert Path("s.json").read_bytes() == Path("again.json").read_bytes()


def test_many_cells_of_one_problem_are_not_all_listed(run):
    register = REGISTERS / "calderbrook.xlsx"
    told = flat(run("import", register, "--map", register.with_suffix(".map.toml")).out)
    assert re.search(r"CARERS!H5, H6, H11, .* and 10 more · Tel · it says “7700", told)
