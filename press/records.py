"""The pages of the record: ledger, sources, evidence, derived numbers, data dictionary, downloads, rules, status."""

import json
import platform
from functools import partial
from importlib.metadata import version

from ledger.reasoning.derived import GRADES
from ledger.display.formats import value_text
from ledger.reasoning.judgement import SHAPES, THEMES, VERDICTS, best_grades, judged
from ledger.package import Ledger, describe
from press import PressError, downloads
from press.citations import citations
from press.contents import notebooks, title
from press.edition import load
from press.execute import TIMES
from press.formulas import pieces
from press.rules_page import rules_page
from press.source_page import source_page
from press.typeset import records, typeset
from press.worked_checks import worked_checks

_SHOWN = ["jupyter-book", "sphinx", "myst-nb", "papermill", "nbval", "pandas", "altair", "vl-convert-python", "frictionless"]
# How a row says that it has no flaw or no evidence; a filter's empty value shows every row.
_NONE = "none"


def record(name: str) -> str:
    """Return one page of the record as HTML: ``record("ledger")``, ``record("source aicerts")``.

    Raises PressError for an unknown name.
    """
    book = load()
    pages = RECORDS | {f"source {source}": partial(source_page, book, source) for source in book.sources["source"]}
    pages |= {f"rules {part}": partial(rules_page, book, part) for part in ("words", "verdicts", "conflicts")}
    if name not in pages:
        raise PressError(f"unknown record {name!r}; expected one of {', '.join(pages)}")
    return pages[name]()


def ledger_table() -> str:
    """Every claim with its verdict; a row's id is the claim's, and its former ids lead to it too."""
    book = load()
    titles = dict(zip(book.sources["source"], book.sources["title"]))
    grades = {row[name]: _grade(row) for name in ("evidence", "derived") for row in records(book.tables[name])}
    addresses, best = _addresses(book), best_grades(book)
    shown = []
    for row in records(judged(book)):
        filed = {name: row[name] for name in ("theme", "verdict", "source")}
        filed |= {"flaw": row["flaw"] or _NONE, "grade": best.get(row["claim"], _NONE)}
        evidence, context = ([(key, addresses[key], grades[key]) for key in (row[name] or "").split()] for name in ("evidence", "context"))
        former = (row["formerly"] or "").split()
        words = {"value": value_text(row), "shape": SHAPES[row["verdict"]], "theme": THEMES[row["theme"]], "title": titles[row["source"]]}
        shown.append(row | words | {"filed": filed, "evidence": evidence, "context": context, "former": former})
    filters = [
        ("theme", "Theme", THEMES),
        ("verdict", "Verdict", {verdict: f"{verdict} {SHAPES[verdict]}" for verdict in VERDICTS}),
        ("flaw", "Flaw", {flaw: flaw for flaw in sorted(book.verdicts["flaw"].dropna().unique())} | {_NONE: "no flaw"}),
        ("source", "Article", titles),
        ("grade", "Best evidence", {grade: grade for grade in GRADES} | {_NONE: "no evidence"}),
    ]
    return typeset("ledger.html", rows=shown, filters=filters)


def articles() -> str:
    """The five articles under test, with how many claims each makes and how they fared."""
    book = load()
    counts = judged(book).groupby("source")["verdict"].value_counts().unstack(fill_value=0)
    return typeset("articles.html", rows=[row | {"counts": counts.loc[row["source"]].to_dict()} for row in records(book.sources)], shapes=SHAPES)


def evidence_table() -> str:
    """Every piece of evidence; a row's id is the evidence's."""
    book = load()
    used = book.metrics[book.metrics["metric"].isin(book.evidence["metric"])].sort_values("name")
    filters = [
        ("grade", "Grade", {grade: grade for grade in [*GRADES, "derived"]}),
        ("metric", "What is measured", dict(zip(used["metric"], used["name"]))),
    ]
    return typeset("evidence.html", rows=[row | {"value": value_text(row), "grade_text": _grade(row)} for row in records(book.evidence)], filters=filters)


def derived_table() -> str:
    """Every number that is our own arithmetic, with its formula; a row's id is the number's."""
    book = load()
    addresses = {table: f"data-dictionary.html#table-{table}" for table in book.tables} | _addresses(book)
    rows = [row | {"value": value_text(row), "formula": pieces(row["formula"], addresses)} for row in records(book.derived)]
    return typeset("derived.html", rows=rows)


def data_dictionary() -> str:
    """The tables and columns that datapackage.json describes."""
    return typeset("dictionary.html", package=describe(), counts={name: len(table) for name, table in load().tables.items()})


def data_files() -> str:
    """Return the list of downloads: what is inside, how to open it, how large it is."""
    made = downloads.files()
    return typeset("downloads.html", files=[{"name": name, "size": len(made[name]), "form": form} for name, form in downloads.FORMS.items()])


def ledger_fields() -> str:
    """Return the fields of a claim in `ledger.json`, each with its meaning."""
    return typeset("ledger_fields.html", fields=downloads.ledger_fields())


def whole_book() -> str:
    """Return how to make the book as one file; `press publish` puts the files themselves in its place."""
    return typeset("whole_book.html", files=[])


def cited() -> str:
    """Return the citation of the book and of each chapter, plain and in BibTeX."""
    return typeset("citations.html", citations=[citation for citation in citations(load()) if citation.kind != "claim"])


def worked_check_tables() -> str:
    """Return the check of each chapter as a table: what to type into a spreadsheet, and what it shows."""
    book = load()
    addresses = {table: f"data-dictionary.html#table-{table}" for table in book.tables} | _addresses(book)
    checks = {
        chapter: [vars(cell) | {"pieces": pieces(f"[{cell.source}]", addresses) if cell.source else []} for cell in cells]
        for chapter, cells in worked_checks().items()
    }
    return typeset("worked_checks.html", checks=checks, addresses=addresses, titles={path.stem: title(path) for path in notebooks()})


def status() -> str:
    """Versions and execution times: the one page that may differ between two machines."""
    times = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
    chapters = [{"name": path.stem, "seconds": times.get(path.stem)} for path in notebooks()]
    packages = [{"name": name, "version": version(name)} for name in _SHOWN]
    return typeset("status.html", python=platform.python_version(), packages=packages, chapters=chapters)


RECORDS = {
    "articles": articles,
    "ledger": ledger_table,
    "evidence": evidence_table,
    "derived": derived_table,
    "data-dictionary": data_dictionary,
    "downloads": data_files,
    "ledger-fields": ledger_fields,
    "whole-book": whole_book,
    "citations": cited,
    "worked-checks": worked_check_tables,
    "status": status,
}


def _grade(row: dict) -> str:
    return f"{row['grade']} from {row['lowest_input']}" if row["lowest_input"] else row["grade"]


def _addresses(book: Ledger) -> dict[str, str]:
    """Where each row that a verdict or a formula can name stands in the record: id to address."""
    pages = {"claims": ("claim", "ledger.html"), "evidence": ("evidence", "evidence.html"), "derived": ("derived", "derived.html")}
    return {key: f"{page}#{key}" for table, (column, page) in pages.items() for key in book.tables[table][column]}
