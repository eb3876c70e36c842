"""The charts of the chapter on chips, one public function each."""

from ledger.figures.chips.outlook import euv_dates, years_behind
from ledger.figures.chips.output import estimates_of_output, roadmap, shares
from ledger.figures.chips.roofs import balance, relative, roofline
from ledger.figures.chips.rules import free_share, sale_states, two_rules
from ledger.figures.chips.systems import system_ratios

__all__ = [
    "balance", "estimates_of_output", "euv_dates", "free_share", "relative", "roadmap", "roofline",
    "sale_states", "shares", "system_ratios", "two_rules", "years_behind",
]  # fmt: skip
