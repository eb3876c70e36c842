"""The fields of a claim, in the order in which they are asked: question, words allowed, check."""

from collections.abc import Callable
from dataclasses import dataclass

from ledger import LedgerError
from ledger.authoring.rows import claim_id
from ledger.authoring.wording import plain
from ledger.reasoning.judgement import THEMES
from ledger.package import describe
from press.add import checks
from press.add.entry import Entry


@dataclass(frozen=True)
class Field:
    """One thing to know about a claim.

    name: as a flag, without the dashes. check: takes the text and the entry, returns what is kept
    or raises LedgerError. words: the words allowed. table: where the key may already be; adds: the fields that add a new one.
    place: whether it has a place after the answers so far, and why not otherwise. needed: whether it
    may not be empty. offered: whether it is asked on a terminal. shown: what to say about the answer.
    """

    name: str
    question: str
    check: Callable[[str, Entry], str] = lambda text, entry: plain(text)
    words: Callable[[Entry], list[str]] | None = None
    table: str | None = None
    adds: tuple = ()
    place: Callable[[Entry], bool] = lambda entry: True
    why_not: str = ""
    needed: Callable[[Entry], bool] = lambda entry: True
    default: Callable[[Entry], str] = lambda entry: ""
    offered: Callable[[Entry], bool] = lambda entry: True
    shown: Callable[[Entry], str] = lambda entry: ""

    def take(self, text: str, entry: Entry) -> str:
        """Return what is kept of an answer; raise LedgerError for one that cannot be."""
        text = text.strip() or self.default(entry)
        if not text:
            if self.needed(entry):
                raise LedgerError(f"it is missing: {self.question}.{self._allowed(entry)}")
            return ""
        if self.words and text not in self.words(entry):
            raise LedgerError(f"{text!r} is not a word for it.{self._allowed(entry)}")
        return self.check(text, entry)

    def _allowed(self, entry: Entry) -> str:
        return f" Write one of {', '.join(self.words(entry))}." if self.words else ""


def _optional(entry):
    return False


def _enum(table, column):
    def words(entry):
        resource = next(resource for resource in describe()["resources"] if resource["name"] == table)
        return next(field for field in resource["schema"]["fields"] if field["name"] == column)["constraints"]["enum"]

    return words


def _in_use(table, column):
    return lambda entry: sorted({row[column] for row in entry.tables[table].values()} - {""})


def _qualifiers(entry):
    """The words that can go with the sides of the value that were given."""
    if entry.answers.get("value"):
        return ["exactly", "about", "nearly", "over", "at-least", "under", "at-most"]
    low, high = entry.answers.get("low"), entry.answers.get("high")
    return ["between", "about"] if low and high else ["over", "at-least"] if low else ["under", "at-most"]


def _new(name, table):
    return {"place": lambda entry: entry.is_new(name, table), "why_not": f"it describes a new {name}, and this one is known"}


def _measured(entry):
    return entry.unit not in ("", "date")


def _has(*names):
    return lambda entry: any(entry.answers.get(name) for name in names)


_NO_NUMBER = "the metric has no number"
_NO_EVIDENCE = "it describes new evidence, and there is no --evidence-statement"
_NEW_EVIDENCE = {"place": _has("evidence-statement"), "why_not": _NO_EVIDENCE}
_BY_OFFSETS = "the place is given by --start and --end"


def _value_fields(prefix: str, whose: str, present) -> list[Field]:
    """The fields for the value of a claim or of its evidence: one value, or one or two bounds."""
    value, low, high = f"{prefix}value", f"{prefix}low", f"{prefix}high"

    def open_bounds(entry):
        return present(entry) and not entry.answers.get(value)

    bound = {"check": checks.number, "needed": _optional, "place": open_bounds, "why_not": f"{_NO_NUMBER}, or --{value} is given"}
    return [
        Field(value, f"{whose} value as one number, such as 5.6 million or 17.1 %", checks.number,
              needed=_optional, place=present, why_not=_NO_NUMBER, shown=checks.understood(value)),
        Field(low, f"{whose} lower bound", shown=checks.understood(low), **bound),
        Field(high, f"{whose} upper bound", shown=checks.understood(high), **bound),
    ]


FACTS = [
    Field("source", "the article, by its short name", checks.slug, table="sources", adds=("article", "title", "published-from")),
    Field("article", "the file with the text of the article", checks.article, **_new("source", "sources")),
    Field("title", "its title as published", **_new("source", "sources")),
    Field("publisher", "the site or paper that published it", needed=_optional, **_new("source", "sources")),
    Field("author", "its author, where named", needed=_optional, **_new("source", "sources")),
    Field("published", "the day of publication, where the article gives it", checks.day, needed=_optional, **_new("source", "sources")),
    Field("published-from", "the earliest day on which it can have come out", checks.day,
          default=lambda entry: entry.answers["published"], **_new("source", "sources")),
    Field("url", "the address of the original", checks.address, needed=_optional, **_new("source", "sources")),
    Field("start", "the offset of the passage's first character", checks.offset, needed=_optional, offered=_optional),
    Field("end", "the offset after its last character", checks.end, place=_has("start"), why_not="it needs --start", shown=checks.passage),
    Field("quote", "the passage, copied from the article", checks.quote,
          place=lambda entry: not entry.answers.get("start"), why_not=_BY_OFFSETS, shown=lambda entry: "" if checks.twice(entry) else checks.passage(entry)),
    Field("after", "words that stand before the passage", checks.after, needed=checks.twice, offered=checks.twice,
          place=_has("quote"), why_not=_BY_OFFSETS, shown=lambda entry: checks.passage(entry) if entry.answers["after"] else ""),
    Field("section", "the heading above the passage, or Opening"),
    Field("statement", "what it says, in one sentence of our own", checks.own_words),
    Field("claim", "the id of the claim", checks.new_claim, default=lambda entry: claim_id(entry.answers["source"], entry.answers["statement"])),
    Field("theme", "the chapter", words=lambda entry: list(THEMES)),
    Field("subject", "who or what it is about, by id", checks.slug, table="entities", adds=("subject-name", "subject-kind")),
    Field("subject-name", "the name of the subject as a reader knows it", **_new("subject", "entities")),
    Field("subject-kind", "what kind of thing the subject is", words=_in_use("entities", "kind"), **_new("subject", "entities")),
    Field("country", "the country of the subject", words=_enum("entities", "country"), needed=_optional, **_new("subject", "entities")),
    Field("metric", "what is stated of it, by id", checks.slug, table="metrics", adds=("metric-name", "metric-unit", "metric-description")),
    Field("metric-name", "the name of the metric as a reader knows it", **_new("metric", "metrics")),
    Field("metric-unit", "the unit of the metric", words=_in_use("metrics", "unit"), needed=_optional, **_new("metric", "metrics")),
    Field("metric-description", "what exactly the metric means", checks.own_words, **_new("metric", "metrics")),
    *_value_fields("", "the", _measured),
    Field("unit", "the unit of the value", checks.same_unit, place=_measured, why_not=_NO_NUMBER, needed=_optional, offered=_optional),
    Field("qualifier", "how the article hedges the value", words=_qualifiers, place=_has("value", "low", "high"), why_not="there is no value"),
    Field("as-of-from", "the first day that the statement is about", checks.day, needed=lambda entry: entry.unit == "date"),
    Field("as-of-to", "the last day (empty: the same)", checks.day, needed=_optional, place=_has("as-of-from"), why_not="it needs --as-of-from"),
    Field("speaker", "who is credited", default=lambda entry: "article"),
    Field("nature", "how the statement presents itself", words=_enum("claims", "nature")),
    Field("evidence", "ids of evidence that decides, if it is in the ledger already", checks.known_evidence, needed=_optional),
    Field("evidence-statement", "what a better source says, in one sentence of our own (empty: no new evidence)", checks.own_words, needed=_optional),
    *_value_fields("evidence-", "the source's", lambda entry: _measured(entry) and bool(entry.answers.get("evidence-statement"))),
    Field("evidence-as-of-from", "the first day that the evidence is about", checks.day, needed=lambda entry: entry.unit == "date", **_NEW_EVIDENCE),
    Field("evidence-as-of-to", "the last day (empty: the same)", checks.day, needed=_optional,
          place=_has("evidence-as-of-from"), why_not="it needs --evidence-as-of-from"),
    Field("evidence-published", "the day on which the source came out", checks.day, **_NEW_EVIDENCE),
    # Our own arithmetic is not typed in: a formula in data/derived.csv computes it.
    Field("evidence-grade", "how good the evidence is", words=lambda entry: ["primary", "secondary", "tertiary"], **_NEW_EVIDENCE),
    Field("evidence-note", "what a reader must know to use it", checks.own_words, needed=_optional, **_NEW_EVIDENCE),
    Field("citation", "the key of the source in book/references.bib", checks.citation, **_NEW_EVIDENCE),
    Field("bibtex", "a file with the BibTeX entry of the source, which book/references.bib does not have", checks.bibtex,
          place=lambda entry: entry.answers.get("citation", "") not in {"", *entry.works.entries}, why_not="book/references.bib has the citation"),
    Field("context", "ids of evidence that explains but does not decide", checks.known_evidence, needed=_optional),
    Field("flaw", "how the statement misleads, if it does", words=_enum("verdicts", "flaw"), needed=_optional),
]

# What is asked once the rules have been applied to the facts.
JUDGEMENT = [
    Field("verdict", "the verdict", words=_enum("verdicts", "verdict")),
    Field("reason", "the reason for it, in one sentence of our own", checks.own_words),
]
