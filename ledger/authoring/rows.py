"""Turn the answers about a claim into rows of the data package."""

import hashlib
import re
from datetime import date
from itertools import chain, count

from ledger.locators import passage_hash

_STOP = set("a an the of in on at to and or is are was were has have had its it their by for with that than as all".split())
_AS_ANSWERED = ("claim", "source", "theme", "statement", "subject", "metric", "qualifier", "speaker", "nature", "section")
# Which sides of the interval a qualifier leaves open, when one value is given.
_OPEN_ABOVE = ("over", "at-least")
_OPEN_BELOW = ("under", "at-most")


def claim_id(source: str, statement: str) -> str:
    """Propose the id of a claim: its source and the first five words of its statement that carry meaning."""
    words = [word for word in re.findall(r"[a-z0-9]+", statement.lower()) if word not in _STOP]
    return "-".join([source, *words[:5]])


def evidence_id(subject: str, metric: str, citation: str, known: set[str]) -> str:
    """Return a free id for a piece of evidence: subject and metric, then with the citation, then with a number."""
    first = f"{subject}-{metric}"
    proposed = chain([first, f"{first}-{citation}"], (f"{first}-{number}" for number in count(2)))
    return next(key for key in proposed if key not in known)


def source_row(answers: dict, file: str, content: bytes) -> dict:
    """Return the row of a new article; its hash and length are those of the archived copy."""
    named = {name.replace("-", "_"): answers.get(name, "") for name in ("source", "title", "publisher", "author", "published", "published-from", "url")}
    return named | {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "characters": str(len(content.decode("utf-8")))}


def entity_row(answers: dict) -> dict:
    """Return the row of a new subject."""
    return {"entity": answers["subject"], "name": answers["subject-name"], "kind": answers["subject-kind"], "country": answers["country"]}


def metric_row(answers: dict) -> dict:
    """Return the row of a new metric."""
    return {"metric": answers["metric"]} | {column: answers[f"metric-{column}"] for column in ("name", "unit", "description")}


def claim_row(answers: dict, unit: str, text: str, start: int, end: int) -> dict:
    """Return the row of a claim. unit: that of its metric; text: the article; start, end: the passage."""
    low, high = _sides(answers, "", answers.get("qualifier", ""))
    same = {column: answers.get(column, "") for column in _AS_ANSWERED}
    place = {"start": str(start), "end": str(end), "passage_sha256": passage_hash(text, start, end)}
    return same | {"value_low": low, "value_high": high, "unit": _unit(unit, low, high)} | _period(answers, "") | place


def evidence_row(answers: dict, unit: str, key: str) -> dict:
    """Return the row of a new piece of evidence about the claim's subject and metric. key: its id."""
    low, high = _sides(answers, "evidence-", "")
    same = {column: answers.get(f"evidence-{column}", "") for column in ("statement", "published", "grade", "note")}
    about = {"evidence": key, "subject": answers["subject"], "metric": answers["metric"], "citation": answers["citation"]}
    return about | same | {"value_low": low, "value_high": high, "unit": _unit(unit, low, high)} | _period(answers, "evidence-")


def verdict_row(answers: dict, evidence: list[str]) -> dict:
    """Return the row of a verdict, reviewed today; it says the least until the rules have been applied. evidence: ids."""
    same = {column: answers[column] for column in ("claim", "flaw", "context")}
    return same | {"verdict": "unverifiable", "evidence": " ".join(evidence), "reason": "", "reviewed_on": date.today().isoformat()}


def _sides(answers: dict, prefix: str, qualifier: str) -> tuple[str, str]:
    value = answers.get(f"{prefix}value", "")
    if not value:
        return answers.get(f"{prefix}low", ""), answers.get(f"{prefix}high", "")
    return "" if qualifier in _OPEN_BELOW else value, "" if qualifier in _OPEN_ABOVE else value


def _unit(unit: str, low: str, high: str) -> str:
    """A unit stands beside a value; that of a date stands alone, for the value is in the period."""
    return unit if low or high or unit == "date" else ""


def _period(answers: dict, prefix: str) -> dict:
    first = answers.get(f"{prefix}as-of-from", "")
    return {"as_of_from": first, "as_of_to": answers.get(f"{prefix}as-of-to", "") or first}
