"""The numbers of a page as notes: on paper a card cannot open, so its row stands in a note at the page's end."""

from bs4 import BeautifulSoup, Tag

from press.finding.numbers_panel import ANCHOR

_WHERE = {"claim": "In the ledger", "evidence": "In the evidence", "derived": "In our arithmetic"}


def add_notes(soup: BeautifulSoup, body: Tag) -> None:
    """Give each number of ``body`` the mark of its note, and put the notes, shortened from the cards, in the place of the page's list of numbers.

    A number that comes again has the note of its first place. Numbers without a card keep their link.
    """
    panel = body.find(id=ANCHOR)
    cards = {card["data-row"]: card.extract() for card in body.select(".card[data-row]")}
    notes: dict[str, Tag] = {}
    for number in body.select("a.number[data-row]"):
        row = number["data-row"]
        if row not in cards:
            continue
        first = row not in notes
        if first:
            notes[row] = _note(soup, len(notes) + 1, number, cards[row])
        place = list(notes).index(row) + 1
        number.attrs = {"class": "number", "href": f"#note-{place}", "role": "doc-noteref", "epub:type": "noteref"} | ({"id": f"number-{place}"} if first else {})
        for value in number.select("data"):
            value.unwrap()
        number.append(_new(soup, "sup", str(place)))
    if notes:
        panel.attrs |= {"class": "notes", "role": "doc-endnotes", "epub:type": "footnotes"}
        columns = _new(soup, "div", **{"class": "notes-columns"})
        columns.extend(notes.values())
        panel.append(columns)


def _note(soup: BeautifulSoup, place: int, number: Tag, card: Tag) -> Tag:
    """Shorten a card: whose statement (with the grade), statement, verdict with its reason, source, and the way to the row."""
    words = _new(soup, "p")
    words.extend([_new(soup, "a", str(place), href=f"#number-{place}", role="doc-backlink", **{"class": "note-back"}), " "])
    verdict, facts = card.select_one("p.verdict"), {term.get_text(strip=True): term.find_next_sibling("dd") for term in card.select("dt")}
    pieces = [("", card.select_one(".card-kind"), ":"), ("", card.select_one(".card-said"), ""), ("", verdict, ".")]
    pieces += [("", card.select_one(".card-more > p"), "")] if verdict else []
    pieces += [(f"{name}: ", facts.get(name), ".") for name in ("Source", "Sources")]
    for before, piece, after in pieces:
        if piece is None:
            continue
        kind = next((name for name in piece.get("class", []) if name.startswith(("card-", "verdict-"))), "note-fact")
        part = _new(soup, "span", **{"class": kind})
        part.extend([before, *_trimmed(piece), after])
        words.extend([part, " "])
    words.append(_new(soup, "a", _WHERE[number["data-row"].partition(":")[0]], href=number["href"], **{"class": "note-row"}))
    note = _new(soup, "aside", id=f"note-{place}", role="doc-footnote", **{"class": "note", "epub:type": "footnote"})
    note.append(words)
    return note


def _trimmed(piece: Tag) -> list:
    """Take the contents out of ``piece``, without the space at its end."""
    contents = [child.extract() for child in list(piece.contents)]
    while contents and isinstance(contents[-1], str) and not contents[-1].strip():
        contents.pop()
    return contents


def _new(soup: BeautifulSoup, name: str, text: str = "", **attributes) -> Tag:
    element = soup.new_tag(name, attrs=attributes)
    if text:
        element.string = text
    return element
