"""What a chapter gets from the ledger: editions, counts, values written out."""

import pandas as pd
import pytest

from ledger import LedgerError, cannot_judge, claims_under_test, load, pick, tally, verdict_table
from ledger.display.dates import later
from ledger.display.formats import quantity, value_text


def test_dates_and_numbers_are_typed():
    book = load()
    assert str(book.closes["date"].dtype).startswith("datetime64")
    assert book.closes["close"].dtype == "float64"
    assert book.models["open_weights"].dtype == "boolean"


def test_an_edition_knows_nothing_published_later():
    book = load(as_of="2025-06-30")
    limit = pd.Timestamp("2025-06-30")
    assert (book.closes["date"] <= limit).all()
    assert not (book.evidence["published"] > limit).any()
    assert not (book.derived["published"] > limit).any()
    known = set(book.evidence["evidence"]) | set(book.derived["derived"])
    assert all(set(ids.split()) <= known for ids in book.verdicts["evidence"].dropna())
    assert "30 June 2025" in book.edition


def test_an_article_can_be_left_out():
    whole, without = load(), load(exclude_sources=["aicerts"])
    assert "aicerts" in set(whole.claims["source"]) and "aicerts" not in set(without.claims["source"])
    assert len(without.verdicts) < len(whole.verdicts)


@pytest.mark.parametrize("date", ["yesterday", "2025-13-01", "30.06.2025"])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(LedgerError, match=f"as_of='{date}'"):
        load(as_of=date)


@pytest.mark.parametrize("edition", [{"as_of": "2024-01-01"}, {"as_of": "2025-01-31", "exclude_sources": ["timesofisrael"]}])
def test_an_edition_without_an_article_is_refused_with_the_first_day(edition):
    with pytest.raises(LedgerError, match="the first came out on 2025-01-28"):
        load(**edition)


def test_notes_and_reasons_of_an_edition_tell_nothing_later():
    book = load(as_of="2025-06-30")
    told = [text for name in ("evidence", "accelerators", "verdicts") for column in ("note", "reason") if column in book.tables[name] for text in book.tables[name][column].dropna()]
    assert told and not any(later(text, book.as_of) for text in told)
    known = set(book.evidence["evidence"]) | set(book.derived["derived"])
    assert all(set(ids.split()) <= known for ids in book.verdicts["context"].dropna())


@pytest.mark.parametrize("day", ["2025-06-30", "2025-10-03", "2025-10-27"])
def test_every_claim_that_an_edition_cannot_judge_is_named_or_counted(day):
    book = load(as_of=day)
    for theme in book.claims["theme"].unique():
        lost = cannot_judge(book, theme)["claim"]
        own = set(book.claims.query("theme == @theme")["claim"]) - set(book.verdicts["claim"])
        assert set(lost[lost != ""]) == own


def test_unknown_names_are_refused_with_the_known_ones():
    book = load()
    with pytest.raises(LedgerError, match="aicerts"):
        load(exclude_sources=["nobody"])
    with pytest.raises(LedgerError, match="market-shock"):
        claims_under_test(book, "weather")
    with pytest.raises(LedgerError, match="source"):
        tally(book, "colour")


def test_the_tally_counts_every_claim_once():
    book = load()
    assert tally(book, "theme")["claims"].sum() == tally(book, "source")["claims"].sum() == len(book.claims)
    assert tally(book, "theme").groupby("theme")["share"].sum().round(0).eq(100).all()


def test_a_claim_of_a_later_article_is_not_known_yet():
    assert set(load(as_of="2025-01-31").claims["source"]) == {"timesofisrael"}


def test_a_verdict_that_rests_on_later_evidence_is_unverifiable_in_an_early_edition():
    now, early = load(), load(as_of="2025-01-31")
    later = now.evidence.loc[now.evidence["published"] > "2025-01-31", "evidence"]
    rests_on_later = now.verdicts["evidence"].fillna("").map(lambda ids: bool(set(ids.split()) & set(later)))
    claims = set(now.verdicts.loc[rests_on_later, "claim"]) & set(early.claims["claim"])
    told = verdict_table(early, "releases").set_index("claim")
    chosen = told.loc[sorted(claims & set(told.index))]
    assert not chosen.empty and set(chosen["verdict"]) == {"○ unverifiable"} and chosen["reason"].str.contains("outside this edition").all()


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (5.6e6, "USD", "$5.6 million"),
        (1e12, "CNY", "¥1 trillion"),
        (17.1, "percent", "17.1 %"),
        (671e9, "parameters", "671 billion parameters"),
        (294000, "USD", "$294,000"),
        (0.14, "USD/1M-tokens", "$0.14 per million tokens"),
        (2, "USD/gpu-hours", "$2 per GPU-hour"),
        (7.25, "CNY/USD", "7.25 yuan per dollar"),
        (3.2e12, "bytes/s", "3.2 TB/s"),
        (752e12, "FLOP/s", "752 TFLOP/s"),
        (11.06, "ratio", "11.06 times"),
        (1.3, "percentage-points", "1.3 percentage points"),
        (0, "count", "0"),
    ],
)
def test_quantities_are_written_as_readers_expect(value, unit, text):
    assert quantity(value, unit) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"value_low": 1e12, "value_high": 1e12, "unit": "USD", "qualifier": "nearly"}, "nearly $1 trillion"),
        ({"value_low": 1e12, "value_high": None, "unit": "USD", "qualifier": "over"}, "over $1 trillion"),
        ({"value_low": None, "value_high": 10, "unit": "USD/1M-tokens", "qualifier": "under"}, "under $10 per million tokens"),
        ({"value_low": 6, "value_high": 12, "unit": "years", "qualifier": "between"}, "6 years to 12 years"),
        ({"value_low": None, "value_high": None, "unit": None}, ""),
        ({"unit": "date", "as_of_from": pd.Timestamp("2025-01-20"), "as_of_to": pd.Timestamp("2025-01-20")}, "2025-01-20"),
    ],
)
def test_a_value_is_written_with_its_qualifier(row, text):
    assert value_text(row) == text


def test_a_row_that_an_edition_lacks_is_a_row_of_missing_values():
    book, early = load(), load(as_of="2025-01-31")
    assert pick(book.accelerators, part="h20")["memory"] == 96e9
    assert pick(early.accelerators, part="ascend-950pr").isna().all()
    with pytest.raises(LedgerError, match="rows have ticker NVDA"):
        pick(book.closes, ticker="NVDA")


def test_a_value_is_read_by_its_id_and_is_missing_before_it_was_known():
    book, early = load(), load(as_of="2025-01-31")
    assert book.value("deepseek-v3-table-1-cost") == early.value("deepseek-v3-table-1-cost") == 5576000
    assert book.range("ascend-910c-bf16") == (752e12, 800e12)
    assert pd.isna(early.value("deepseek-r1-cost-nature")) and book.value("deepseek-r1-cost-nature") == 294000
    with pytest.raises(LedgerError, match="runs from 7.52e[+]14 to 8e[+]14"):
        book.value("ascend-910c-bf16")
    with pytest.raises(LedgerError, match="has the id 'nobody'"):
        early.value("nobody")


def test_an_edition_says_what_it_can_no_longer_judge_and_names_no_claim_of_an_article_that_is_out():
    assert cannot_judge(load()).empty
    book = load(as_of="2025-06-30")
    lost = cannot_judge(book, "capital")
    unnamed = lost["claim"].eq("").sum()
    assert unnamed == 1 and lost["why"].iloc[-1].endswith("more: their articles came later or are left out")
    assert set(lost["claim"][:-1]) == set(book.claims[book.claims["theme"] == "capital"]["claim"]) - set(book.verdicts["claim"])
    without = cannot_judge(load(exclude_sources=["milestones"]), "chips")
    of_milestones = load().claims.query("source == 'milestones' and theme == 'chips'")
    assert without["why"].iloc[-1].startswith(f"{len(of_milestones)} more")


def test_a_price_has_no_end_before_the_end_came():
    promotion = {"effective_from": pd.Timestamp("2024-12-26")}
    assert pick(load().api_prices, **promotion)["effective_to"] == pd.Timestamp("2025-02-07")
    assert pd.isna(pick(load(as_of="2025-01-31").api_prices, **promotion)["effective_to"])
