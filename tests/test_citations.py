"""Citations can be read by BibTeX, fact checks by machines, and both are reachable from a claim's row."""

import json
import re
from datetime import date

import pytest
from pybtex.database import parse_string

from ledger import load
from ledger.reasoning.judgement import judged
from ledger.package import describe
from press.citations import citations
from press.claim_review import claim_review
from press.contents import notebooks
from press.identity import Identity, identity
from press.source_page import source_page
from tests.tables import rewrite
from tests.test_pages import visit

HOSTILE = '</script><!-- ]]> "q" {open \\cmd } } $5 & 7 % _ # ~ ^ @misc{x, \u202e'


@pytest.fixture
def hostile(data):
    """A package whose first claim says the worst."""
    rewrite(data / "claims.csv", lambda table: table[0].update(statement=HOSTILE))
    book = load(folder=data)
    return book


def reviews(book):
    """The JSON-LD of each claim of the sources' pages, by the claim's id."""
    listed = "".join(re.findall(r"<li id=.*?</li>", "".join(source_page(book, source) for source in book.sources["source"]), re.DOTALL))
    found = re.findall(r'href="ledger\.html#([^"]+)">\1</a>\n<script type="application/ld\+json">(.*?)</script>', listed, re.DOTALL)
    return {key: json.loads(review) for key, review in found}


def test_bibtex_has_the_book_each_chapter_and_every_claim():
    book = load()
    made = citations(book)
    entries = parse_string("\n".join(one.bibtex for one in made), "bibtex").entries
    about = identity()
    chapters = {f"deepseek-shock-measured-{page.stem}" for page in notebooks()[1:]}
    assert set(entries) == {"deepseek-shock-measured"} | chapters | set(book.claims["claim"])
    assert all(entry.persons["author"] and entry.fields["year"] == str(about.released.year) for entry in entries.values())
    assert about.version in entries["deepseek-shock-measured"].fields["note"]
    judgement = judged(book).set_index("claim")["verdict"]
    assert all(f"Verdict: {judgement[key]}," in entries[key].fields["note"] for key in judgement.index)


def test_text_that_bibtex_would_read_as_commands_is_escaped(hostile):
    first = next(one for one in citations(hostile) if one.kind == "claim")
    entries = parse_string(f"{first.bibtex}\n@misc{{after, title = {{whole}}}}", "bibtex").entries
    assert list(entries) == [first.key, "after"]
    title = entries[first.key].fields["title"]
    assert all(escaped in title for escaped in (r"\$5 \& 7 \% \_ \#", r"\textbraceleft{}open \textbackslash{}cmd \textbraceright{}", "@misc"))
    assert not re.search(r"(?<!\\)[$&#%_]", title)


def test_every_claim_has_a_fact_check_with_what_is_required():
    book = load()
    found, table = reviews(book), judged(book).set_index("claim")
    assert sorted(found) == sorted(table.index)
    for key, review in found.items():
        row, rating = table.loc[key], review["reviewRating"]
        assert (review["@context"], review["@type"], review["url"]) == ("https://schema.org", "ClaimReview", f"source-{row['source']}.html#{key}")
        assert review["claimReviewed"] == row["statement"] and review["author"]["name"] == identity().author
        assert date.fromisoformat(review["datePublished"]) == row["reviewed_on"].date()
        assert review["itemReviewed"]["@type"] == "Claim" and review["itemReviewed"]["appearance"]["name"]
        assert (rating["alternateName"], rating["ratingExplanation"]) == (row["verdict"], row["reason"])
        number = {"supported": 3, "imprecise": 2, "contradicted": 1, "unverifiable": None}[row["verdict"]]
        assert (rating.get("ratingValue"), rating.get("bestRating")) == (number, number and 3)
        assert "None" not in json.dumps(review) and "NaT" not in json.dumps(review)


def test_a_speaker_is_credited_and_an_unknown_one_is_left_out():
    book = load()
    found, table = reviews(book), judged(book)
    named = table[table["speaker"] != "article"].iloc[0]
    assert found[named["claim"]]["itemReviewed"]["author"] == {"name": named["speaker"]}
    unknown = table[(table["source"] == "contender") & (table["speaker"] == "article")].iloc[0]
    assert "author" not in found[unknown["claim"]]["itemReviewed"]


def test_text_of_a_claim_cannot_end_its_fact_check(hostile):
    claims = hostile.claims
    page = source_page(hostile, claims["source"][0])
    assert reviews(hostile)[claims["claim"][0]]["claimReviewed"] == HOSTILE
    assert page.count("</script>") == page.count("<script") == (claims["source"] == claims["source"][0]).sum()
    assert "<!--" not in page and "]]>" not in page


def test_a_public_address_is_used_once_there_is_one():
    row = {"claim": "a-b", "source": "x", "statement": "s", "reviewed_on": None, "verdict": "supported", "reason": "r", "speaker": "x"}
    source = dict.fromkeys(["published", "author", "publisher", "url"]) | {"title": "t"}
    about = Identity("t", "a", "1", date(2026, 1, 1), "l", "https://book.example")
    assert claim_review(row, source, about)["url"] == "https://book.example/book/source-x.html#a-b"


def test_the_package_has_the_version_of_the_book():
    assert describe()["version"] == identity().version


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_claim_is_cited_by_keyboard(chromium, site, scheme):
    root = site[1] if scheme == "http" else site[0].as_uri()
    page, errors, away = visit(chromium, f"{root}/book/ledger.html")
    page.get_by_label("Search the table").wait_for()
    link = page.locator("[id='aicerts-r1-training-cost'] a.cite")
    link.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Cite this claim")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Copy plain text"
    assert "Claim aicerts-r1-training-cost: “" in dialog.get_by_label("plain text", exact=True).input_value()
    entries = parse_string(dialog.get_by_label("BibTeX", exact=True).input_value(), "bibtex").entries
    assert list(entries) == ["aicerts-r1-training-cost"]
    dialog.get_by_role("button", name="Copy BibTeX").press("Enter")
    assert page.get_by_role("status").filter(has_text="BibTeX copied.").is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible() and link.evaluate("link => document.activeElement === link")
    page.context.close()
    assert errors == [] and away == []


def test_without_script_the_link_leads_to_the_file_of_citations(chromium, site):
    page = chromium.new_context(java_script_enabled=False, accept_downloads=True).new_page()
    page.goto(f"{site[1]}/book/ledger.html")
    link = page.locator("[id='aicerts-r1-training-cost'] a.cite")
    assert link.get_attribute("href") == "../downloads/citations.bib"
    page.context.close()
    assert "@misc{aicerts-r1-training-cost," in (site[0] / "downloads" / "citations.bib").read_text(encoding="utf-8")


def test_a_claim_is_not_found_by_the_words_of_its_fact_check(site):
    assert "ClaimReview" not in (site[0] / "search" / "documents.js").read_text(encoding="utf-8")
