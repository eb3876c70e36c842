"""Look up what rows of the record state, as intervals in one table."""

import pandas as pd

from ledger.display.formats import value_text
from ledger.reasoning.intervals import intervals
from ledger.package import Ledger
from ledger.reasoning.verdicts import Scopes

_KINDS = {"claim": "claims", "evidence": "evidence", "derived": "derived"}


def stated(book: Ledger, ids: list) -> pd.DataFrame:
    """Return what claims, evidence and derived numbers state, in the order of ``ids``.

    Returns id, kind (claim, evidence, derived), who (the article, or the grade), subject and metric (names; a loose name as it is read),
    value (as stated), statement, unit, low, high, low_closed and high_closed (see `ledger.reasoning.intervals`).
    Rows that this edition leaves out, or that state no value, are not in the table.
    """
    columns = ["id", "kind", "who", "subject", "metric", "value", "statement", "unit", "low", "high", "low_closed", "high_closed"]
    found = [_rows(book, table, key, ids).reindex(columns=columns) for key, table in _KINDS.items()]
    rows = pd.concat([frame for frame in found if len(frame)] or found[:1])
    return rows.sort_values("id", key=lambda column: column.map(ids.index), ignore_index=True)


def _rows(book: Ledger, table: str, key: str, ids: list) -> pd.DataFrame:
    rows = book.tables[table]
    rows = rows[rows[key].isin(ids)].reset_index(drop=True)
    # Derived numbers carry the interval that their inputs allow.
    rows = rows if "low" in rows else rows.join(intervals(rows))
    names = book.entities.set_index("entity")["name"]
    return rows.assign(
        id=rows[key],
        kind=key,
        who=rows["source"] if key == "claim" else rows["grade"] + " source" if key == "evidence" else "our arithmetic",
        subject=rows["subject"].map(Scopes(book).subject).map(names),
        metric=rows["metric"].map(book.metrics.set_index("metric")["name"]),
        value=[value_text(row) for row in rows.to_dict("records")],
    )[rows["low"].notna()]
