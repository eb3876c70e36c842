"""The pages of the record: ledger, evidence, data dictionary, status. Text is escaped by the templates."""

import json
import platform
from importlib.metadata import version

import jinja2
import pandas as pd

from ledger import load
from ledger.formats import value_text
from ledger.judgement import SHAPES, THEMES, judged
from ledger.package import describe
from press import ROOT
from press.contents import notebooks
from press.execute import TIMES

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "press" / "templates"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_SHOWN = ["jupyter-book", "sphinx", "myst-nb", "sphinx-book-theme", "papermill", "nbval", "pandas", "altair", "vl-convert-python", "frictionless", "itables"]


def ledger_table() -> str:
    """Return every claim with its verdict as an HTML table; a row's id is the claim's."""
    book = load()
    titles = dict(zip(book.sources["source"], book.sources["title"]))
    return _render("ledger.html", rows=[row | _shown(row) | {"title": titles[row["source"]]} for row in _rows(judged(book))])


def articles() -> str:
    """Return the five articles under test, with how many claims each makes and how they fared."""
    book = load()
    counts = judged(book).groupby("source")["verdict"].value_counts().unstack(fill_value=0)
    rows = [row | {"counts": counts.loc[row["source"]].to_dict()} for row in _rows(book.sources)]
    return _render("articles.html", rows=rows, shapes=SHAPES)


def evidence_table() -> str:
    """Return every piece of evidence as an HTML table; a row's id is the evidence's."""
    return _render("evidence.html", rows=[row | {"value": value_text(row)} for row in _rows(load().evidence)])


def data_dictionary() -> str:
    """Return the tables and columns that datapackage.json describes."""
    return _render("dictionary.html", package=describe(), counts={name: len(table) for name, table in load().tables.items()})


def status() -> str:
    """Return versions and execution times: the one page that may differ between two machines."""
    times = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
    chapters = [{"name": path.stem, "seconds": times.get(path.stem)} for path in notebooks()]
    packages = [{"name": name, "version": version(name)} for name in _SHOWN]
    return _render("status.html", python=platform.python_version(), packages=packages, chapters=chapters)


RECORDS = {"articles": articles, "ledger": ledger_table, "evidence": evidence_table, "data-dictionary": data_dictionary, "status": status}


def _shown(row: dict) -> dict:
    evidence = (row["evidence"] or "").split()
    return {"value": value_text(row), "shape": SHAPES[row["verdict"]], "theme": THEMES[row["theme"]], "evidence": evidence}


def _rows(frame: pd.DataFrame) -> list[dict]:
    """Rows for a template, with None for what is missing: NaT and NaN would count as something."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _render(template: str, **values) -> str:
    return _templates.get_template(template).render(**values)
