"""The charts of the chapter "One year on", by theme."""

from ledger.figures.one_year_on.money import spending, users
from ledger.figures.one_year_on.models import chip_against_plan, licences, sizes, usage
from ledger.figures.one_year_on.prices import gap_by_reuse, gap_then_and_now, workload_prices
from ledger.figures.one_year_on.quality import arena_gap
from ledger.figures.one_year_on.scores import brier_scores, hits_by_wording, outcomes_by_article

__all__ = [
    "arena_gap",
    "brier_scores",
    "chip_against_plan",
    "gap_by_reuse",
    "gap_then_and_now",
    "hits_by_wording",
    "licences",
    "outcomes_by_article",
    "sizes",
    "spending",
    "usage",
    "users",
    "workload_prices",
]
