"""Conflicts come out of the tables: the six kinds, in any order of rows, and every one has its reading."""

import itertools

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import load
from ledger.reasoning.conflicts import KINDS, conflicts
from ledger.reasoning.disjoint import disjoint_pairs
from ledger.reasoning.intervals import intervals, meet
from ledger.validation import seal, validate
from tests.tables import change

BOOK = load()
NAMED = {
    "shared-value": {"aicerts-r1-training-cost", "aicerts-run-training-cost"},
    "exclusive-statuses": {"deepseekai-r2-delay", "milestones-r2-frontier-takeaway"},
    "joined-series": {"milestones-download-share-takeaway", "milestones-download-share-start-takeaway"},
    "broken-arithmetic": {"milestones-users-summary", "milestones-user-growth-summary"},
    "different-baskets": {"deepseekai-market-loss", "contender-market-value-loss"},
}


def test_the_known_conflicts_are_found_without_a_word_about_them():
    book = load()
    book.tables["conflict_readings"] = book.conflict_readings.iloc[:0]
    found = conflicts(book)
    for kind, claims in NAMED.items():
        assert any(claims <= set(row.claims) for row in found[found["kind"] == kind].itertuples()), kind


def test_two_values_for_one_thing_are_a_conflict():
    book = load()
    six = book.claims["claim"] == "contender-v3-training-cost"
    book.tables["claims"] = book.claims.assign(value_low=book.claims["value_low"].mask(six, 9e6), value_high=book.claims["value_high"].mask(six, 9e6))
    found = conflicts(book)
    assert [set(row.claims) for row in found[found["kind"] == "disjoint-values"].itertuples()] == [{"contender-v3-training-cost", "aicerts-run-training-cost"}]


def test_a_conflict_ends_with_its_claim():
    without = load(exclude_sources=["milestones"])
    assert set(conflicts(without)["kind"]) == {"shared-value", "different-baskets"}


def test_an_edition_without_a_growth_has_no_broken_arithmetic():
    assert conflicts(load(as_of="2025-01-31")).empty


def test_the_order_of_the_tables_does_not_matter():
    shuffled = load()
    for name in ("claims", "evidence", "entities", "metrics"):
        shuffled.tables[name] = shuffled.tables[name].sample(frac=1, random_state=7).reset_index(drop=True)
    assert conflicts(shuffled).equals(conflicts(BOOK))


def test_every_conflict_has_a_kind_and_a_reading():
    found = conflicts(BOOK)
    assert found["conflict"].is_unique and set(found["kind"]) <= set(KINDS)
    assert found[["reading", "explanation"]].notna().all(axis=None)


def test_a_reading_without_its_conflict_is_named(data):
    change(data / "claims.csv", "aicerts-r1-training-cost", value_low="5500000", value_high="5500000")
    seal(data)
    told = [str(problem) for problem in validate(data)]
    assert any("conflict_readings.csv, row" in one and "shared-value-training-cost" in one for one in told), told


@st.composite
def claims(draw):
    low = float(draw(st.integers(0, 30)))
    day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=draw(st.integers(0, 20)))
    qualifier = draw(st.sampled_from(["exactly", "nearly", "over", "at-most"]))
    return {
        "subject": draw(st.sampled_from("ab")), "metric": "users", "unit": "USD", "qualifier": qualifier,
        "value_low": float("nan") if qualifier == "at-most" else low, "value_high": float("nan") if qualifier == "over" else low,
        "as_of_from": day, "as_of_to": day + pd.Timedelta(days=draw(st.integers(0, 10))),
    }  # fmt: skip


@settings(deadline=None)
@given(st.lists(claims(), min_size=1, max_size=12))
def test_the_fast_search_finds_a_conflict_where_comparing_every_pair_does(rows):
    frame = pd.DataFrame(rows, index=[f"claim-{number}" for number in range(len(rows))])
    frame = frame.join(intervals(frame))

    def apart(one, other):
        together = one.as_of_from <= other.as_of_to and other.as_of_from <= one.as_of_to
        return one.subject == other.subject and together and not meet(one, other)

    every = {tuple(sorted((a.Index, b.Index))): a.subject for a, b in itertools.combinations(frame.itertuples(), 2) if apart(a, b)}
    found = {tuple(ids) for _, ids, _ in disjoint_pairs(frame)}
    assert found <= every.keys()
    assert {every[pair] for pair in found} == set(every.values())
