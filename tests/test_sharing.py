"""How the book shows itself to other sites and to machines."""

import json
import re
import struct
from base64 import b64encode
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from docutils import nodes
from docutils.utils import new_document

from ledger import load
from ledger.reasoning.judgement import judged
from press import PressError
from press.contents import notebooks, pages, title
from press.downloads import files
from press.downloads.ledger import ledger_document
from press.downloads.package import package
from press.identity import identity
from press.publish.pages import read
from press.sharing import crawlers
from press.sharing import feed as atom
from press.sharing.description import description
from press.sharing.head import Page, head
from press.sharing.picture import picture
from press.sharing.telling import telling

AT = replace(identity(), address="https://example.org/shock")
HOSTILE = '"><script>alert(1)</script> & \'{{ 1 + 1 }}'
ATOM = "{http://www.w3.org/2005/Atom}"


def document(*parts):
    made = new_document("page")
    made += [nodes.raw("", part, format="html") if part.startswith("<") else nodes.paragraph(text=part) for part in parts]
    return made


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["The finding. It fell by 5.6 percent. It rose again.", "More."], "It fell by 5.6 percent. It rose again."),
        (["One is short. " + "word " * 40 + "end.", "More."], "One is short."),
        (["<dl></dl><h2>A</h2><p class='a'>Of 3 claims, <b>2</b> &amp; more.</p>"], "Of 3 claims, 2 & more."),
        (["<div></div>", "After a table."], "After a table."),
        ([], ""),
    ],
)
def test_a_page_is_described_by_the_beginning_of_its_text(parts, told):
    assert description(document(*parts)) == told


def test_a_long_sentence_is_cut_at_a_word():
    told = description(document("word " * 100))
    assert len(told) <= 160 and told.endswith("word…")


def test_each_page_has_words_of_its_own_and_no_address_that_nobody_set(site):
    found = read(site[0])
    assert set(found) >= {page.relative_to(page.parent.parent).with_suffix(".html").as_posix() for page in pages()} | {"index.html", "404.html", "search.html"}
    assert [path for path, page in found.items() if not (page.language == "en" and page.title and page.named.get("description"))] == []
    told = [page.named["description"] for path, page in found.items() if path != "index.html"]
    assert len(set(told)) == len(told)
    assert all(page.named["og:title"] and page.named["og:description"] == page.named["description"] for page in found.values())
    if not identity().address:
        assert [path for path, page in found.items() if page.canonical or {"og:url", "og:image"} & set(page.named)] == []
        assert not (site[0] / "sitemap.xml").exists() and "Sitemap" not in (site[0] / "robots.txt").read_text()


def test_a_head_with_an_address_names_the_page_and_its_picture_in_full():
    tags = head(Page("book/chips.html", HOSTILE, HOSTILE, "share/chips.png", HOSTILE), AT, "../")
    assert '<link rel="canonical" href="https://example.org/shock/book/chips.html">' in tags
    assert '<meta property="og:image" content="https://example.org/shock/share/chips.png">' in tags
    assert "<script" not in tags and "{{ 1 + 1 }}" in tags
    assert "canonical" not in head(Page("search.html", "Search", "Search", "share/intro.png", "", listed=False), AT, "./")


LOOK = """source => new Promise(done => {
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, image.width, image.height).data;
    const colours = {};
    let right = 0, low = 0;
    for (let y = 20; y < image.height; y++) for (let x = 0; x < image.width; x++) {
      const at = 4 * (y * image.width + x), key = data.slice(at, at + 3).join();
      if (key === '253,253,251') continue;
      colours[key] = (colours[key] || 0) + 1;
      right = Math.max(right, x); low = Math.max(low, y);
    }
    done({colours, right, low});
  };
  image.src = source;
})"""


def test_the_picture_of_each_chapter_is_whole(chromium):
    page = chromium.new_page()
    for path in notebooks():
        made = picture(telling()[path.stem], title(path), identity().title)
        assert struct.unpack(">II", made[16:24]) == (1200, 630), path.stem
        assert made == picture(telling()[path.stem], title(path), identity().title), path.stem
        seen = page.evaluate(LOOK, f"data:image/png;base64,{b64encode(made).decode()}")
        # Nothing touches the edge, and a chart has its colours: an unknown custom property would be drawn black.
        assert seen["right"] < 1170 and seen["low"] < 620, path.stem
        assert "0,0,0" not in seen["colours"] and any(count > 200 and len(set(key.split(","))) == 3 for key, count in seen["colours"].items()), path.stem
    page.close()


def test_a_picture_takes_hostile_words_as_words():
    chart = replace(telling()["chips"], title=HOSTILE)
    assert picture(chart, HOSTILE, HOSTILE).startswith(b"\x89PNG")


def test_no_picture_shows_a_misleading_chart():
    assert [chart.title for chart in telling().values() if chart.title.startswith("Misleading")] == []


def test_the_feed_tells_each_version_of_the_changelog(site):
    feed = ElementTree.parse(site[0] / "changes.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title").partition(":")[0] for entry in entries] == [change.version for change in atom.changes()]
    assert entries[-1].findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z" and "<li>Five articles" in entries[-1].findtext(f"{ATOM}content")
    # A reader's program knows an entry by its id, which therefore never changes.
    assert entries[-1].findtext(f"{ATOM}id") == "urn:uuid:51757c77-0a09-5e3a-9996-402b384df082"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries} | {feed.findtext(f"{ATOM}id")}) == len(entries) + 1
    at = ElementTree.fromstring(atom.feed(AT))
    assert {link.get("rel"): link.get("href") for link in at.findall(f"{ATOM}link")} == {"self": f"{AT.address}/changes.xml", "alternate": f"{AT.address}/"}
    assert [entry.findtext(f"{ATOM}id") for entry in at.findall(f"{ATOM}entry")] == [entry.findtext(f"{ATOM}id") for entry in entries]


def test_the_feed_takes_hostile_changes_as_text_and_names_a_wrong_heading(tmp_path, monkeypatch):
    monkeypatch.setattr(atom, "ROOT", tmp_path)
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# Changelog\n\n## 1.0 (2027-01-02): <b> & ]]>\n\n- <script>alert(1)</script> and [a link](javascript:alert(1))\n")
    entry = ElementTree.fromstring(atom.feed(AT)).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "1.0: <b> & ]]>"
    assert "<script" not in entry.findtext(f"{ATOM}content") and "href" not in entry.findtext(f"{ATOM}content")
    log.write_text("## 1.0, January\n\n- a\n")
    with pytest.raises(PressError, match="CHANGELOG.md: '## 1.0, January'.*mend it"):
        atom.feed(AT)


def test_llms_txt_leads_to_every_page_and_file(site):
    text = (site[0] / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith(f"# {identity().title}\n\n> ") and "Cite as: " in text
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Chapters", "Pages", "Data"]
    links = re.findall(r"^- \[.+?\]\((.+?)\): .+", text, re.MULTILINE)
    here = [link.removeprefix(f"{identity().address}/") for link in links]
    assert {f"book/{page.stem}.html" for page in pages()} | {"downloads/ledger.json"} <= set(here) and len(set(here)) == len(here)
    assert [link for link in here if not (site[0] / link).is_file()] == []


def test_robots_and_sitemap_follow_the_address():
    assert "Sitemap: https://example.org/shock/sitemap.xml\n" in crawlers.robots(AT)
    made = ElementTree.fromstring(crawlers.sitemap([Page("book/a.html", "A", "", "", ""), Page("book/b&c.html", "B", "", "", "")], AT))
    assert [loc.text for loc in made.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [f"{AT.address}/book/a.html", f"{AT.address}/book/b&c.html"]


def test_the_ledger_for_programs_holds_each_claim_with_its_verdict_and_address(site):
    document = json.loads(files()["ledger.json"])
    assert document["schema"] == 1 and document["about"]["Cite as"]
    known = judged(load()).set_index("claim")
    assert [claim["claim"] for claim in document["claims"]] == list(load().claims["claim"])
    ids = read(site[0])["book/ledger.html"].ids
    for claim in document["claims"]:
        assert list(claim) == list(document["fields"])
        row = known.loc[claim["claim"]]
        assert (claim["verdict"], claim["statement"], claim["start"]) == (row["verdict"], row["statement"], row["start"])
        assert " ".join(claim["evidence"]) == ("" if row["evidence"] != row["evidence"] else row["evidence"])
        address, _, place = claim["permalink"].partition("#")
        assert address.endswith("book/ledger.html") and place in ids
    page = (site[0] / "book" / "downloads.html").read_text(encoding="utf-8")
    assert [field for field in document["fields"] if f"<code>{field}</code>" not in page] == []


def test_the_ledger_for_programs_has_whole_addresses_when_the_book_has_one():
    document = json.loads(ledger_document(package(load(), citation="a"), AT))
    assert document["claims"][0]["permalink"].startswith("https://example.org/shock/book/ledger.html#")


@pytest.mark.parametrize(("scheme", "closed"), [("http", 'sandbox="allow-scripts"'), ("file", "")])
def test_the_first_address_leads_to_the_first_page_even_in_a_frame(chromium, site, tmp_path, scheme, closed):
    root = site[1] if scheme == "http" else site[0].as_uri()
    (tmp_path / "course.html").write_text(f'<iframe src="{root}/index.html" {closed} width="900" height="700"></iframe>')
    page = chromium.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "course.html").as_uri())
    page.frame_locator("iframe").get_by_role("heading", name=identity().title).wait_for()
    assert page.frames[1].url == f"{root}/book/intro.html"
    page.close()
    assert errors == []
