"""The tables of the page of rules, each with its example from the ledger."""

import math

import pandas as pd

from ledger.reasoning.conflicts import KINDS, conflicts
from ledger.display.formats import quantity, value_text
from ledger.reasoning.intervals import intervals
from ledger.reasoning.judgement import SHAPES
from ledger.package import Ledger
from ledger.reasoning.verdicts import RULES, computed
from press.typeset import typeset

_WORDS = {
    "exactly": "from half a unit of the last digit below up to half a unit above, the upper end left out",
    "about": "one unit of the last digit to each side, but at most a tenth of the value; never narrower than exactly",
    "nearly": "from a tenth below up to the value, the value left out",
    "over": "above the value",
    "at-least": "the value and above",
    "under": "below the value",
    "at-most": "the value and below",
    "between": "from the lower to the upper value",
}
_MEANINGS = {
    "no-numbers": "No evidence of this claim is a number on the same or a comparable measure. An editor decides.",
    "weak-evidence": "Only tertiary evidence speaks of it.",
    "agrees": "Evidence in scope agrees, and none disagrees.",
    "agrees-with-flaw": "Evidence in scope agrees, and an editor found a flaw in what is said around the number.",
    "mixed": "Of the evidence in scope, some agrees and some disagrees.",
    "between": "No evidence in scope agrees, but on different days it lies below and above: the value was passed on the way.",
    "part-agrees": "Evidence in scope disagrees, but evidence on a part or on a whole agrees: right, and of something narrower or wider.",
    "disagrees": "Evidence in scope disagrees, and none agrees.",
    "other-scope": "No evidence in scope decides, and evidence in another scope agrees.",
    "too-wide": "The evidence is too wide, or of another scope, to decide.",
}


def rules_page(book: Ledger, part: str) -> str:
    """Return one table of the rules: ``words``, ``verdicts`` or ``conflicts``."""
    return typeset("rules.html", **{"words": _words, "verdicts": _verdicts, "conflicts": _conflicts}[part](book))


def _words(book: Ledger) -> dict:
    claims = book.claims.join(intervals(book.claims))
    rows = []
    for qualifier, meaning in _WORDS.items():
        claim = claims[claims["qualifier"] == qualifier].iloc[0]
        rows.append([qualifier, meaning, _example(claim), _interval(claim)])
    return {"head": ["Word", "Interval", "Example", "Its interval"], "rows": rows}


def _verdicts(book: Ledger) -> dict:
    claims = book.claims.set_index("claim", drop=False)
    by_rule = computed(book).drop_duplicates("rule").set_index("rule")["claim"]
    rows = [
        [rule, _MEANINGS[rule], f"{SHAPES[verdict]} {verdict}" if verdict else "an editor's", _example(claims.loc[by_rule[rule]])]
        for rule, verdict in RULES.items()
    ]
    return {"head": ["Rule", "When", "Verdict", "Example"], "rows": rows}


def _conflicts(book: Ledger) -> dict:
    found = conflicts(book)
    claims = book.claims.set_index("claim", drop=False)
    rows = []
    for kind, meaning in KINDS.items():
        of_kind = found[found["kind"] == kind]
        example = _example(claims.loc[of_kind.iloc[0]["claims"][0]]) if len(of_kind) else ("", "none in the ledger at present")
        rows.append([kind, meaning, str(len(of_kind)), example])
    return {"head": ["Kind", "Meaning", "Found", "Example"], "rows": rows}


def _example(claim: pd.Series) -> tuple[str, str]:
    """The claim's id, for a link, and its words."""
    value = value_text(claim.to_dict())
    return claim["claim"], f"{claim['statement']} ({value})" if value else claim["statement"]


def _interval(claim: pd.Series) -> str:
    low, high = ("−∞" if math.isinf(claim["low"]) else quantity(claim["low"], claim["unit"])), ("∞" if math.isinf(claim["high"]) else quantity(claim["high"], claim["unit"]))
    return f"{'[' if claim['low_closed'] else '('}{low}, {high}{']' if claim['high_closed'] else ')'}"
