"""What several charts of the chapter share: colours of the two countries, shapes, the axis of months."""

import altair as alt

from ledger.display.charts import CHINA, UNITED_STATES

COUNTRIES = ["China", "United States"]
PLACES = alt.Scale(domain=COUNTRIES, range=[CHINA, UNITED_STATES])
PLACE_SHAPES = alt.Scale(domain=COUNTRIES, range=["circle", "diamond"])
TERMS = ["permissive", "conditional", "custom", "unknown", "proprietary"]
MONTHS = alt.Axis(tickCount=4, format="%b %Y")
MAKERS = "Repositories, model cards and launch pages of the makers, in part press reports"


def percent(value: float) -> str:
    """Write ``value``, a share of 0 to 100, as whole percent."""
    return f"{value:.0f} percent"
