"""What is known while a claim is being added: the tables, the bibliography, the article, the answers so far."""

import csv
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from pybtex.database import BibliographyData, parse_string
from pybtex.exceptions import PybtexError

from ledger import LedgerError
from ledger.authoring import passages
from ledger.authoring.wording import borrowed, plain, runs
from ledger.locators import archive
from ledger.validation import rows
from press import ROOT

BIBLIOGRAPHY = ROOT / "book" / "references.bib"
_CLOSE = 5


@dataclass
class Entry:
    """The claim being added. ``answers`` holds what was answered, by the name of the field."""

    answers: dict = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, dict[str, dict]]:
        """The rows of the tables that a claim touches, by table and key."""
        names = {"sources": "source", "claims": "claim", "evidence": "evidence", "derived": "derived", "entities": "entity", "metrics": "metric"}
        try:
            return {name: {row[key]: row for _, row in rows(ROOT / "data" / f"{name}.csv")} for name, key in names.items()}
        except (FileNotFoundError, KeyError, csv.Error) as error:
            raise LedgerError(f"the tables in data/ cannot be read ({error}); run `make check`.") from None

    @cached_property
    def works(self) -> BibliographyData:
        """The works of book/references.bib."""
        return works(BIBLIOGRAPHY.read_text(encoding="utf-8"), "book/references.bib")

    def is_new(self, name: str, table: str) -> bool:
        """Tell whether the answer to ``name`` is a key that ``table`` does not have yet."""
        return bool(self.answers.get(name)) and self.answers[name] not in self.tables[table]

    def closest(self, text: str, table: str) -> list[str]:
        """Return the five keys of ``table`` that are closest to ``text`` by key or by name, closest first."""
        named = {key: key for key in self.tables[table]} | {row["name"].lower(): key for key, row in self.tables[table].items() if "name" in row}
        return list(dict.fromkeys(named[match] for match in get_close_matches(text.lower(), named, 2 * _CLOSE, 0.3)))[:_CLOSE]

    @property
    def unit(self) -> str:
        """The unit of the metric, which its values must have."""
        metric = self.answers.get("metric", "")
        return self.tables["metrics"][metric]["unit"] if metric in self.tables["metrics"] else self.answers.get("metric-unit", "")

    @cached_property
    def article(self) -> Path:
        """The file of the article: a new one as given, a known one in the archive."""
        if self.is_new("source", "sources"):
            return Path(self.answers["article"])
        file, folder = self.tables["sources"][self.answers["source"]]["file"], archive()
        if folder is None:
            raise LedgerError(f"the article {file} is needed to find the passage; set LEDGER_SOURCES to the folder that holds it.")
        if not (folder / file).is_file():
            raise LedgerError(f"{file} is not in {folder.name}/, the folder of archived articles; set LEDGER_SOURCES to the folder that holds it.")
        return folder / file

    @cached_property
    def text(self) -> str:
        """The text of the article, character by character as it is archived."""
        return self.article.read_bytes().decode("utf-8")

    @property
    def passage(self) -> tuple[int, int]:
        """Start and end of the passage in the article."""
        if self.answers.get("start"):
            return int(self.answers["start"]), int(self.answers["end"])
        return passages.find(self.text, self.answers["quote"], self.answers.get("after", ""))

    @cached_property
    def _taken(self) -> set[tuple]:
        titles = [row["title"] for row in self.tables["sources"].values()] + [self.answers.get("title", "")]
        return runs(self.text) - set().union(*map(runs, titles))

    def own_words(self, text: str) -> str:
        """Return ``text`` when it is plain and ours; raise LedgerError when it takes eight words in a row from the article."""
        text = plain(text)
        taken = borrowed(text, self._taken)
        if taken:
            raise LedgerError(f"it takes {taken[0]!r} from the article; say it in our own words.")
        return text


def works(text: str, file: str) -> BibliographyData:
    """Parse BibTeX; raise LedgerError with the file's name when that fails."""
    try:
        return parse_string(text, "bibtex")
    except PybtexError as error:
        raise LedgerError(f"{file} is not valid BibTeX: {' '.join(str(error).split())}.") from None
