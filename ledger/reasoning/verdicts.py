"""Compute the verdict of a numeric claim from intervals, scope and grade, by published rules."""

import pandas as pd

from ledger.errors import CellError, LedgerError, Problem
from ledger.reasoning.intervals import confirm, intervals, meet
from ledger.package import Ledger
from ledger.reasoning.units import convert

# What each rule gives, in the order in which they are tried.
RULES = {
    "no-numbers": None,
    "weak-evidence": "unverifiable",
    "agrees": "supported",
    "agrees-with-flaw": "imprecise",
    "mixed": "imprecise",
    "between": "imprecise",
    "part-agrees": "imprecise",
    "disagrees": "contradicted",
    "other-scope": "imprecise",
    "too-wide": "unverifiable",
}
_DECISIVE = ("primary", "secondary")


def computed(book: Ledger) -> pd.DataFrame:
    """Return the computed verdict of every claim that states a value and has a judgement.

    Returns claim, computed (a verdict; missing where no evidence of the row is numeric), rule (a
    key of RULES), low and high (the interval of the claim, base units, days since 1970 for dates).
    Raises CellError when evidence of another metric or a unit without conversion is to decide.
    """
    claims = book.claims.join(intervals(book.claims))
    claims = claims[claims["low"].notna() & claims["claim"].isin(book.verdicts["claim"])]
    claims = claims.merge(book.verdicts[["claim", "evidence", "flaw"]], on="claim")
    facts, scopes = _facts(book), Scopes(book)
    rows = []
    for claim in claims.itertuples(index=False):
        evidence = facts.loc[claim.evidence.split() if isinstance(claim.evidence, str) else []]
        rule = decide(claim, evidence[evidence["low"].notna()], scopes)
        rows.append({"claim": claim.claim, "computed": RULES[rule], "rule": rule, "low": claim.low, "high": claim.high})
    return pd.DataFrame(rows, columns=["claim", "computed", "rule", "low", "high"])


def decide(claim, evidence: pd.DataFrame, scopes: "Scopes") -> str:
    """Return the rule that decides one claim: a key of RULES.

    claim: one row of claims with its interval and the flaw that an editor found. evidence: rows with value, interval, subject,
    metric, unit, as_of_from, as_of_to and weight (the grade that counts).
    """
    if not len(evidence):
        return "no-numbers"
    decisive = [_in_unit_of(claim, row, scopes) for row in evidence.itertuples() if row.weight in _DECISIVE]
    if not decisive:
        return "weak-evidence"
    inside = [row for row in decisive if scopes.covers(claim, row)]
    agree = [row for row in inside if confirm(row, claim)]
    against = [row for row in inside if not meet(row, claim)]
    if agree and against:
        return "mixed"
    if agree:
        return "agrees-with-flaw" if isinstance(claim.flaw, str) else "agrees"
    if against and _on_both_sides(claim, against):
        return "between"
    if against:
        near = [row for row in decisive if scopes.related(claim.subject, row.subject)]
        return "part-agrees" if any(confirm(row, claim) for row in near) else "disagrees"
    if any(confirm(row, claim) for row in decisive if row not in inside):
        return "other-scope"
    return "too-wide"


class Scopes:
    """Which evidence speaks of the same thing, the same measure and the same time as a claim."""

    def __init__(self, book: Ledger):
        entities = book.entities.set_index("entity")
        self._read_as = entities["read_as"].dropna().to_dict()
        self._wider = entities["part_of"].dropna().str.split().to_dict()
        metrics = book.metrics.set_index("metric")["comparable_with"].fillna("")
        self._comparable = {metric: {metric, *others.split()} for metric, others in metrics.items()}

    def covers(self, claim, evidence) -> bool:
        """Say whether evidence has the subject, the metric and the time of a claim."""
        return self.subject(claim.subject) == self.subject(evidence.subject) and claim.metric == evidence.metric and _overlap(claim, evidence)

    def subject(self, entity: str) -> str:
        """Return the entity that a loose name is read as."""
        return self._read_as.get(entity, entity)

    def related(self, entity: str, other: str) -> bool:
        """Say whether one of two different entities is a part of the other."""
        return other in self.wholes(entity) or entity in self.wholes(other)

    def share(self, metric: str, other: str) -> bool:
        """Say whether two metrics may be compared."""
        return other in self._comparable[metric] or metric in self._comparable[other]


    def wholes(self, entity: str) -> set:
        """Return every wider entity that this one is a part of, directly or through another."""
        wider = self._wider.get(self.subject(entity), [])
        return {*wider}.union(*(self.wholes(whole) for whole in wider))


def _facts(book: Ledger) -> pd.DataFrame:
    """Evidence and derived numbers as one table by id, with intervals and the grade that counts."""
    evidence = book.evidence.set_index("evidence")
    evidence = evidence.join(intervals(evidence))
    every = pd.concat([evidence, book.derived.set_index("derived")])
    return every.assign(weight=every["lowest_input"].fillna(every["grade"]))


def _in_unit_of(claim, row, scopes: Scopes):
    if not scopes.share(claim.metric, row.metric):
        expected = f"evidence on {claim.metric} or on a metric that metrics.csv calls comparable; name it under context if it explains"
        raise CellError(Problem("verdicts.csv", None, "evidence", f"{row.Index} for {claim.claim}, which measures {row.metric}", expected))
    if row.unit == claim.unit:
        return row
    try:
        factor = float(convert(1, row.unit, claim.unit))
    except LedgerError as error:
        raise CellError(Problem("verdicts.csv", None, "evidence", f"{row.Index} for {claim.claim}: {error}", f"evidence in {claim.unit}")) from None
    return row._replace(low=row.low * factor, high=row.high * factor, value_low=row.value_low * factor)


def _overlap(claim, evidence) -> bool:
    """Say whether two periods share a day; a period that is not stated may be any, and a date is itself the value."""
    if claim.unit == "date":
        return True
    first, last = claim.as_of_from, claim.as_of_to
    start, end = evidence.as_of_from, evidence.as_of_to
    return not (last < start or end < first)


def _on_both_sides(claim, against: list) -> bool:
    """A level that evidence of different days passes was true on some day between."""
    below = [row for row in against if row.high <= claim.low]
    above = [row for row in against if row.low >= claim.high]
    return any(_overlap(one, other) is False for one in below for other in above)
