"""Join claims with verdicts and count how they fared."""

import pandas as pd

from ledger.reasoning.derived import GRADES
from ledger.display.formats import value_text
from ledger.errors import LedgerError
from ledger.package import Ledger

THEMES = {
    "market-shock": "Market shock",
    "releases": "Releases",
    "chips": "Chips",
    "adoption": "Adoption",
    "capital": "Capital",
}
VERDICTS = ["supported", "imprecise", "contradicted", "unverifiable"]
# A shape and a word beside the colour: the verdict must not rest on colour alone.
SHAPES = {"supported": "●", "imprecise": "◐", "contradicted": "✕", "unverifiable": "○"}


def judged(book: Ledger) -> pd.DataFrame:
    """Return one row per claim with its verdict, flaw, reason and evidence ids.

    A claim whose judgement rests on something this edition may not use is
    `unverifiable`, and its reason says so.
    """
    table = book.claims.merge(book.verdicts, on="claim", how="left", validate="one_to_one")
    unjudged = table["verdict"].isna()
    table.loc[unjudged, "verdict"] = "unverifiable"
    table.loc[unjudged, "reason"] = "The evidence that decides this claim is outside this edition."
    return table


def tally(book: Ledger, by: str = "theme") -> pd.DataFrame:
    """Count claims by ``by`` (a column of claims, such as theme or source) and verdict.

    Returns long rows: ``by``, verdict, claims (count), share (percent of the group).
    """
    table = judged(book)
    if by not in table.columns:
        raise LedgerError(f"cannot tally by {by!r}; claims have the columns {', '.join(book.claims.columns)}.")
    counts = pd.crosstab(table[by], table["verdict"]).reindex(columns=VERDICTS, fill_value=0)
    long = counts.stack().rename("claims").reset_index()
    long["share"] = (100 * long["claims"] / long.groupby(by)["claims"].transform("sum")).round(1)
    return long


def best_grades(book: Ledger) -> dict[str, str]:
    """Return the grade of the best evidence of each claim whose verdict names any; what is derived counts as its lowest input."""
    rows = pd.concat([book.evidence, book.derived.rename(columns={"derived": "evidence"})])
    grades = dict(zip(rows["evidence"], rows["lowest_input"].fillna(rows["grade"])))
    named = book.verdicts.dropna(subset="evidence")
    return {claim: min((grades[key] for key in ids.split()), key=GRADES.index) for claim, ids in zip(named["claim"], named["evidence"])}


def claims_under_test(book: Ledger, theme: str) -> pd.DataFrame:
    """Return what the articles say on a theme: claim, source, what is said, value as stated.

    Raises LedgerError for an unknown theme.
    """
    rows = _of_theme(book.claims, theme)
    shown = rows[["claim", "source", "statement"]].copy()
    shown["value"] = [value_text(row) for row in rows.to_dict("records")]
    return shown.reset_index(drop=True)


def verdict_table(book: Ledger, theme: str) -> pd.DataFrame:
    """Return the closing table of a chapter: claim, verdict with its shape, flaw and reason."""
    rows = _of_theme(judged(book), theme)
    shown = rows[["claim", "verdict", "flaw", "reason"]].copy()
    order = shown["verdict"].map(VERDICTS.index)
    shown["verdict"] = [f"{SHAPES[verdict]} {verdict}" for verdict in shown["verdict"]]
    return shown.assign(order=order).sort_values(["order", "claim"]).drop(columns="order").fillna("").reset_index(drop=True)


def cannot_judge(book: Ledger, theme: str | None = None) -> pd.DataFrame:
    """Return what the whole record judges on a theme, or on all, and this edition cannot: claim, why.

    Claims of the edition whose evidence is outside it have a row each. Claims that the edition may not
    name, because their article came later or is left out, are counted in a last row without a name.
    The table is empty for the edition that uses everything recorded. Raises LedgerError for an unknown theme.
    """
    whole = book.recorded["claims"].merge(book.recorded["verdicts"], on="claim")
    if theme is not None:
        whole = _of_theme(whole, theme)
    lost = whole[~whole["claim"].isin(book.verdicts["claim"])]
    present = lost["claim"].isin(book.claims["claim"])
    rows = lost.loc[present, ["claim"]].assign(why="its evidence came later, or rests on an article that is left out").reset_index(drop=True)
    unnamed = int((~present).sum())
    if unnamed:
        rows.loc[len(rows)] = ["", f"{unnamed} more: their articles came later or are left out"]
    return rows


def _of_theme(table: pd.DataFrame, theme: str) -> pd.DataFrame:
    if theme not in THEMES:
        raise LedgerError(f"unknown theme {theme!r}; the themes are {', '.join(THEMES)}.")
    return table[table["theme"] == theme]
