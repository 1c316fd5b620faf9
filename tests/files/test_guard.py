import os
import re
import zipfile
from pathlib import Path

import pytest
from files_makers import (
    BILLION_LAUGHS,
    MAIN,
    OLE_START,
    OUTSIDE_ENTITY,
    SHEET,
    a_raw_workbook,
    a_workbook,
    flagged_encrypted,
    lying_about_size,
    raw_parts,
    with_parts,
    zipped,
)

from sharedlives.errors import FileRefusedError
from sharedlives.files import guard, parts
from sharedlives.files.guard import FileKind, inspect

SAVE_AS = "File, Save As, and the kind Excel Workbook"


def written(path, content):
    path.write_bytes(content)
    return path


def test_a_workbook_is_a_workbook_whatever_it_is_called(tmp_path):
    assert inspect(a_workbook(tmp_path / "register.xlsx")) is FileKind.WORKBOOK
    assert inspect((tmp_path / "register.xlsx").rename(tmp_path / "register.csv")) is FileKind.WORKBOOK


def test_a_path_may_be_given_as_text(tmp_path):
    assert inspect(str(a_workbook(tmp_path / "register.xlsx"))) is FileKind.WORKBOOK


@pytest.mark.parametrize("kind", ["sheet", "template"])
def test_a_workbook_with_macros_is_known_as_one(tmp_path, kind):
    path = a_workbook(tmp_path / "register.xlsm")
    with_parts(
        path,
        {
            "[Content_Types].xml": lambda types: types.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                f"application/vnd.ms-excel.{kind}.macroEnabled.main+xml".encode(),
            )
        },
    )
    assert inspect(path) is FileKind.MACRO_WORKBOOK


def test_macros_hidden_in_an_ordinary_workbook_are_noticed(tmp_path):
    path = with_parts(a_workbook(tmp_path / "register.xlsx"), {"xl/vbaProject.bin": b"macros"})
    assert inspect(path) is FileKind.MACRO_WORKBOOK


def test_a_template_is_read_as_a_workbook(tmp_path):
    path = a_workbook(tmp_path / "register.xltx")
    with_parts(
        path,
        {
            "[Content_Types].xml": lambda types: types.replace(
                b"spreadsheetml.sheet.main", b"spreadsheetml.template.main"
            )
        },
    )
    assert inspect(path) is FileKind.WORKBOOK


@pytest.mark.parametrize("ending", ["csv", "CSV", "tsv"])
def test_a_csv_file_is_known_by_its_ending(tmp_path, ending):
    assert inspect(written(tmp_path / f"carers.{ending}", b"Ref,Name\nH001,A\n")) is FileKind.CSV


def test_a_folder_of_csv_files_is_one(tmp_path):
    written(tmp_path / "carers.csv", b"Ref\nH001\n")
    assert inspect(tmp_path) is FileKind.CSV_FOLDER


def test_the_file_is_never_changed(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx")
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    inspect(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert os.listdir(tmp_path) == ["register.xlsx"]  # noqa: PTH208 - nothing else appeared beside it either


# What is there is no file to read.


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileRefusedError, match=r"There is no file or folder called “registre\.xlsx” there"):
        inspect(tmp_path / "registre.xlsx")


def test_a_name_no_file_can_have_is_not_there():
    with pytest.raises(FileRefusedError, match="There is no file or folder called"):
        inspect("register\x00.xlsx")


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(FileRefusedError, match=r"This file is empty\. Check that it was saved"):
        inspect(written(tmp_path / "register.xlsx", b""))


def test_a_folder_without_csv_files_is_refused(tmp_path):
    a_workbook(tmp_path / "register.xlsx")
    written(tmp_path / ".hidden.csv", b"Ref\n")
    written(tmp_path / "~$carers.csv", b"Ref\n")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(
        FileRefusedError, match=r"a folder without any \.csv file in it\. Give the workbook itself"
    ):
        inspect(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "register.xlsx")
    with pytest.raises(FileRefusedError, match=r"“register\.xlsx” is not an ordinary file"):
        inspect(tmp_path / "register.xlsx")


@pytest.mark.parametrize("method", ["stat", "open", "iterdir"])
def test_what_may_not_be_opened_is_refused_with_the_remedy(tmp_path, monkeypatch, method):
    path = tmp_path if method == "iterdir" else a_workbook(tmp_path / "register.xlsx")

    def denied(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, method, denied)
    with pytest.raises(FileRefusedError, match=r"could not be opened. Close it in other programs"):
        inspect(path)


def test_the_note_excel_keeps_while_a_workbook_is_open_is_refused(tmp_path):
    with pytest.raises(
        FileRefusedError, match=r"not the workbook. Give the file of the same name without “~"
    ):
        inspect(written(tmp_path / "~$register.xlsx", b"\x05owner" + b" " * 150))


def test_a_file_far_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "register.xlsx"
    with path.open("wb") as file:
        file.truncate(guard.MOST_FILE_BYTES + 1)
    with pytest.raises(FileRefusedError, match="larger than 50 MB, far more than a register needs"):
        inspect(path)


# The file is of another kind than its name says.


def test_a_workbook_protected_with_a_password_is_refused_with_the_remedy(tmp_path):
    stream = "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileRefusedError, match=r"protected with a password.*remove the password"):
        inspect(written(tmp_path / "register.xlsx", OLE_START + b"\x00" * 600 + stream + b"\x00" * 100))


@pytest.mark.parametrize("name", ["register.xls", "register.xlsx"])
def test_a_workbook_of_the_old_kind_is_refused_with_the_remedy(tmp_path, name):
    with pytest.raises(FileRefusedError, match=rf"old kind \(\.xls\).*{SAVE_AS}"):
        inspect(written(tmp_path / name, OLE_START + b"\x00" * 600 + "Workbook".encode("utf-16-le")))


def test_a_workbook_from_before_office_95_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match=rf"old kind \(\.xls\).*{SAVE_AS}"):
        inspect(written(tmp_path / "register.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00" + b"\x00" * 100))


@pytest.mark.parametrize("name", ["register.ods", "register.xlsx"])
def test_an_opendocument_spreadsheet_is_refused_with_the_remedy(tmp_path, name):
    path = zipped(tmp_path / name, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    with pytest.raises(FileRefusedError, match=rf"OpenDocument spreadsheet \(\.ods\).*{SAVE_AS}"):
        inspect(path)


def test_a_flat_opendocument_spreadsheet_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match=rf"OpenDocument spreadsheet.*{SAVE_AS}"):
        inspect(written(tmp_path / "register.fods", b"<?xml version='1.0'?><office:document/>"))


@pytest.mark.parametrize(
    ("types", "message"),
    [
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", r"binary workbook \(\.xlsb\)"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "Word document"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "presentation",
        ),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "no Excel workbook. Unpack it"),
    ],
)
def test_other_office_files_are_called_what_they_are(tmp_path, types, message):
    path = zipped(tmp_path / "register.xlsx", {"[Content_Types].xml": f'<Types ContentType="{types}"/>'})
    with pytest.raises(FileRefusedError, match=message):
        inspect(path)


def test_a_zip_file_of_csv_files_is_refused_with_the_remedy(tmp_path):
    path = zipped(tmp_path / "register.zip", {"carers.csv": "Ref\nH001\n"})
    with pytest.raises(FileRefusedError, match=r"packed file \(zip\) but no Excel workbook. Unpack it"):
        inspect(path)


def test_a_text_file_renamed_to_a_workbook_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match=r"called a workbook but holds plain text.*the ending \.csv"):
        inspect(written(tmp_path / "register.xlsx", b"Ref,Name\nH001,A\n"))


def test_a_web_page_renamed_to_a_workbook_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match=rf"holds a web page.*{SAVE_AS}"):
        inspect(written(tmp_path / "register.xls", b"\xef\xbb\xbf\r\n<html><table><tr><td>Ref"))


def test_noise_called_a_workbook_is_damaged(tmp_path):
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(written(tmp_path / "register.xlsx", b"\x13\x00\x37" * 300))


@pytest.mark.parametrize(("name", "content"), [("scheme.json", b"{}"), ("register.xlsx", b"%PDF-1.7\n")])
def test_a_file_of_another_kind_is_refused_with_what_to_give(tmp_path, name, content):
    with pytest.raises(FileRefusedError, match=r"neither an Excel workbook nor a CSV file\. Give a \.xlsx"):
        inspect(written(tmp_path / name, content))


def test_a_csv_file_with_zero_bytes_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match=r"zero bytes.*save it as CSV UTF-8"):
        inspect(written(tmp_path / "carers.csv", "Ref,Name\n".encode("utf-16")))


# XML that does harm.

XML_PARTS = [
    SHEET,
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/theme/theme1.xml",
    "docProps/core.xml",
    "[Content_Types].xml",
]


def with_document_type(xml, declaration):
    head, root = re.match(rb"(\s*(?:<\?xml.*?\?>)?)(.*)", xml, re.DOTALL).groups()
    return head + declaration.encode() + root


@pytest.mark.parametrize("part", XML_PARTS)
def test_a_billion_laughs_is_refused_in_every_part(tmp_path, part):
    path = a_workbook(tmp_path / "register.xlsx")
    with_parts(path, {part: lambda xml: with_document_type(xml, BILLION_LAUGHS)})
    with pytest.raises(
        FileRefusedError, match=r"document type or entities.*Ask whoever sent it for a clean copy"
    ):
        inspect(path)


def test_an_entity_from_outside_is_refused(tmp_path):
    with pytest.raises(FileRefusedError, match="document type or entities"):
        inspect(a_raw_workbook(tmp_path / "register.xlsx", start=OUTSIDE_ENTITY))


def test_a_document_type_without_entities_is_refused_as_well(tmp_path):
    with pytest.raises(FileRefusedError, match="document type or entities"):
        inspect(a_raw_workbook(tmp_path / "register.xlsx", start="<!DOCTYPE worksheet>"))


def test_a_document_type_in_another_encoding_is_refused(tmp_path):
    hostile = (BILLION_LAUGHS + f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>').encode("utf-16")
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), SHEET: hostile})
    with pytest.raises(FileRefusedError, match="document type or entities"):
        inspect(path)


def test_a_document_type_in_a_part_without_an_xml_ending_is_refused(tmp_path):
    path = zipped(
        tmp_path / "register.xlsx", {**raw_parts(), "xl/anything.bin": f"{BILLION_LAUGHS}<x>&d;</x>"}
    )
    with pytest.raises(FileRefusedError, match="document type or entities"):
        inspect(path)


def test_a_drawing_that_is_no_clean_xml_does_not_stop_the_workbook(tmp_path):
    path = zipped(
        tmp_path / "register.xlsx", {**raw_parts(), "xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"}
    )
    assert inspect(path) is FileKind.WORKBOOK


def test_pictures_are_left_alone(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), "xl/media/image1.png": b"\x89PNG\r\n"})
    assert inspect(path) is FileKind.WORKBOOK


def test_a_worksheet_broken_off_is_damaged(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), SHEET: raw_parts()[SHEET][:-20]})
    with pytest.raises(FileRefusedError, match=r"damaged.*let Excel repair it"):
        inspect(path)


def test_far_too_many_elements_in_a_part_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "_OTHER_ALLOWANCE", 100)
    styles = f'<styleSheet xmlns="{MAIN}">{"<font/>" * 101}</styleSheet>'
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), "xl/styles.xml": styles})
    with pytest.raises(FileRefusedError, match="holds far more than a register does"):
        inspect(path)


def test_elements_stuffed_into_one_cell_are_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(parts._ALLOWANCE, f"{MAIN} worksheet", 100)
    with pytest.raises(FileRefusedError, match="holds far more than a register does"):
        inspect(a_raw_workbook(tmp_path / "register.xlsx", f'<row r="1"><c r="A1">{"<v/>" * 200}</c></row>'))


def test_far_too_many_formatted_cells_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "MOST_CELLS_FORMATTED", 2)
    with pytest.raises(FileRefusedError, match="holds far more than a register does"):
        inspect(a_raw_workbook(tmp_path / "register.xlsx", '<row r="1"><c/><c/><c/></row>'))


def test_a_strict_workbook_is_refused_with_the_remedy_rather_than_read_as_empty(tmp_path):
    strict = raw_parts()[SHEET].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), SHEET: strict})
    with pytest.raises(FileRefusedError, match=rf"Strict Open XML Spreadsheet.*{SAVE_AS}"):
        inspect(path)


def test_openpyxl_reads_xml_with_the_defused_parser_as_well():
    import openpyxl

    assert openpyxl.DEFUSEDXML


# Zip files that do harm.


def test_a_zip_bomb_is_refused_by_how_much_it_stretches(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), "xl/media/blank.bin": b" " * (4 * 2**20)})
    with pytest.raises(FileRefusedError, match="unpacks to far more than a register needs"):
        inspect(path)


def test_a_small_part_may_stretch_a_lot(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), "xl/media/blank.bin": b" " * 2**20})
    assert inspect(path) is FileKind.WORKBOOK


def test_a_zip_bomb_is_refused_by_its_total_size(tmp_path, monkeypatch):
    path = zipped(tmp_path / "register.xlsx", {**raw_parts(), "xl/media/noise.bin": os.urandom(4000)})
    total = sum(entry.file_size for entry in zipfile.ZipFile(path).infolist())
    monkeypatch.setattr(guard, "MOST_UNPACKED_BYTES", total)
    assert inspect(path) is FileKind.WORKBOOK
    monkeypatch.setattr(guard, "MOST_UNPACKED_BYTES", total - 1)
    with pytest.raises(FileRefusedError, match="unpacks to far more than a register needs"):
        inspect(path)


def test_a_workbook_of_ten_thousand_and_one_parts_is_refused(tmp_path):
    path = zipped(tmp_path / "register.xlsx", {f"part{number}": b"" for number in range(10_001)})
    with pytest.raises(FileRefusedError, match="unpacks to far more than a register needs"):
        inspect(path)


def test_a_part_larger_than_its_header_says_is_refused(tmp_path):
    path = lying_about_size(a_workbook(tmp_path / "register.xlsx"), SHEET, 100)
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(path)


def test_a_workbook_cut_off_on_its_way_is_damaged(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(path)


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, raw_parts()[SHEET])
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(path)


def test_a_zip_file_with_a_password_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FileRefusedError, match="protected with a password"):
        inspect(flagged_encrypted(a_workbook(tmp_path / "register.xlsx")))


def test_a_way_of_packing_nobody_uses_is_damaged(tmp_path):
    path = a_workbook(tmp_path / "register.xlsx")
    content = bytearray(path.read_bytes())
    for signature, method_at in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        content[content.find(signature) + method_at] = 97
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(path)


# Worksheets out of order: openpyxl would drop what comes late without a word.

A1 = '<c r="A1"><v>1</v></c>'


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="1048577"/>',
        '<row r="99999999999"/>',
        '<row r="0"/>',
        '<row r="one"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        f'<row r="1">{A1}{A1}</row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        "<v>1</v>",
    ],
)
def test_rows_and_cells_out_of_order_are_damage(tmp_path, rows):
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(a_raw_workbook(tmp_path / "register.xlsx", rows))


def test_a_merged_area_that_is_none_is_damage(tmp_path):
    with pytest.raises(FileRefusedError, match="This workbook is damaged"):
        inspect(
            a_raw_workbook(
                tmp_path / "register.xlsx", after='<mergeCells><mergeCell ref="here"/></mergeCells>'
            )
        )


def test_rows_numbered_with_a_decimal_point_are_read(tmp_path):
    assert (
        inspect(a_raw_workbook(tmp_path / "register.xlsx", f'<row r="1.0">{A1}</row>')) is FileKind.WORKBOOK
    )
