"""Makers of tabular files, honest and hostile; all are built as the test runs, none is kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
OLE_START = bytes.fromhex("D0CF11E0A1B11AE1")

TWO_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>H001</t></is></c></row>'
)

BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def a_workbook(
    path: Path, rows: Sequence[Sequence[Any]] = (("Ref",), ("H001",)), title: str = "Carers"
) -> Path:
    """A workbook as openpyxl writes it, with one sheet of these rows."""
    from openpyxl import Workbook

    workbook = Workbook()
    worksheet = workbook.active
    worksheet.title = title
    for row in rows:
        worksheet.append(row)
    workbook.save(path)
    return path


def changed_workbook(path: Path, change: Callable[[Any, Any], None], **kwargs: Any) -> Path:
    """A workbook after `change(workbook, worksheet)` has had its way with it."""
    from openpyxl import load_workbook

    a_workbook(path, **kwargs)
    workbook = load_workbook(path)
    change(workbook, workbook.active)
    workbook.save(path)
    return path


def zipped(path: Path, parts: Mapping[str, bytes | str]) -> Path:
    """A zip file of these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_parts(
    path: Path, changes: Mapping[str, Callable[[bytes], bytes | str] | bytes | str | None]
) -> Path:
    """The same workbook with parts replaced, added or, for None, left out."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        if change is None:
            del parts[name]
        elif callable(change):
            parts[name] = change(bytes(parts[name]))  # type: ignore[arg-type] # parts as read are bytes
        else:
            parts[name] = change
    return zipped(path, parts)


def raw_parts(
    sheet_data: str = TWO_ROWS, *, before: str = "", after: str = "", start: str = ""
) -> dict[str, str]:
    """The parts of a minimal workbook around the XML of one sheet.

    `before` and `after` stand around `sheetData`, `start` before the worksheet's root.
    """
    rels_type = "application/vnd.openxmlformats-package.relationships+xml"
    rels_start = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{rels_type}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'{rels_start} Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            '<sheets><sheet name="Carers" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{rels_start} Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        SHEET: (
            f'{start}<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>'
        ),
    }


def a_raw_workbook(path: Path, sheet_data: str = TWO_ROWS, **around: str) -> Path:
    """A minimal workbook around the XML of one sheet; see `raw_parts`."""
    return zipped(path, raw_parts(sheet_data, **around))


def lying_about_size(path: Path, part: str, claimed: int) -> Path:
    """The same workbook whose directory claims another unpacked size for one part."""
    content = bytearray(path.read_bytes())
    name = part.encode()
    for signature, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        start = content.find(signature)
        while start >= 0:
            if content[start + name_at : start + name_at + len(name)] == name:
                content[start + size_at : start + size_at + 4] = claimed.to_bytes(4, "little")
            start = content.find(signature, start + 4)
    path.write_bytes(content)
    return path


def flagged_encrypted(path: Path) -> Path:
    """The same zip file whose directory says that its first part is encrypted."""
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path
