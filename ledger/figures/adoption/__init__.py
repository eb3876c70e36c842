"""The charts of the chapter on adoption: one function a chart."""

from ledger.figures.adoption.apps import rise_and_fall, totals_by_definition
from ledger.figures.adoption.history import order_of_events, restrictions
from ledger.figures.adoption.openness import derivatives, other_weeks, peak_weeks, two_shares
from ledger.figures.adoption.research import lead_by_measure, patents
from ledger.figures.adoption.users import between_counts, growth_within_rounding, official_counts, on_a_day

__all__ = [
    "between_counts",
    "derivatives",
    "growth_within_rounding",
    "lead_by_measure",
    "official_counts",
    "on_a_day",
    "order_of_events",
    "other_weeks",
    "patents",
    "peak_weeks",
    "restrictions",
    "rise_and_fall",
    "totals_by_definition",
    "two_shares",
]
