"""LibreOffice opens what we write, saves it, and we read back the same: the real client, not a simulation."""

import subprocess
from datetime import date, time

import pytest
from builders import (
    ON,
    a_carer,
    a_household,
    a_person,
    a_request,
    a_scheme,
    a_wish,
    an_approval,
    an_arrangement,
)
from openpyxl import load_workbook
from schemes import a_small_scheme

from sharedlives.dates import Period, Sessions, Weekday
from sharedlives.domain.household import HouseholdMember, Pet
from sharedlives.domain.place import Place
from sharedlives.domain.source import Source
from sharedlives.domain.wish import About
from sharedlives.domain.words import Kind, Nation, Sex
from sharedlives.errors import CellProblem, Severity
from sharedlives.files.origins import PROPOSALS, why_not_written_over
from sharedlives.files.proposals_workbook import write_proposals
from sharedlives.files.workbook_reader import read_workbook
from sharedlives.files.workbook_writer import write_template, write_workbook
from sharedlives.matching.match import match

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory):
    """Open a workbook in LibreOffice with a profile of its own, and save it under another name."""
    profile = tmp_path_factory.mktemp("profile")
    out = tmp_path_factory.mktemp("saved")

    def save(path):
        command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}"]
        done = subprocess.run(
            [*command, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)],
            capture_output=True,
            check=False,
            timeout=180,
        )
        saved = out / path.name
        assert saved.exists(), done.stderr.decode()
        return saved

    return save


def a_full_scheme():
    """A scheme whose cells are of every kind, with texts that spreadsheets take for something else."""
    members = (HouseholdMember(id="M1", first_name="=1+1", born=date(2001, 6, 12), sex=Sex.FEMALE),)
    home = a_household(
        "H1",
        name="+44 O’Neill-Ŵyn",
        place=Place(postcode="HX3 5YD"),
        telephone="07700 900264",
        address="1 The Row\nCalderbrook",
        members=members,
        pets=(Pet(kind="dog", number=2),),
        other_uses=(),
        languages=frozenset({"welsh", "a; b"}),
        notes="#N/A",
        sources=(Source(fact="place.postcode", source="007", seen_on=date(2024, 2, 29)),),
    )
    days = Sessions(
        Period(date(2026, 1, 5)),
        frozenset({Weekday.MONDAY, Weekday.FRIDAY}),
        starts=time(9, 30),
        ends=time(15),
    )
    person = a_person(
        "P1",
        born=date(1930, 1, 2),
        likes="@home",
        matters="-5",
        brings="_x0041_",
        interests=frozenset(),
        wishes=(a_wish(About.HOME_PET, "dog"),),
    )
    return a_scheme(
        home,
        a_carer("C1", household_id="H1", email="1/2/2024"),
        an_approval(household_id="H1"),
        person,
        a_request("R1"),
        an_arrangement("L1", kind=Kind.DAY_SUPPORT, stay=None, sessions=days),
        name="Calderbrook",
        not_kept=frozenset({"carer.sex"}),
    )


def test_a_whole_scheme_survives_being_opened_and_saved(saved_again, tmp_path):
    scheme = a_full_scheme()
    write_workbook(scheme, tmp_path / "scheme.xlsx")
    reading = read_workbook(saved_again(tmp_path / "scheme.xlsx"))
    assert reading.problems == ()
    assert reading.scheme == scheme


def test_the_template_survives_with_its_drop_downs_notes_and_formats(saved_again, tmp_path):
    write_template(tmp_path / "template.xlsx", Nation.SCOTLAND)
    saved = saved_again(tmp_path / "template.xlsx")
    reading = read_workbook(saved)
    assert reading.problems == ()
    assert reading.scheme == a_scheme(nation=Nation.SCOTLAND)
    before, after = load_workbook(tmp_path / "template.xlsx"), load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    for there in before.worksheets:
        kinds = sorted(check.type for check in there.data_validations.dataValidation)
        same = after[there.title]
        assert sorted(check.type for check in same.data_validations.dataValidation) == kinds
        assert [bool(cell.comment) for cell in same[1]] == [bool(cell.comment) for cell in there[1]]
    columns = after["People"].column_dimensions
    assert (columns["D"].number_format, columns["A"].number_format) == ("dd/mm/yyyy", "@")


def test_the_proposals_survive_with_every_value_drop_down_and_link(saved_again, tmp_path):
    problem = CellProblem(
        code="SL-X", severity=Severity.NOTICE, given="=1+1", expected="@home", suggestion="007"
    )
    scheme = a_small_scheme()
    write_proposals(scheme, match(scheme, ON), tmp_path / "proposals.xlsx", problems=[problem])
    before = load_workbook(tmp_path / "proposals.xlsx")
    saved = saved_again(tmp_path / "proposals.xlsx")
    assert why_not_written_over(saved, PROPOSALS) is not None  # somebody has had it open
    after = load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    for there in before.worksheets:
        same = after[there.title]
        for row in there.iter_rows():
            for cell in row:
                assert same[cell.coordinate].value == cell.value, (there.title, cell.coordinate)
        assert same.print_title_rows == there.print_title_rows
        assert same.oddHeader.right.text == there.oddHeader.right.text
    sheet = after["Proposals"]
    checks = {check.type: check.formula1 for check in sheet.data_validations.dataValidation}
    assert checks["list"] == "choices_decision"
    assert sheet["G2"].number_format == "dd/mm/yyyy"
    assert sheet["G2"].value.date() == ON
    assert after["Read me"]["A14"].hyperlink.location.replace("'", "") == "Proposals!A1"
