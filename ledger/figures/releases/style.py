"""What several charts of the chapter share: the classes of terms, the axis of months, a source."""

import altair as alt

TERMS = ["permissive", "conditional", "custom", "unknown", "proprietary"]
MONTHS = alt.Axis(tickCount=4, format="%b %Y")
MAKERS = "Repositories, model cards and launch pages of the makers, in part press reports"


def percent(value: float) -> str:
    """Write ``value``, a share of 0 to 100, as whole percent."""
    return f"{value:.0f} percent"
