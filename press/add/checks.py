"""Whether an answer can be kept. A check takes the text and the entry, and returns what is kept or raises LedgerError."""

import re
from datetime import date
from pathlib import Path

from ledger import LedgerError
from ledger.authoring import passages
from ledger.authoring.amounts import amount
from ledger.display.formats import quantity
from press.add.entry import BIBLIOGRAPHY, works


def own_words(text, entry):
    return entry.own_words(text)


def slug(text, entry):
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise LedgerError(f"{text!r} is not an id; write lower-case words joined by hyphens.")
    return text


def new_claim(text, entry):
    source = entry.answers["source"]
    if not slug(text, entry).startswith(f"{source}-"):
        raise LedgerError(f"{text!r} must begin with its source, {source}-.")
    past = {old for row in entry.tables["claims"].values() for old in row.get("formerly", "").split()}
    if text in entry.tables["claims"] or text in past:
        raise LedgerError(f"{text!r} is the id of another claim; give this one its own with --claim.")
    return text


def day(text, entry):
    try:
        told = date.fromisoformat(text)
    except ValueError:
        raise LedgerError(f"{text!r} is not a day; write it as 2025-06-30.") from None
    if not 1900 <= told.year <= 2100:
        raise LedgerError(f"{text!r} lies outside the years 1900 to 2100.")
    return told.isoformat()


def address(text, entry):
    if not re.fullmatch(r"https?://[^\s<>\"']+", text):
        raise LedgerError(f"{text!r} is not an address; it begins with https:// and has no spaces.")
    return text


def article(text, entry):
    path = Path(text).expanduser()
    try:
        path.read_bytes().decode("utf-8")
    except OSError as error:
        raise LedgerError(f"{text} cannot be read ({error.strerror}); name the text file of the article.") from None
    except UnicodeDecodeError:
        raise LedgerError(f"{text} is not a text file in UTF-8; save the article as plain text in UTF-8.") from None
    return str(path)


def quote(text, entry):
    passages.places(entry.text, text)
    return text


def after(text, entry):
    passages.find(entry.text, entry.answers["quote"], text)
    return text


def twice(entry):
    return bool(entry.answers.get("quote")) and len(passages.places(entry.text, entry.answers["quote"])) > 1


def offset(text, entry):
    if not text.isdigit() or int(text) > len(entry.text):
        raise LedgerError(f"{text!r} is not an offset within the article's {len(entry.text)} characters.")
    return text


def end(text, entry):
    if int(offset(text, entry)) <= int(entry.answers["start"]):
        raise LedgerError(f"{text!r} is not behind the start of the passage, {entry.answers['start']}.")
    return text


def passage(entry):
    return f"The passage: {passages.around(entry.text, *entry.passage)}"


def number(text, entry):
    return amount(text, entry.unit)


def understood(name):
    def shown(entry):
        value = entry.answers[name]
        return f"Understood: {quantity(float(value), entry.unit)} ({value} {entry.unit})" if value else ""

    return shown


def same_unit(text, entry):
    if text != entry.unit:
        raise LedgerError(f"{text!r} is not the unit of {entry.answers['metric']}, {entry.unit!r}; name another metric, or leave --unit out.")
    return text


def citation(text, entry):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", text):
        raise LedgerError(f"{text!r} is not a key; write letters and digits, such as deepseek2024v3.")
    return text


def bibtex(text, entry):
    key = entry.answers["citation"]
    try:
        added = Path(text).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise LedgerError(f"{text} cannot be read; name a file with one BibTeX entry.") from None
    entries = works(added, text).entries
    if list(entries) != [key]:
        raise LedgerError(f"{text} holds {', '.join(entries) or 'no entry'}; it must hold one entry, {key}.")
    for name in ("title", "year"):
        if name not in entries[key].fields:
            raise LedgerError(f"{text}: the entry {key} has no {name}; add it.")
    if "url" in entries[key].fields:
        address(entries[key].fields["url"], entry)
    works(BIBLIOGRAPHY.read_text(encoding="utf-8") + "\n" + added, text)
    return str(Path(text).expanduser())


def known_evidence(text, entry):
    for key in text.replace(",", " ").split():
        if key not in entry.tables["evidence"] and key not in entry.tables["derived"]:
            near = ", ".join(entry.closest(key, "evidence"))
            raise LedgerError(f"{key!r} is not an id of data/evidence.csv or data/derived.csv. Closest: {near or 'none'}.")
    return " ".join(text.replace(",", " ").split())
