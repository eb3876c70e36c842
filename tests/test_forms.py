"""The book as PDF and EPUB, and a page on paper: numbers with notes, links that arrive, nothing that only a screen can do."""

import io
import re
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

import pikepdf
import pytest
from bs4 import BeautifulSoup

from press import PressError
from press.forms import article as forms_article
from press.forms import pdf as forms_pdf
from press.forms.article import articles
from press.forms.epub import check, epub
from press.forms.links import relink
from press.identity import identity

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
HOSTILE = '<script>window.ran = 1</script>"\'&]]>'
CHART = (
    '<figure class="chart" id="chart-rise"><p class="chart-question">Why?</p><p class="chart-title">It rose</p><div class="chart-view">'
    '<div class="chart-narrow" hidden><svg></svg></div><fieldset>Controls</fieldset><div class="chart-wide"><svg role="img" aria-label="It rose" width="100" height="50" viewBox="0 0 100 50" xmlns="http://www.w3.org/2000/svg">'
    '<rect width="9" height="9" fill="var(--chart-china, #b5381f)"/><clipPath id="rise-clip"/></svg></div></div>'
    '<figcaption><p class="chart-source">Source: us</p><details><summary>Show the data</summary><table></table></details><button>Copy</button></figcaption></figure>'
)
CARD = (
    '<article class="card" data-row="claim:one"><p class="card-kind">An article says</p><p class="card-said"><bdi>{said}</bdi></p>'
    '<p class="verdict verdict-supported">● supported</p><details class="card-more"><p>Because.</p><ul><li>Long evidence</li></ul><dl><dt>Source</dt><dd>The paper</dd></dl></details></article>'
)
NUMBER = '<a class="number" data-row="claim:one" href="two.html#row"><data value="5">5 chips</data></a>'


def page(text: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><body><nav>Menu</nav><main><article class="page">{text}</article></main></body></html>'


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A site of two pages with a number used twice, a chart, and links of each kind; yields the folder."""
    site = tmp_path / "html"
    (site / "book").mkdir(parents=True)
    links = '<a href="two.html">next</a> <a href="two.html?theme=x">view</a> <a href="https://example.org/">out</a>'
    one = f'<h1>One<a class="headerlink" href="#one">#</a></h1><p>{NUMBER}, {NUMBER}. {links}</p>{CHART}<section id="numbers-in-this-chapter"><h2>Numbers</h2>{CARD}</section>'
    write(site, "one", one.format(said=HOSTILE.replace("&", "&amp;").replace("<", "&lt;")))
    index = '<section class="chart-index"><ul><li><a href="one.html#chart-rise"><img alt=""><span>It rose</span></a></li></ul></section>'
    write(site, "two", f'<h1>Two</h1>{"<p>Line.</p>" * 200}<section id="rest"><h2>The rest</h2><p id="row">Row</p></section>{index}')
    order = [{"name": f"book/{name}", "title": name.title(), "sections": []} for name in ("one", "two")]
    monkeypatch.setattr(forms_article, "contents", lambda: {"root": order[0], "parts": [{"caption": "Part", "pages": order[1:]}]})
    monkeypatch.setattr(forms_pdf, "notebooks", lambda: [PurePosixPath("two.ipynb")])
    return site


def write(site, name: str, text: str) -> None:
    (site / "book" / f"{name}.html").write_text(page(text), encoding="utf-8")


def test_a_number_has_a_note_and_a_repeated_one_the_same_note(small):
    body = articles(small, "wide")[0].body
    assert [number.get_text() for number in body.select("a.number")] == ["5 chips1", "5 chips1"]
    assert {number["href"] for number in body.select("a.number")} == {"#note-1"}
    [note] = body.select(".note")
    assert " ".join(note.get_text().split()) == f"1 An article says: {HOSTILE} ● supported. Because. Source: The paper. In the ledger"
    assert note.select_one("a.note-row")["href"] == "two.html#row"
    assert body.find("script") is None


def test_an_article_keeps_the_chart_and_nothing_that_only_a_screen_can_do(small):
    body = articles(small, "wide")[0].body
    assert body.select_one(".chart-view svg")["aria-label"] == "It rose"
    assert body.select_one("figure.chart").get_text(" ", strip=True) == "Why? It rose Source: us"
    assert not body.select("button, details, .headerlink, .card, [hidden]")


def test_links_inside_the_book_are_turned_and_views_of_the_site_become_text(small):
    pages = articles(small, "wide")
    relink(pages, lambda name, place: f"{name}+{place}")
    text = pages[0].body.p
    assert [link["href"] for link in text.select("a:not(.number)")] == ["two+", "https://example.org/"]
    assert "view" in text.get_text()


def test_a_link_that_leads_nowhere_is_named(small):
    write(small, "two", '<h1>Two</h1><p id="row"><a href="one.html#gone">x</a></p>')
    with pytest.raises(PressError, match="two: the link 'one.html#gone'"):
        relink(articles(small, "wide"), lambda name, place: place)


def test_a_site_that_is_not_rendered_says_what_to_do(tmp_path):
    with pytest.raises(PressError, match="make book"):
        articles(tmp_path, "wide")


def test_contents_and_list_of_charts_tell_the_pages_on_which_they_were_printed(small, chromium, tmp_path):
    document = tmp_path / "printing.html"
    document.write_text(forms_pdf._document(articles(small, "wide"), small), encoding="utf-8")
    tab = chromium.new_page()
    with pikepdf.open(io.BytesIO(forms_pdf._print(tab, document))) as printed:
        found = {name: pikepdf.Page(place[0]).index + 1 for name, place in printed.Root.Dests.items()}
    told = dict(tab.eval_on_selector_all("[data-page]", "places => places.map(place => ['/' + place.dataset.page, Number(place.textContent)])"))
    tab.close()
    assert list(told) == ["/one", "/two", "/two--rest", "/one--chart-rise"]
    assert told == {name: found[name] for name in told}
    assert told["/one--chart-rise"] == told["/one"] < told["/two"] < told["/two--rest"]


def test_the_pdf_says_what_it_is_and_is_the_same_each_time(small):
    # Playwright allows one loop a thread, and the fixture of the browser has this one.
    with ThreadPoolExecutor(1) as thread:
        first, second = (thread.submit(lambda: forms_pdf.pdf(small).read_bytes()).result() for _ in range(2))
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as book:
        assert (book.docinfo.Title, book.docinfo.Author) == (identity().title, identity().author)
        assert book.Root.Lang == "en"
        assert book.Root.MarkInfo.Marked
        assert book.open_outline().root


def test_every_link_of_the_whole_pdf_has_its_place(site):
    document = BeautifulSoup(forms_pdf._document(articles(site[0], "wide"), site[0]), "html5lib")
    places = [element["id"] for element in document.find_all(id=True)]
    assert len(places) == len(set(places))
    assert {link["href"][1:] for link in document.select("a[href^='#']")} <= set(places)


@pytest.fixture(scope="module")
def book(site):
    """The EPUB of the whole book; yields its path and its files by name."""
    path = epub(site[0])
    with zipfile.ZipFile(path) as archive:
        return path, {name: archive.read(name) for name in archive.namelist()}


def test_the_epub_is_well_formed_and_every_link_in_it_arrives(book):
    files = book[1]
    assert next(iter(files.items())) == ("mimetype", b"application/epub+zip")
    trees = {name: ElementTree.fromstring(content) for name, content in files.items() if name.endswith((".xhtml", ".opf", ".ncx"))}
    places = {name: {element.get("id") for element in tree.iter()} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            page, _, place = link.get("href").partition("#")
            if "://" not in page:
                target = f"EPUB/{page}" if page else name
                assert target in places and (not place or place in places[target]), f"{name}: {link.get('href')}"


def test_the_epub_has_no_script_no_custom_property_and_a_description_with_each_chart(book):
    drawn = 0
    for name, content in book[1].items():
        if name.endswith(".xhtml"):
            text = content.decode()
            assert "<script" not in text and "var(--" not in text, name
            for picture in ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}svg"):
                drawn += 1
                assert picture.get("role") == "img" and len(picture.get("aria-label")) > 20, name
    assert drawn > 100


def test_each_number_of_the_epub_leads_to_a_footnote(book):
    for name, content in book[1].items():
        if name.endswith(".xhtml"):
            tree = ElementTree.fromstring(content)
            notes = {note.get("id") for note in tree.iter(f"{XHTML}aside") if note.get(TYPE) == "footnote"}
            marks = [link.get("href").partition("#")[2] for link in tree.iter(f"{XHTML}a") if link.get(TYPE) == "noteref"]
            assert set(marks) == notes, name
    assert len(re.findall(b'epub:type="noteref"', book[1]["EPUB/chips.xhtml"])) > 50


def test_the_epub_is_the_same_each_time(book, site):
    before = book[0].read_bytes()
    assert epub(site[0]).read_bytes() == before


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="epubcheck is not installed; .ci/run installs it")
def test_the_epub_passes_epubcheck(book):
    assert check(book[0])


def test_a_page_on_paper_has_notes_spelled_links_and_no_controls(site, chromium):
    tab = chromium.new_page(color_scheme="dark", viewport={"width": 660, "height": 900})
    tab.goto(f"{site[1]}/book/intro.html")
    tab.emulate_media(media="print")
    assert tab.locator(".site-header, .site-nav, .site-footer, button:visible, select:visible").filter(visible=True).count() == 0
    assert tab.evaluate("getComputedStyle(document.querySelector('a.number'), '::after').content") == '"1"'
    assert tab.locator(".card").first.is_visible()
    rows = tab.eval_on_selector_all("a.number", "numbers => numbers.map(number => [number.dataset.row, Number(number.dataset.note)])")
    cards = tab.eval_on_selector_all(".card", "cards => cards.map(card => card.dataset.row)")
    assert all(cards[note - 1] == row for row, note in rows)
    assert tab.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 660
    tab.goto(f"{site[1]}/book/source-aicerts.html")
    assert tab.evaluate("getComputedStyle(document.querySelector('.record-facts a[href^=http]'), '::after').content") == "none"
    tab.close()
