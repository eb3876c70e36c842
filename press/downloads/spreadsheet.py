"""The data package as an Excel workbook: what it is, what its columns mean, then a sheet a table."""

import io
import zipfile
from datetime import date, datetime, time

import xlsxwriter

from press import PressError
from press.downloads.archives import zipped
from press.downloads.package import Package, Table
from press.worked_checks import Cell

# The most that a cell of Excel holds; xlsxwriter would leave a longer text out.
_LONGEST = 32_767
_WIDTHS = {"string": 24, "date": 11, "number": 16, "integer": 12, "boolean": 10}


def workbook(whole: Package) -> bytes:
    """Return an Excel file. Text is always text, never a formula or a link; dates are dates.

    Raises PressError for a text that is longer than a cell can hold.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": whole.descriptor["title"], "created": datetime.combine(whole.released, time())})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        # Without it a text such as =1+1 becomes a formula when a reader edits the cell.
        "text": book.add_format({"quote_prefix": True}),
    }
    about = book.add_worksheet("About")
    about.set_column(0, 0, 20)
    about.set_column(1, 1, 100)
    for number, (word, text) in enumerate(whole.about):
        about.write_string(number, 0, word, formats["head"])
        about.write_string(number, 1, text, formats["wrap"])
    _columns(book.add_worksheet("Columns"), whole, formats)
    for table in whole.tables:
        _sheet(book.add_worksheet(table.name), table, formats)
    return _closed(book, out, whole.released)


def worked_checks_workbook(checks: dict[str, list[Cell]], released: date) -> bytes:
    """Return an Excel file with a sheet a chapter: labels, values and live formulas, units, where each value stands.

    checks: the cells of each chapter, all in column B, as `press.worked_checks` gives them.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Worked checks", "created": datetime.combine(released, time())})
    formats = {"head": book.add_format({"bold": True, "bottom": 1})}
    for chapter, cells in checks.items():
        sheet = book.add_worksheet(chapter)
        _head(sheet, {"What it is": 60, "Value": 22, "Unit": 18, "Where it stands": 70}, formats)
        for cell in cells:
            row = int(cell.name[1:]) - 1
            sheet.write_string(row, 0, cell.label)
            if isinstance(cell.typed, str):
                # The value is stored beside the formula for readers that do not compute.
                sheet.write_formula(row, 1, cell.typed, value=cell.shown)
            else:
                sheet.write_number(row, 1, cell.typed)
            sheet.write_string(row, 2, cell.unit)
            sheet.write_string(row, 3, cell.source or cell.result)
    return _closed(book, out, released)


def _closed(book, out: io.BytesIO, released: date) -> bytes:
    book.close()
    # Again, because xlsxwriter compresses.
    with zipfile.ZipFile(out) as parts:
        return zipped({name: parts.read(name) for name in parts.namelist()}, released)


def _columns(sheet, whole: Package, formats: dict) -> None:
    _head(sheet, {"Table": 22, "Column": 22, "Type": 10, "Unit": 14, "Meaning": 100}, formats)
    described = [(table.name, field["name"], field["type"], field.get("unit", ""), field["description"]) for table in whole.tables for field in table.fields]
    for number, words in enumerate(described, start=1):
        for column, word in enumerate(words):
            sheet.write_string(number, column, word)


def _sheet(sheet, table: Table, formats: dict) -> None:
    _head(sheet, {field["name"]: _WIDTHS[field["type"]] for field in table.fields}, formats)
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > _LONGEST:
                name = table.fields[column]["name"]
                raise PressError(
                    f"{table.name}, row {number + 1}, column {name}: found a text of {len(value):,} characters, "
                    f"expected at most {_LONGEST:,}, which is what a cell of Excel holds; shorten it."
                )
            _cell(sheet, number, column, value, formats)


def _head(sheet, widths: dict[str, int], formats: dict) -> None:
    for column, (name, width) in enumerate(widths.items()):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)


def _cell(sheet, row: int, column: int, value, formats: dict) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, formats["text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif value is not None:
        sheet.write_number(row, column, value)
