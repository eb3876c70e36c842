"""Locators point into the archived articles; no figure of an article is missing; no wording is taken over."""

import hashlib
import re
import warnings

import pytest

from ledger import load
from ledger.authoring.wording import NAMING, borrowed, runs
from ledger.locators import archive, passage_hash, verify
from ledger.validation import rows
from press import ROOT

TEXT = "A headline\n\nSales rose by 12 percent – in “May”."


@pytest.fixture
def small(tmp_path):
    """A made-up article with one claim, and the rows that describe it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "made-up.txt").write_text(TEXT, encoding="utf-8")
    start, end = TEXT.index("Sales"), len(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    (tmp_path / "sources.csv").write_text(f"source,file,sha256\nmade-up,made-up.txt,{digest}\n", encoding="utf-8")

    def claim(start=start, end=end, sha=passage_hash(TEXT, start, end)):
        (tmp_path / "claims.csv").write_text(f"claim,source,start,end,passage_sha256\nmade-up-sales,made-up,{start},{end},{sha}\n", encoding="utf-8")
        return verify(folder, tmp_path)

    return folder, claim


def test_a_right_locator_verifies(small):
    assert small[1]() == []


def test_a_wrong_passage_hash_is_named(small):
    (problem,) = small[1](sha="0" * 64)
    assert (problem.table, problem.row, problem.column) == ("claims.csv", 2, "passage_sha256")


def test_an_offset_outside_the_article_is_named(small):
    (problem,) = small[1](end=len(TEXT) + 1)
    assert problem.column == "end" and f"{len(TEXT)} characters" in problem.expected


def test_a_changed_or_missing_article_is_named(small):
    folder, claim = small
    (folder / "made-up.txt").write_text(TEXT + "!", encoding="utf-8")
    assert claim()[0].column == "sha256"
    (folder / "made-up.txt").unlink()
    assert claim()[0].column == "file"


@pytest.fixture
def articles():
    """Text of each archived article by source; empty, and said plainly, where there is no archive."""
    folder = archive()
    if folder is None:
        warnings.warn("no archived articles on this machine: locators and wording were not compared with them")
        return {}
    return {row.source: (folder / row.file).read_bytes().decode("utf-8") for row in load().sources.itertuples()}


def test_every_locator_verifies(articles):
    assert articles == {} or verify(archive()) == []


# What is not a statement: the front matter of a page, a counter of comments, the age of a post.
FURNITURE = r'publishedAt: "[^"]*"|slug: "[^"]*"|title: "[^"]*"|## Milestones of China in AI of 2025|Comment \(0\)|2 hours ago'


def test_every_figure_of_an_article_is_in_the_ledger(articles):
    claims = load().claims
    for source, text in articles.items():
        covered = [(row.start, row.end) for row in claims[claims["source"] == source].itertuples()]
        covered += [match.span() for match in re.finditer(FURNITURE, text)]
        missed = [text[max(0, m.start() - 30) : m.end() + 30] for m in re.finditer(r"\d[\d.,]*", text) if not any(a <= m.start() < b for a, b in covered)]
        assert missed == [], source


def prose(path):
    """The words of a file that are ours: text of a page, or the cells of a table that do not name a work."""
    if path.suffix != ".csv":
        return [path.read_text(encoding="utf-8")]
    return [text for _, row in rows(path) for column, text in row.items() if column not in NAMING]


def test_no_wording_of_an_article_is_in_the_repository(articles):
    titles = set().union(*(runs(title) for title in load().sources["title"]))
    taken = set().union(*(runs(text) for text in articles.values())) - titles
    for path in [*ROOT.glob("*.md"), *ROOT.glob("book/*.md"), *ROOT.glob("book/*.ipynb"), *ROOT.glob("data/*.csv")]:
        assert [run for text in prose(path) for run in borrowed(text, taken)] == [], path.name
