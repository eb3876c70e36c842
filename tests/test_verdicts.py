"""Verdicts follow from intervals, scope and grade by rules that hold for any claim."""

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger import LedgerError, load
from ledger.reasoning.intervals import intervals
from ledger.validation import seal, validate
from ledger.reasoning.verdicts import RULES, Scopes, computed, decide
from tests.tables import change

BOOK = load()
SCOPES = Scopes(BOOK)
SUBJECTS = ["us-technology-shares", "sp500-technology-shares", "us-shares", "deepseek-v3"]
DAYS = [pd.NaT, pd.Timestamp("2025-01-27"), pd.Timestamp("2025-06-30")]

values = st.integers(-1000, 1000).map(float)
pairs = st.tuples(values, values).map(sorted)


@st.composite
def evidence_rows(draw, weights=("primary", "secondary", "tertiary")):
    low, high = draw(pairs)
    day = draw(st.sampled_from(DAYS))
    return {
        "subject": draw(st.sampled_from(SUBJECTS)), "metric": "market-value-loss", "unit": "USD", "value_low": low, "value_high": draw(st.sampled_from([low, high])),
        "as_of_from": day, "as_of_to": day, "weight": draw(st.sampled_from(weights)),
    }  # fmt: skip


@st.composite
def claims(draw):
    low, high = draw(pairs)
    day = draw(st.sampled_from(DAYS))
    return SimpleNamespace(
        subject=draw(st.sampled_from(SUBJECTS)), metric="market-value-loss", unit="USD", as_of_from=day, as_of_to=day, low=low, high=high,
        low_closed=draw(st.booleans()), high_closed=draw(st.booleans()), single=draw(st.booleans()), flaw=draw(st.sampled_from([None, "omitted-scope"])),
    )  # fmt: skip


def table(rows):
    frame = pd.DataFrame(rows, columns=["subject", "metric", "unit", "value_low", "value_high", "as_of_from", "as_of_to", "weight"])
    frame = frame.astype({"as_of_from": "datetime64[ns]", "as_of_to": "datetime64[ns]"})
    return frame.join(intervals(frame))


def verdict(claim, rows):
    return RULES[decide(claim, table(rows), SCOPES)]


@settings(deadline=None)
@given(claims(), st.lists(evidence_rows(), max_size=5), st.randoms())
def test_the_order_of_the_rows_does_not_matter(claim, rows, random):
    shuffled = random.sample(rows, len(rows))
    assert verdict(claim, shuffled) == verdict(claim, rows)


@st.composite
def supported_claims(draw):
    """A claim with evidence of its own scope inside it, and other evidence beside."""
    claim = draw(claims())
    inside = draw(evidence_rows(weights=("primary",))) | {"subject": claim.subject, "as_of_from": claim.as_of_from, "as_of_to": claim.as_of_to}
    claim.low, claim.high, claim.low_closed, claim.high_closed, claim.flaw = inside["value_low"], inside["value_high"], True, True, None
    return claim, [inside, *draw(st.lists(evidence_rows(), max_size=3))]


@settings(deadline=None)
@given(supported_claims(), st.floats(0, 2000), st.floats(0, 2000))
def test_a_wider_claim_never_turns_from_supported_to_contradicted(given_claim, below, above):
    claim, rows = given_claim
    assume(verdict(claim, rows) == "supported")
    wider = SimpleNamespace(**vars(claim) | {"low": claim.low - below, "high": claim.high + above, "low_closed": True, "high_closed": True})
    assert verdict(wider, rows) != "contradicted"


@settings(deadline=None)
@given(claims(), st.lists(evidence_rows(weights=("tertiary",)), min_size=1, max_size=5))
def test_tertiary_evidence_alone_never_decides(claim, rows):
    assert verdict(claim, rows) == "unverifiable"


def test_the_order_of_the_tables_does_not_matter():
    shuffled = load()
    for name in ("claims", "evidence", "verdicts", "derived"):
        shuffled.tables[name] = shuffled.tables[name].sample(frac=1, random_state=7).reset_index(drop=True)
    one, other = (computed(book).sort_values("claim", ignore_index=True) for book in (BOOK, shuffled))
    assert one.equals(other)


def test_the_stored_verdict_of_every_numeric_claim_is_the_computed_one():
    both = computed(BOOK).merge(BOOK.verdicts, on="claim").dropna(subset="computed")
    assert len(both) >= 55
    assert both.loc[both["computed"] != both["verdict"], ["claim", "verdict", "computed", "rule"]].to_dict("records") == []


def test_every_rule_decides_some_claim_of_the_ledger():
    assert set(RULES) - set(computed(BOOK)["rule"]) == set()


def test_a_stored_verdict_that_the_rules_do_not_give_is_named(data):
    change(data / "verdicts.csv", "aicerts-r1-training-cost", verdict="supported")
    seal(data)
    told = [str(problem) for problem in validate(data)]
    assert any("verdicts.csv, row" in one and "'supported', expected 'contradicted' by the rule 'disagrees'" in one for one in told), told


def test_evidence_of_another_metric_cannot_decide(data):
    change(data / "verdicts.csv", "aicerts-r1-training-cost", evidence="deepseek-v3-total-parameters")
    seal(data)
    told = [str(problem) for problem in validate(data)]
    assert any("deepseek-v3-total-parameters for aicerts-r1-training-cost, which measures total-parameters" in one for one in told), told


def test_a_unit_without_conversion_cannot_decide(monkeypatch):
    book = load()
    book.tables["metrics"] = book.metrics.assign(comparable_with=book.metrics["comparable_with"].mask(book.metrics["metric"] == "fund-size", "fund-size-usd"))
    named = book.verdicts["claim"] == "contender-guidance-fund-yuan"
    book.tables["verdicts"] = book.verdicts.assign(evidence=book.verdicts["evidence"].mask(named, "venture-fund-announced-usd"))
    with pytest.raises(LedgerError, match="venture-fund-announced-usd for contender-guidance-fund-yuan: no conversion from USD to CNY"):
        computed(book)
