"""The glossary: its words are linked in the chapters, and their meaning opens beside the text."""

import re

import pytest

from press.contents import notebooks, pages
from tests.test_search import found_in


def linked_words(page):
    text = page.read_text(encoding="utf-8")
    return re.findall(r"\]\(glossary\.md#(term-[\w-]+)\)", text)


def test_a_chapter_links_some_words_each_once_and_every_link_has_its_word(site):
    known = {anchor for kind, _, _, anchor, _, _ in found_in(site[0]) if kind == "term"}
    for page in notebooks()[1:]:
        words = linked_words(page)
        assert 5 <= len(words) <= 13 and len(words) == len(set(words)), page.stem
        assert set(words) <= known, page.stem


def test_every_word_of_the_glossary_is_used_in_the_book(site):
    texts = " ".join(page.read_text(encoding="utf-8") for page in pages() if page.stem != "glossary").lower()
    words = {title: anchor for kind, _, _, anchor, title, _ in found_in(site[0]) if kind == "term"}
    linked = {anchor for page in pages() for anchor in linked_words(page)}
    assert [word for word, anchor in words.items() if anchor not in linked and word.lower().replace("’", "'") not in texts] == []


def opened(page, link):
    page.wait_for_function("link => link.getAttribute('aria-expanded') === 'true'", arg=link.element_handle())
    return page.locator(".number-card")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_word_opens_its_meaning_by_mouse_and_keyboard(reader, site, scheme):
    page = reader("book/misleading-numbers.html", scheme)
    word = page.locator("a.term").first
    word.scroll_into_view_if_needed()
    word.hover()
    card = opened(page, word)
    meaning = next(words for kind, _, _, anchor, _, words in found_in(site[0]) if kind == "term" and word.get_attribute("href").endswith(f"#{anchor}"))
    assert meaning in card.inner_text()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.number-card')")
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    opened(page, word).get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary.html#term-*")
    assert page.errors == []


def test_a_word_opens_its_meaning_by_touch(reader):
    page = reader("book/misleading-numbers.html", width=390, has_touch=True)
    word = page.locator("a.term").first
    word.tap()
    assert opened(page, word).get_by_text("A word of this book").is_visible()
    word.tap()
    page.wait_for_url("**/glossary.html#term-*")


def test_without_script_a_word_is_a_link_to_the_glossary(reader):
    page = reader("book/misleading-numbers.html", java_script_enabled=False)
    page.locator("a.term").first.click()
    page.wait_for_url("**/glossary.html#term-*")
    assert page.locator(f"[id='{page.url.split('#')[1]}']").is_visible()
