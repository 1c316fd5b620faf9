"""`sharedlives match`: from any scheme to explained proposals, on screen, as a document and as a workbook."""

import json
import re
from datetime import date

import pytest
from house import CHECKOUT
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from schemes import NAMES, a_small_scheme, two_rows

from sharedlives.domain.words import Nation
from sharedlives.files.json_documents import write_scheme_json
from sharedlives.files.result_documents import SCHEMA, result_from_json
from sharedlives.files.workbook_writer import write_template, write_workbook
from sharedlives.matching.match import match

CALDERBROOK = CHECKOUT / "examples" / "registers" / "calderbrook.xlsx"
ITS_MAP = CALDERBROOK.with_suffix(".map.toml")
ON = "2026-11-16"

WORDS_OF_THE_SOLVER = re.compile(r"(?i)\b(level|bound|optimal|optimum|objective|solver|feasible|score)\b")


def test_the_screen_says_who_might_live_where_why_and_what_to_ask(run, scheme_file):
    ran = run("match", scheme_file, "--on", ON)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "If everyone said yes\n"
        "Hollin Shared Lives, as at 16 Nov 2026\n"
        "\n"
        "5 open requests: 4 with a proposal, 1 still looking.\n"
        "  A home to live in: 1 proposed\n"
    )
    assert (
        "  Zebedee (P1, request R1), urgent, might live with Philippa and Gus Featherstone (H1)\n"
        "    From 16 Nov 2026; bedroom H1-1\n"
    ) in ran.out
    assert "    To ask        In which neighbourhood is this home?\n" in ran.out
    assert "  Una (P5, request R5), emergency: support in their own home\n" in ran.out
    assert "  1 possibility  Does anybody smoke in this home? Ask Araminta Wobblebury (H2).\n" in ran.out
    assert ran.out.endswith("add --output proposals.xlsx\n")


def test_the_screen_uses_no_word_of_the_solver(run, scheme_file):
    assert WORDS_OF_THE_SOLVER.findall(run("match", scheme_file, "--on", ON).out) == []


@pytest.mark.parametrize("day", ["2026-11-16", "16/11/2026", "16.11.2026", " 2026-11-16 "])
def test_a_day_is_understood_as_people_write_it(run, scheme_file, day):
    assert "as at 16 Nov 2026" in run("match", scheme_file, "--on", day).out


@pytest.mark.parametrize("day", ["31/02/2026", "16/11/26", "tomorrow", "2026-13-01", ""])
def test_what_is_no_day_is_refused_with_how_to_write_one(run, scheme_file, day):
    ran = run("match", scheme_file, "--on", day)
    assert (ran.code, ran.out) == (2, "")
    assert f"“{day}” is no day. Write it like 2026-11-16" in ran.err


def test_the_day_is_today_where_none_is_given(run, scheme_file, monkeypatch):
    class ADay(date):
        @classmethod
        def today(cls):
            return date(2026, 11, 16)

    monkeypatch.setattr("sharedlives.cli.options.date", ADay)
    assert "as at 16 Nov 2026" in run("match", scheme_file).out


# -- whatever the scheme is kept in


def test_json_workbook_and_register_give_the_same_result(run, tmp_path):
    gwynant = CALDERBROOK.with_name("gwynant.xlsx")
    mapped = (gwynant, "--map", gwynant.with_suffix(".map.toml"))
    run("import", *mapped, "-o", "s.json")
    run("import", "s.json", "-o", "s.xlsx")
    ways = [("s.json",), ("s.xlsx",), mapped]
    documents = [run("match", *way, "--on", ON, "--json").out for way in ways]
    assert documents[0] == documents[1] == documents[2]
    (tmp_path / "s.json").rename(tmp_path / "scheme")  # known by what it holds, not by its ending
    assert run("match", "scheme", "--on", ON, "--json").out == documents[0]


def test_a_template_filled_in_by_nobody_yet_has_nothing_to_propose(run, tmp_path):
    write_template(tmp_path / "new.xlsx", Nation.WALES)
    ran = run("match", "new.xlsx", "--on", ON)
    assert ran.code == 0
    assert "No request is open: there is nothing to propose.\n" in ran.out
    assert "Proven" not in ran.out


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "There is no file or folder called “scheme.xlsx” there."),
        (lambda path: path.mkdir(), "This is a folder without any .csv file in it."),
        (lambda path: path.write_bytes(b""), "This file is empty."),
        (lambda path: path.write_text("Ref,Name\n"), "called a workbook but holds plain text"),
        (lambda path: path.write_text('{"a": 1}'), "“sharedlives.scheme/1” is expected here"),
    ],
)
def test_what_is_no_scheme_is_refused_with_what_to_do(run, tmp_path, make, says):
    make(tmp_path / "scheme.xlsx")
    ran = run("match", "scheme.xlsx", "--on", ON)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_a_folder_called_like_a_document_is_refused(run, tmp_path):
    (tmp_path / "scheme.json").mkdir()
    ran = run("match", "scheme.json", "--on", ON)
    assert (ran.code, ran.out) == (1, "")
    assert "This is a folder without any .csv file in it." in ran.err


def test_a_register_without_its_mapping_has_no_result(run):
    ran = run("match", CALDERBROOK, "--on", ON)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("This stops the reading (1)\n")


def test_proposals_are_no_register(run, scheme_file):
    run("match", scheme_file, "--on", ON, "-o", "proposals.xlsx")
    ran = run("match", "proposals.xlsx", "--on", ON)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "“proposals.xlsx” holds proposals, not a register. Give the register they were made from.\n"
    )
    ran = run("match", "proposals.xlsx", "--map", ITS_MAP, "--on", ON)
    assert ran.err.startswith("“proposals.xlsx” is a workbook of proposals, and a mapping is for")


def test_what_is_left_out_is_told_beside_the_result_and_is_the_exit_code(run, register):
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,31/02/2020", "H004,HX1 1UJ,,05/06/22"), encoding="utf-8")
    ran = run("match", path, "--map", mapping, "--on", ON)
    assert ran.code == 1
    assert ran.out.startswith("If everyone said yes\nMapped Lives, as at 16 Nov 2026\n")
    assert ran.err.startswith("Left out (1)\n  homes!D4 · Approved")
    assert ran.err.endswith("1 thing was read and is worth a look: sharedlives import lists them.\n\n")


def test_notices_alone_change_nothing_but_are_counted(run):
    ran = run("match", CALDERBROOK, "--map", ITS_MAP, "--on", ON)
    assert ran.code == 0
    assert ran.err == "25 things were read and are worth a look: sharedlives import lists them.\n\n"


def test_the_files_that_are_read_are_not_touched(run, tmp_path):
    write_workbook(a_small_scheme(), tmp_path / "s.xlsx")
    write_scheme_json(a_small_scheme(), tmp_path / "s.json")
    files = [tmp_path / "s.xlsx", tmp_path / "s.json", CALDERBROOK, ITS_MAP]
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
    run("match", "s.xlsx", "--on", ON, "-o", "p.xlsx")
    run("match", "s.json", "--on", ON, "-o", "p.json")
    run("match", CALDERBROOK, "--map", ITS_MAP, "--on", ON, "-o", "c.xlsx")
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before


# -- one document


def test_the_document_is_the_only_thing_printed_and_as_its_schema_says(run, scheme_file):
    ran = run("match", scheme_file, "--on", ON, "--json")
    assert (ran.code, ran.err) == (0, "")
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert list(schema.iter_errors(json.loads(ran.out))) == []
    assert result_from_json(ran.out) == match(a_small_scheme(), date(2026, 11, 16))


def test_the_document_names_nobody(run, scheme_file):
    out = run("match", scheme_file, "--on", ON, "--json").out
    assert [name for name in NAMES if name in out] == []


def test_the_same_question_gives_the_same_bytes(run, scheme_file, tmp_path):
    outs = {run("match", scheme_file, "--on", ON, "--json").out for _ in range(2)}
    assert len(outs) == 1
    for name in ("one.xlsx", "two.xlsx", "one.json", "two.json"):
        run("match", scheme_file, "--on", ON, "-o", name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert (tmp_path / "one.json").read_text(encoding="utf-8") == outs.pop()


def test_where_there_is_no_result_the_document_says_why(run):
    ran = run("match", CALDERBROOK, "--on", ON, "--json")
    assert ran.code == 1
    document = json.loads(ran.out)
    assert (document["format"], document["status"]) == ("sharedlives.reading/1", "stopped")
    assert "--map" in document["problems"][0]["suggestion"]
    ran = run("match", "gone.json", "--on", ON, "--json")
    assert (ran.code, json.loads(ran.out)["problems"][0]["code"]) == (1, "SL-FILE-REFUSED")


# -- written


def test_the_proposals_are_written_and_the_screen_is_kept_short(run, scheme_file, tmp_path):
    ran = run("match", scheme_file, "--on", ON, "-o", "proposals.xlsx")
    assert ran.code == 0
    assert ran.out.startswith("If everyone said yes\n")
    assert "STILL LOOKING" not in ran.out
    assert ran.out.endswith("\n\nWritten: proposals.xlsx. All of it is there.\n")
    sheet = load_workbook(tmp_path / "proposals.xlsx")["Proposals"]
    assert [cell.value for cell in sheet["A"]] == ["Request", "R1", "R2", "R4", "R3"]


def test_written_and_printed_go_together(run, scheme_file, tmp_path):
    ran = run("match", scheme_file, "--on", ON, "-o", "p.json", "--json")
    assert ran.out == (tmp_path / "p.json").read_text(encoding="utf-8")
    assert ran.err == "Written: p.json. All of it is there.\n"


def test_what_was_left_out_of_the_register_stands_in_the_workbook(run, register, tmp_path):
    path, mapping = register
    path.write_text(two_rows("H003,HX1 1UJ,,31/02/2020"), encoding="utf-8")
    assert run("match", path, "--map", mapping, "--on", ON, "-o", "p.xlsx").code == 1
    sheet = load_workbook(tmp_path / "p.xlsx")["Problems in your data"]
    assert [cell.value for cell in sheet[2]][:5] == ["left out", "homes", "D4", "Approved", "31/02/2020"]


def test_decisions_that_people_wrote_down_are_never_written_over(run, scheme_file, tmp_path):
    run("match", scheme_file, "--on", ON, "-o", "p.xlsx")
    assert run("match", scheme_file, "--on", ON, "-o", "p.xlsx").code == 0  # nobody has worked in it yet
    book = load_workbook(tmp_path / "p.xlsx")
    book["Proposals"]["Q2"] = "not now"
    book.save(tmp_path / "p.xlsx")
    ran = run("match", scheme_file, "--on", ON, "-o", "p.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "Somebody has saved “p.xlsx” since it was written" in ran.err
    assert load_workbook(tmp_path / "p.xlsx")["Proposals"]["Q2"].value == "not now"


@pytest.mark.parametrize("name", ["scheme.json", "kept.xlsx"])
def test_a_scheme_is_never_written_over_by_a_result(run, scheme_file, tmp_path, name):
    run("import", scheme_file, "-o", "kept.xlsx")
    run("import", scheme_file, "-o", "other.json")
    before = (tmp_path / name).read_bytes()
    assert run("match", "other.json", "--on", ON, "-o", name).code == 2
    assert (tmp_path / name).read_bytes() == before


def test_a_mapping_is_never_written_over(run, register):
    path, mapping = register
    ran = run("match", path, "--map", mapping, "--on", ON, "-o", mapping)
    assert ran.code == 2
    assert ran.err == "“homes.map.toml” should end in .xlsx or .json.\n"


# -- a neighbourhood


@pytest.mark.parametrize("typed", ["Upper", "upper", "  UPPER "])
def test_only_the_requests_of_a_neighbourhood_are_looked_at(run, scheme_file, typed):
    ran = run("match", scheme_file, "--on", ON, "--neighbourhood", typed)
    assert ran.code == 0
    assert "1 open request: 1 with a proposal, 0 still looking." in ran.out
    assert f"Only the requests of the neighbourhood {typed.strip()}" in " ".join(ran.out.split())
    assert "3 open requests do not say their neighbourhood, and none of them is here." in ran.out
    assert "Zebedee" in ran.out
    assert "Olive" not in ran.out


def test_a_request_says_its_own_neighbourhood_before_the_person_does(run, tmp_path):
    scheme = a_small_scheme()
    said = [changed(request, neighbourhood="Riverside") for request in scheme.requests if request.id != "R5"]
    write_scheme_json(scheme.with_changes(put=said), tmp_path / "s.json")
    out = run("match", "s.json", "--on", ON, "--neighbourhood", "riverside").out
    assert "4 open requests: 4 with a proposal" in out
    assert "1 open request does not say its neighbourhood, and none of them is here." in out


def test_a_neighbourhood_that_every_request_states_needs_no_word_about_others(run, tmp_path):
    scheme = a_small_scheme(neighbourhoods=("Empty",))
    said = [changed(request, neighbourhood="Riverside") for request in scheme.requests]
    write_scheme_json(scheme.with_changes(put=said), tmp_path / "s.json")
    out = run("match", "s.json", "--on", ON, "--neighbourhood", "Empty").out
    assert "No request is open" in out
    assert "do not say" not in out


def changed(record, **changes):
    import attrs

    return attrs.evolve(record, **changes)


def test_a_neighbourhood_that_nobody_knows_is_refused_with_those_there_are(run, scheme_file):
    ran = run("match", scheme_file, "--on", ON, "--neighbourhood", "Uper")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("No neighbourhood is called “Uper”. Did you mean “Upper”? There are: Lower, Upper.\n")
    ran = run("match", scheme_file, "--on", ON, "--neighbourhood", "Zz")
    assert ran.err == "No neighbourhood is called “Zz”. There are: Lower, Upper.\n"


def test_a_scheme_without_neighbourhoods_says_so(run, register):
    path, mapping = register
    ran = run("match", path, "--map", mapping, "--on", ON, "--neighbourhood", "Upper")
    assert ran.code == 2
    assert ran.err.endswith("This scheme names no neighbourhoods: leave out --neighbourhood.\n")


# -- a time limit


def test_a_time_limit_is_handed_on(run, scheme_file, monkeypatch):
    given = []

    def without_looking(scheme, on, **options):
        given.append(options["time_limit"])
        return match(scheme, on)

    monkeypatch.setattr("sharedlives.matching.match.match", without_looking)
    assert run("match", scheme_file, "--on", ON, "--time-limit", "2.5").code == 0
    assert given == [2.5]


@pytest.mark.parametrize("limit", ["0", "-3", "soon", "nan", "inf"])
def test_what_is_no_time_limit_is_refused(run, scheme_file, limit):
    ran = run("match", scheme_file, "--on", ON, f"--time-limit={limit}")
    assert (ran.code, ran.out) == (2, "")
    assert f"“{limit}” is no time limit. Write it in seconds" in ran.err
