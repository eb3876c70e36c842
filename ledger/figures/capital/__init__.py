"""The charts of the chapter on capital."""

from ledger.figures.capital.claims import entry_models, one_percent, under_a_cent
from ledger.figures.capital.money import capital_spending, fund
from ledger.figures.capital.prices import price_steps, workloads
from ledger.figures.capital.scope import common_rate, cost_parts, left_out
from ledger.figures.capital.training import beside_v3, utilisation

__all__ = [
    "beside_v3", "capital_spending", "common_rate", "cost_parts", "entry_models", "fund", "left_out",
    "one_percent", "price_steps", "under_a_cent", "utilisation", "workloads",
]  # fmt: skip
