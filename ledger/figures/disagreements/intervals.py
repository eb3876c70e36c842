"""Claims and evidence as intervals: the rounded cost of V3, one amount for two models, two words for one number.

The rows are those of `ledger.display.stated.stated`.
"""

import pandas as pd

from ledger import figure
from ledger.display.number_line import number_line
from ledger.display.questions import answers, only
from ledger.errors import NotKnown
from ledger.reasoning.intervals import meet

_MILLION, _BILLION = 1e6, 1e9


@answers("Do the two claims on the cost of V3 contradict each other?")
def v3_cost(rows: pd.DataFrame):
    """Draw two claims on the cost of V3 and the published cost (rows of `stated`, US dollars)."""
    claims = list(rows[rows["kind"] == "claim"].sort_values("high").itertuples())
    fine, coarse = claims if len(claims) == 2 else _missing("claims")
    record = only(rows, kind="evidence")
    answer = "do not contradict" if meet(fine, coarse) else "contradict"
    return figure(
        number_line(rows, "cost of training, million dollars", [5.3, 6.7], _MILLION),
        name="interval-v3-cost",
        title=f"{fine.value} and {coarse.value} {answer} each other",
        subtitle="DeepSeek-V3, million dollars; [ ] the end belongs to the interval, ( ) it does not",
        takeaway=f"{_reach(coarse)} {_reach(fine)} The report gives {record['value']}.",
        source="two articles; DeepSeek-V3 Technical Report, Table 1",
        table=rows[["who", "value", "low", "high", "low_closed", "high_closed", "id", "statement"]],
    )


def _reach(row) -> str:
    return f"{row.value} covers {row.low / _MILLION:g} to {row.high / _MILLION:g} million."


@answers("Which model does the amount belong to?")
def training_cost(rows: pd.DataFrame):
    """Draw the amount that an article gives to two models and the published costs (rows of `stated`, US dollars)."""
    claims, records = (rows[rows["kind"] == kind] for kind in ("claim", "evidence"))
    owners = [one.subject for one in records.itertuples() if any(meet(one, claim) for claim in claims.itertuples())]
    if not owners:
        _missing("evidence with the amount")
    return figure(
        number_line(rows, "cost of training, million dollars", [0, 6.5], _MILLION),
        name="conflict-training-cost",
        title=f"One article gives one amount to {claims['subject'].nunique()} models; the record gives it to "
        f"{', '.join(dict.fromkeys(owners))}",
        subtitle="Claims of one article and the published costs, million dollars",
        takeaway=_told(rows),
        source="one article; DeepSeek-V3 Technical Report, Table 1; Nature News on the R1 paper",
        table=rows[["who", "subject", "value", "low", "high", "id", "statement"]],
    )


@answers("Do the two claims on the loss exclude each other?")
def trillion(rows: pd.DataFrame):
    """Draw two claims on the loss of market value and the counts of others (rows of `stated`, US dollars)."""
    claims, counts = (list(rows[rows["kind"] == kind].itertuples()) for kind in ("claim", "evidence"))
    first, second = claims if len(claims) == 2 else _missing("claims")
    fit = all(any(meet(claim, count) for count in counts) for claim in claims)
    relation = "The two claims share values" if meet(first, second) else "The two claims exclude each other"
    return figure(
        number_line(rows, "lost market value, billion dollars", [850, 1150], _BILLION),
        name="conflict-trillion",
        title=f"{relation}, and {'for each there is' if fit else 'not for each is there'} a count that fits",
        subtitle="Market value lost around 27 January 2025, billion dollars; arrow: the interval goes on",
        takeaway=_told(rows),
        source="two articles; Investor's Business Daily; Business Insider",
        table=rows[["who", "subject", "value", "low", "high", "id", "statement"]],
    )


def _told(rows: pd.DataFrame) -> str:
    return "; ".join(rows["who"] + ": " + rows["value"] + ", " + rows["subject"]) + "."


def _missing(what: str):
    raise NotKnown(f"It lacks the {what} that the chart compares.")
