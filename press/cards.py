"""The cards of a page: what each number's row says, who said it, how sure that is, and who disagrees."""

from collections import Counter

from ledger.display.formats import value_text
from ledger.package import Ledger
from ledger.reasoning.conflicts import conflicts
from ledger.reasoning.derived import GRADES
from ledger.reasoning.judgement import SHAPES, VERDICTS, judged
from press import PressError
from press.bibliography import short_form
from press.edition import load
from press.formulas import pieces
from press.typeset import records, typeset

_PAGES = {"claim": "ledger.html", "evidence": "evidence.html", "derived": "derived.html"}
# What a card shows of a list; the rest is counted and stands in the ledger.
_SHOWN = 3


def cards(rows: list[str]) -> str:
    """Return a closed list with one card per row, for the end of a page; a line above it counts them.

    rows: keys such as ``claim:aicerts-r1-training-cost``, ``evidence:…``, ``derived:…``, in order of first use.
    The card of the n-th row leads back to ``#number-n``, its first place in the text.
    Raises PressError for a row that the ledger does not have.
    """
    book = load()
    known = _known(book)
    disagreements = _disagreements(book)
    shown = []
    for key in rows:
        row = _find(known, key)
        if row["kind"] == "claim":
            row |= _judgement(row, known) | {"conflicts": [_conflict(one, row, known) for one in disagreements.get(row["id"], [])]}
        if row["kind"] == "derived":
            row |= {"parts": pieces(row["formula"], _anchors(book, known)), "inputs": _inputs(row, known)}
        shown.append(row)
    return typeset("cards.html", cards=shown, limit=_SHOWN, summary=_summary(shown))


def _summary(cards: list[dict]) -> str:
    """Count the cards by kind, and the claims by verdict: ``3 numbers: 2 claims (● 1 supported, ✕ 1 contradicted), 1 from evidence``."""
    kinds = Counter(card["kind"] for card in cards)
    verdicts = Counter(card["verdict"] for card in cards if card["kind"] == "claim")
    judged = ", ".join(f"{SHAPES[verdict]} {verdicts[verdict]} {verdict}" for verdict in VERDICTS if verdicts[verdict])
    told = {"claim": f"{_several(kinds['claim'], 'claim')} ({judged})", "evidence": f"{kinds['evidence']} from evidence", "derived": f"{kinds['derived']} of our own arithmetic"}
    return f"{_several(len(cards), 'number')}: {', '.join(text for kind, text in told.items() if kinds[kind])}"


def _several(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _disagreements(book: Ledger) -> dict[str, list[dict]]:
    """Map a claim's id to the conflicts that it is part of."""
    found = {}
    for conflict in records(conflicts(book)):
        for claim in conflict["claims"]:
            found.setdefault(claim, []).append(conflict)
    return found


def _known(book: Ledger) -> dict[str, dict]:
    """Every row that a number or a card can name, by its key, with what all cards show."""
    sources = book.sources[["source", "title", "publisher", "published", "published_from"]]
    tables = {"claim": judged(book).merge(sources, on="source", how="left"), "evidence": book.evidence, "derived": book.derived}
    return {f"{kind}:{row[kind]}": _common(kind, row) for kind, table in tables.items() for row in records(table)}


def _common(kind: str, row: dict) -> dict:
    key = row[kind]
    return row | {"kind": kind, "id": key, "key": f"{kind}:{key}", "address": f"{_PAGES[kind]}#{key}", "value": value_text(row)}


def _find(known: dict, key: str) -> dict:
    try:
        row = known[key]
    except KeyError:
        raise PressError(f"a card was asked for {key!r}, which the ledger does not have; mend the link or add the row.") from None
    return row | {"works": _works(row)}


def _works(row: dict) -> list[dict]:
    """The works that a row cites, in readable form."""
    keys = row.get("citations") or ([row["citation"]] if row.get("citation") else [])
    return [{"address": f"bibliography.html#cite-{key}", "text": short_form(key)} for key in keys]


def _judgement(claim: dict, known: dict) -> dict:
    best, more = _listed(claim["evidence"], known)
    explains, others = _listed(claim["context"], known)
    return {"shape": SHAPES[claim["verdict"]], "best": best, "more": more, "explains": explains, "others": others}


def _listed(ids: str | None, known: dict) -> tuple[list[dict], int]:
    """The best of the rows that a verdict names, and how many more there are."""
    keys = [f"{kind}:{one}" for one in (ids or "").split() for kind in ("evidence", "derived")]
    # What an edition leaves out is not in the ledger that was read.
    found = sorted((known[key] for key in keys if key in known), key=_rank)
    return [_find(known, row["key"]) for row in found[:_SHOWN]], max(0, len(found) - _SHOWN)


def _rank(row: dict) -> tuple:
    """Best grade first; our arithmetic is as good as its weakest input, and comes after what was read as such."""
    return GRADES.index(row["lowest_input"] or row["grade"]), row["grade"] == "derived"


def _conflict(conflict: dict, claim: dict, known: dict) -> dict:
    return conflict | {"others": [_find(known, f"claim:{other}") for other in conflict["claims"] if other != claim["id"]]}


def _inputs(derived: dict, known: dict) -> list[dict]:
    """What a formula names: a row with its statement, or a cell of a table with its value."""
    named = []
    for reference, value in zip(derived["inputs"], derived["input_values"]):
        row = _row(reference, known)
        named.append({name: row[name] for name in ("value", "statement", "address")} if row else {"value": value, "statement": reference, "address": None})
    return named


def _row(reference: str, known: dict) -> dict | None:
    """The row that a formula's reference names, such as ``some-id`` or ``some-id.low``; None for a table's cell."""
    name = reference.removesuffix(".low").removesuffix(".high")
    return next((known[key] for key in (f"{kind}:{name}" for kind in _PAGES) if key in known), None)


def _anchors(book: Ledger, known: dict) -> dict[str, str]:
    tables = {name: f"data-dictionary.html#table-{name}" for name in book.tables}
    return tables | {row["id"]: row["address"] for row in known.values()}
