"""List prices read from the package equal those seen in a second table, and none appears before its day."""

import pandas as pd
import pytest

from ledger import LedgerError, load, pick
from ledger.methods.list_prices import list_prices

# Input, output and cached input in USD per million tokens, typed from LiteLLM 1.109.1; the prices of
# DeepSeek there are those of the dearer hours.
SEEN_ELSEWHERE = {
    "deepseek-v4-1-flash": (0.3, 1.2, 0.006),
    "deepseek-v4-pro": (1.32, 3.96, 0.044),
    "glm-5-3": (1.4, 4.4, 0.26),
    "glm-5-3-flash": (0.15, 0.5, 0.03),
    "minimax-m3": (0.3, 1.2, 0.06),
    "kimi-k3-1-pro": (2, 10, 0.2),
    "qwen3-8-max": (2, 6, 0.25),
    "gpt-6-luna": (0.1, 0.5, 0.01),
    "gpt-6-1-terra": (1, 5, 0.05),
    "gpt-6-1-sol": (2, 10, 0.1),
    "gpt-6-astra": (10, 50, 1),
    "claude-haiku-5-5": (0.1, 0.5, 0.01),
    "claude-opus-5-5": (4, 20, 0.2),
    "gemini-4-argon": (2, 10, 0.1),
    "grok-4-7": (2, 6, 0.5),
}
MODELS = load().priced_models
PRICED = list_prices(MODELS)


@pytest.mark.parametrize("model", SEEN_ELSEWHERE)
def test_a_price_is_the_one_of_a_second_table(model):
    assert tuple(pick(PRICED, model=model)[["input", "output", "cached_input"]]) == SEEN_ELSEWHERE[model]


def test_only_a_maker_that_sells_by_the_hour_is_cheaper_at_another_hour():
    quiet = list_prices(MODELS, hours="cheapest")
    moved = quiet.loc[quiet["input"] < PRICED["input"], "model"]
    assert sorted(moved) == ["deepseek-v4-1-flash", "deepseek-v4-pro"]
    assert tuple(pick(quiet, model="deepseek-v4-pro")[["input", "output", "cached_input"]]) == (0.66, 1.98, 0.022)


def test_a_launch_price_is_not_replaced_by_the_price_that_follows_it():
    assert pick(PRICED, model="gemini-4-argon")["input"] == 2
    later = list_prices(MODELS.assign(published=pd.Timestamp("2026-12-01")))
    assert pick(later, model="gemini-4-argon")["input"] == 4


def test_every_model_has_a_price_of_each_kind():
    assert (PRICED[["input", "output", "cached_input"]] > 0).all().all()
    assert (PRICED["cached_input"] < PRICED["input"]).all() and (PRICED["input"] < PRICED["output"]).all()


@pytest.mark.parametrize("as_of", ["2025-01-31", "2025-06-30", "2026-11-09"])
def test_no_edition_before_the_package_has_a_price(as_of):
    early = list_prices(load(as_of).priced_models)
    assert early.empty and {"input", "output", "cached_input"} <= set(early.columns)


def test_a_name_that_only_begins_alike_is_refused():
    near = MODELS[MODELS["model"] == "deepseek-v4-pro"].assign(listed_as="deepseek-v4-pro-max")
    with pytest.raises(LedgerError, match="deepseek-v4-pro-max"):
        list_prices(near)
