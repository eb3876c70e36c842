"""The files that a reader can take away: the data package in five forms, and the citations."""

import json
from functools import cache
from pathlib import Path

from press.citations import citations
from press.downloads import archives, documents, spreadsheet
from press.downloads.package import Package, package
from press.edition import load
from press.worked_checks import worked_checks

STEM = "deepseek-shock"


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
    whole = package(book, citation=cited[0].plain)
    return data_files(whole) | {
        "worked-checks.xlsx": spreadsheet.worked_checks_workbook(worked_checks(), whole.released),
        "citations.bib": "\n".join(citation.bibtex for citation in cited).encode(),
        # The same as a script, because a page that was opened from file:// may read no other kind of file.
        "citations.js": f"window.bookCitations = {json.dumps(claims, separators=(',', ':'))};\n".encode(),
    }


def write(folder: Path) -> None:
    """Write every download into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)
