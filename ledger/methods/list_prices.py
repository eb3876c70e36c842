"""List prices of model APIs, read from the table that the package genai-prices carries; no network is asked."""

from datetime import datetime, timezone
from importlib.metadata import version

import pandas as pd
from genai_prices.data_snapshot import get_snapshot
from genai_prices.types import TieredPrices

from ledger.errors import LedgerError

# The column `published` of data/priced_models.csv is the day on which this version came out.
VERSION = "0.2.3"
FIELDS = {"input": "input_mtok", "output": "output_mtok", "cached_input": "cache_read_mtok"}
HOURS = {"dearest": max, "cheapest": min}


def list_prices(selection: pd.DataFrame, hours: str = "dearest") -> pd.DataFrame:
    """Return ``selection`` with the list prices of its models, one row a model.

    selection: columns provider and listed_as (how genai-prices names seller and model) and published
        (day of the price). Other columns are kept.
    hours: where a maker sells by the time of day, the ``dearest`` or the ``cheapest`` hour of that day.

    Adds input, output and cached_input in USD per million tokens; cached_input is missing where the
    maker has no such price. It is the standard service: no batch, no faster lane. Where the price
    rises with the length of the input, it is the price of a short one.

    Raises LedgerError for a model that the package does not have, and for another version of the package.
    Source: Pydantic, genai-prices 0.2.3 (10 November 2026), a third party's copy of the makers' price pages.
    """
    if version("genai-prices") != VERSION:
        raise LedgerError(
            f"genai-prices {version('genai-prices')} is installed and data/priced_models.csv is for {VERSION}; run `make requirements`, then set the days of the table."
        )
    rows = [_prices(row, HOURS[hours]) for row in selection.to_dict("records")]
    return selection.join(pd.DataFrame(rows, index=selection.index, columns=list(FIELDS), dtype="float64"))


def _prices(row: dict, choose) -> dict:
    try:
        _, model = get_snapshot().find_provider_model(row["listed_as"], None, row["provider"], None)
    except LookupError:
        model = None
    # The package also matches names that only begin alike.
    if model is None or model.id != row["listed_as"]:
        raise LedgerError(f"genai-prices has no model {row['listed_as']!r} of {row['provider']!r}; mend data/priced_models.csv.")
    day = row["published"]
    moments = [datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc) for hour in range(24)]
    offers = [
        {name: _short_input(getattr(model.get_prices(moment), field)) for name, field in FIELDS.items()} for moment in moments
    ]
    return choose(offers, key=lambda offer: (offer["output"], offer["input"]))


def _short_input(price) -> float:
    if price is None:
        return float("nan")
    return float(price.base if isinstance(price, TieredPrices) else price)
