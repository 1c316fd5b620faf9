"""A file of ours is known by what it says of itself; nothing that anybody worked in is written over."""

import zipfile

import pytest
from builders import ON
from files_makers import a_workbook, lying_about_size, with_parts
from openpyxl import load_workbook
from schemes import a_small_scheme

from sharedlives.domain.words import Nation
from sharedlives.files.json_documents import write_scheme_json
from sharedlives.files.origins import (
    MATCH,
    PROPOSALS,
    READING,
    SCHEME,
    WORKBOOK,
    Origin,
    begins_like_json,
    origin_of,
    why_not_written_over,
)
from sharedlives.files.proposals_workbook import write_proposals
from sharedlives.files.reading import Reading
from sharedlives.files.reading_documents import reading_to_json
from sharedlives.files.result_documents import result_to_json
from sharedlives.files.workbook_writer import write_template, write_workbook
from sharedlives.matching.match import match


def test_each_file_we_write_says_what_it_is(tmp_path):
    scheme, result = a_small_scheme(), match(a_small_scheme(), ON)
    write_scheme_json(scheme, tmp_path / SCHEME)
    write_workbook(scheme, tmp_path / WORKBOOK)
    write_proposals(scheme, result, tmp_path / PROPOSALS)
    (tmp_path / MATCH).write_text(result_to_json(result), encoding="utf-8")
    (tmp_path / READING).write_text(reading_to_json(Reading(scheme=scheme)), encoding="utf-8")
    for kind in (SCHEME, WORKBOOK, PROPOSALS, MATCH, READING):
        assert origin_of(tmp_path / kind) == Origin(kind)
        assert why_not_written_over(tmp_path / kind, kind) is None


def test_a_workbook_that_somebody_saved_is_no_longer_as_written(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, Nation.WALES)
    load_workbook(path).save(path)
    assert origin_of(path) == Origin(WORKBOOK, is_as_written=False)
    assert "Somebody has saved “t.xlsx” since" in (why_not_written_over(path, WORKBOOK) or "")


def test_a_program_that_keeps_the_old_date_is_known_by_the_moment_of_its_parts(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, Nation.WALES)
    with_parts(path, {})
    assert origin_of(path) == Origin(WORKBOOK, is_as_written=False)


def test_a_workbook_that_does_not_say_when_it_was_saved_is_taken_as_somebodys(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, Nation.WALES)
    properties = b"<cp:coreProperties><keywords>sharedlives.workbook/1</keywords></cp:coreProperties>"
    with_parts(path, {"docProps/core.xml": properties})
    assert origin_of(path) == Origin(WORKBOOK, is_as_written=False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "other/1"}',
        b'{"format": "sharedlives.scheme"}',
        b"\xff\xfe\x00",
        b"PK\x03\x04",
    ],
)
def test_any_other_file_is_not_ours(tmp_path, content):
    (tmp_path / "f").write_bytes(content)
    assert origin_of(tmp_path / "f") is None
    assert "“f” is there already, and something else is in it." in (
        why_not_written_over(tmp_path / "f", SCHEME) or ""
    )


def test_a_workbook_of_others_is_not_ours(tmp_path):
    assert origin_of(a_workbook(tmp_path / "r.xlsx")) is None
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("a", "b")
    assert origin_of(tmp_path / "r.zip") is None
    assert origin_of(tmp_path) is None
    assert origin_of(tmp_path / "gone") is None


def test_a_damaged_workbook_is_not_ours(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path, Nation.WALES)
    lying_about_size(path, "docProps/core.xml", 10)
    assert origin_of(path) is None


def test_what_is_never_written_over_is_not_even_where_it_is_ours(tmp_path):
    write_template(tmp_path / "t.xlsx", Nation.WALES)
    assert why_not_written_over(tmp_path / "t.xlsx", None) is not None


@pytest.mark.parametrize(("content", "expected"), [(b"\xef\xbb\xbf\n {", True), (b"[", False), (b"", False)])
def test_a_document_is_known_by_how_it_begins(tmp_path, content, expected):
    (tmp_path / "f").write_bytes(content)
    assert begins_like_json(tmp_path / "f") is expected
    assert begins_like_json(tmp_path / "gone") is False
