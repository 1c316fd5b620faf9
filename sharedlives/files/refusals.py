"""Why a file as a whole is not read, and what to do about it: every sentence of it, in one place."""

from __future__ import annotations

_SAVE_AS = "Open it in Excel, choose File, Save As, and the kind Excel Workbook (.xlsx)."
_SAVE_CSV = "Open it in Excel and save it as CSV UTF-8 (.csv) or as Excel Workbook (.xlsx)."

PROTECTED = (
    "This workbook is protected with a password, so it cannot be read. Open it in Excel, remove the "
    "password (File, Info, Protect Workbook, Encrypt with Password: clear it), save it and try again."
)
OLD_KIND = f"This is a workbook of the old kind (.xls), which cuts long registers short. {_SAVE_AS}"
OPEN_DOCUMENT = (
    "This is an OpenDocument spreadsheet (.ods), which is not read. Open it in Excel or LibreOffice, "
    "choose File, Save As, and the kind Excel Workbook (.xlsx)."
)
BINARY_WORKBOOK = f"This is a binary workbook (.xlsb), which is not read. {_SAVE_AS}"
STRICT_WORKBOOK = f"This workbook was saved as Strict Open XML Spreadsheet, which is not read. {_SAVE_AS}"
WORD_DOCUMENT = "This is a Word document, not a workbook. Copy its table into a workbook and save that."
PRESENTATION = "This is a presentation, not a workbook. Give the register's own workbook."
PACKED = (
    "This is a packed file (zip) but no Excel workbook. Unpack it and give the workbook inside, or a "
    "folder of .csv files."
)
TEXT_RENAMED = (
    "This file is called a workbook but holds plain text. If it is a CSV file, give it the ending "
    f".csv. Otherwise: {_SAVE_AS}"
)
WEB_PAGE = f"This file is called a workbook but holds a web page or other marked-up text. {_SAVE_AS}"
NOT_TABULAR = (
    "This is neither an Excel workbook nor a CSV file. Give a .xlsx file, a .csv file, or a folder "
    "of .csv files."
)
DAMAGED = (
    "This workbook is damaged and cannot be read safely. Open it in Excel, let Excel repair it if it "
    "offers to, save it under a new name as Excel Workbook (.xlsx) and try again."
)
DOCUMENT_TYPE = (
    "This workbook holds a document type or entities, which Excel never writes and which can do "
    "harm, so it was not opened. Ask whoever sent it for a clean copy, saved in Excel as Excel "
    "Workbook (.xlsx)."
)
UNPACKS_TOO_LARGE = (
    "This file unpacks to far more than a register needs, as files made to do harm do, so it was not "
    "opened. If it is your own register, copy its sheets into a new workbook and try again."
)
TOO_MUCH_INSIDE = (
    "This workbook holds far more than a register does, so it was not opened. Copy the sheets that "
    "matter into a new workbook and try again."
)
EMPTY = "This file is empty. Check that it was saved, or fetched, completely."
LOCK_NOTE = (
    "This is the note Excel keeps while a workbook is open, not the workbook. Give the file of the "
    "same name without “~$”."
)
NO_CSV_IN_FOLDER = (
    "This is a folder without any .csv file in it. Give the workbook itself, or a folder with one "
    ".csv file for each sheet."
)
NO_TEXT = f"This file is called a CSV file but holds what no text holds (zero bytes). {_SAVE_CSV}"
UNKNOWN_LETTERS = f"The letters of this CSV file are written in a way that is not known. {_SAVE_CSV}"
NO_CLEAR_DELIMITER = (
    "It is not clear what separates the columns of this CSV file: its first line has commas, "
    f"semicolons or tabs in equal number. {_SAVE_CSV}"
)


def not_there(name: str) -> str:
    """There is no such file."""
    return f"There is no file or folder called “{name}” there. Check the name, its ending and where it lies."


def no_ordinary_file(name: str) -> str:
    """It is a device, a pipe or the like."""
    return f"“{name}” is not an ordinary file. Give a .xlsx file, a .csv file, or a folder of .csv files."


def may_not_open(name: str) -> str:
    """The computer does not let us open it."""
    return (
        f"“{name}” could not be opened. Close it in other programs, check that you may read it and try again."
    )


def too_large_on_disk(megabytes: int) -> str:
    """It is larger than any register."""
    return (
        f"This file is larger than {megabytes} MB, far more than a register needs. Remove pictures "
        "and sheets that are not part of the register, save it under a new name and try again."
    )


def too_large_a_sheet(rows: int, columns: int, cells: int) -> str:
    """A sheet has more in it than is read at once."""
    return (
        f"A sheet has more than {rows:,} rows, {columns:,} columns or {cells:,} filled cells, which "
        "is more than is read at once. Delete what is not needed, or split the sheet."
    )


def quotes_do_not_pair(line: int) -> str:
    """A quotation mark in a CSV file is opened and not closed."""
    return (
        f"The quotation marks in line {line} of this CSV file, or in the lines before it, do not pair "
        f"up, so it is not clear where a value ends. {_SAVE_CSV}"
    )
