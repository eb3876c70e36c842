"""The time axis of a chart."""

import altair as alt
import pandas as pd


def span(*columns: pd.Series, margin: int = 15) -> alt.Scale:
    """Return a time scale over all days of ``columns``, with ``margin`` days at both ends, whatever a reader filters."""
    days = pd.concat(columns).dropna()
    ends = days.min() - pd.Timedelta(days=margin), days.max() + pd.Timedelta(days=margin)
    # Milliseconds of universal time: hours off in another zone, far less than the margin.
    return alt.Scale(domain=[int(day.timestamp() * 1000) for day in ends], nice=False)
