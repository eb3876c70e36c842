"""The charts of the chapter on the market shock."""

from ledger.figures.market_shock.event import abnormal_by_share, group_portfolios, other_days
from ledger.figures.market_shock.listings import debut_prices, hang_seng_year, money_left
from ledger.figures.market_shock.losses import nvidia_loss, recoveries, which_trillion
from ledger.figures.market_shock.prices import four_weeks, moves_by_share
from ledger.figures.market_shock.windows import car_by_group, window_by_share

__all__ = [
    "abnormal_by_share", "car_by_group", "debut_prices", "four_weeks", "group_portfolios", "hang_seng_year", "money_left",
    "moves_by_share", "nvidia_loss", "other_days", "recoveries", "which_trillion", "window_by_share",
]  # fmt: skip
