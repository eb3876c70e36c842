"""The files that a reader can take away: the data package in five forms, and the citations."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press.citations import citations
from press.downloads import archives, documents, ledger, spreadsheet
from press.downloads.package import Package, package
from press.edition import load
from press.identity import identity
from press.worked_checks import worked_checks

STEM = "deepseek-shock"


@dataclass(frozen=True)
class Form:
    """What is ``inside`` a file, and how to ``open`` it."""

    inside: str
    open: str


# The files that a reader chooses from, in order. `citations.js` is the ledger page's own.
FORMS = {
    f"{STEM}-csv.zip": Form("Every table as a CSV file, with datapackage.json.",
                            'Unpack it and read a table with any program; in Python, pandas.read_csv("claims.csv").'),
    f"{STEM}-parquet.zip": Form("Every table as a Parquet file, with types, units and descriptions inside, and datapackage.json.",
                                'Unpack it and read a table with pandas, Arrow, DuckDB or R; in Python, pandas.read_parquet("claims.parquet").'),
    f"{STEM}.json": Form("One document: what the package is, and its tables.",
                         'Read it in any language; in Python, json.load(file)["tables"]["claims"].'),
    f"{STEM}.xlsx": Form("One workbook: a sheet about the package, a sheet with the meaning of every column, and a sheet a table.",
                         "Open it in Excel, LibreOffice or Numbers."),
    f"{STEM}.sqlite": Form("One database: tables with types and keys, and a table of the columns' meanings.",
                           'Open it with sqlite3, DBeaver or DB Browser, and begin with SELECT * FROM "columns".'),
    "ledger.json": Form("The ledger for programs: each claim with verdict, reason, evidence, place in the article and address.",
                        'Read it in any language; in Python, json.load(file)["claims"].'),
    "worked-checks.xlsx": Form("The worked checks of the appendix: a sheet a chapter, with live formulas.", "Open it in Excel, LibreOffice or Numbers."),
    "citations.bib": Form("The citation of the book, of each chapter and of every claim, in BibTeX.",
                          "Import it into Zotero or JabRef, or name it in a LaTeX document."),
}  # fmt: skip


def data_files(whole: Package) -> dict[str, bytes]:
    """Return the data package in each form, by file name. The same package gives the same bytes on every machine."""
    return {
        f"{STEM}-csv.zip": archives.csv_archive(whole),
        f"{STEM}-parquet.zip": archives.parquet_archive(whole),
        f"{STEM}.json": documents.json_document(whole),
        f"{STEM}.xlsx": spreadsheet.workbook(whole),
        f"{STEM}.sqlite": documents.database(whole),
    }


@cache
def files() -> dict[str, bytes]:
    """Return every download of the book by file name: the data files and the citations."""
    book = load()
    cited = citations(book)
    claims = {citation.key: [citation.plain, citation.bibtex] for citation in cited if citation.kind == "claim"}
    whole = _whole()
    return data_files(whole) | {
        "ledger.json": ledger.ledger_document(whole, identity()),
        "worked-checks.xlsx": spreadsheet.worked_checks_workbook(worked_checks(), whole.released),
        "citations.bib": "\n".join(citation.bibtex for citation in cited).encode(),
        # The same as a script, because a page that was opened from file:// may read no other kind of file.
        "citations.js": f"window.bookCitations = {json.dumps(claims, separators=(',', ':'))};\n".encode(),
    }


def ledger_fields() -> dict[str, str]:
    """Return the fields of a claim in `ledger.json`, each with its meaning."""
    return ledger.fields(_whole())


@cache
def _whole() -> Package:
    book = load()
    return package(book, citation=citations(book)[0].plain)


def write(folder: Path) -> None:
    """Write every download into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)
