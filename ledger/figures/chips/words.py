"""Short names and wrapped labels for the charts of the chapter."""

import textwrap

import altair as alt
import pandas as pd

# A label that holds this sign is set on several lines.
BREAK = "|"


def short(names: pd.Series) -> pd.Series:
    """Return the names of chips without the maker and the form of the card."""
    return names.str.replace(r"^Nvidia |^Huawei (Ascend )?| SXM| in GB200.*", "", regex=True)


def maker(countries: pd.Series) -> pd.Series:
    """Return the country of the maker in words; countries: its code, CN or US."""
    return countries.map({"CN": "China", "US": "United States"})


def wrapped(texts: pd.Series, width: int) -> pd.Series:
    """Break texts into lines of at most ``width`` characters, for `row_labels`."""
    return texts.map(lambda text: BREAK.join(textwrap.wrap(text, width)))


def row_labels(rows: alt.Chart, lines: int = 1) -> alt.Chart:
    """Set the field ``label`` above the marks of each of the ``rows``, of at most ``lines`` lines: there a phone has room for a sentence."""
    return rows.mark_text(align="left", baseline="top", dy=-14 * lines - 9, lineBreak=BREAK).encode(
        x=alt.value(4), text="label:N"
    )


def listed(words) -> str:
    """Join words as in a sentence: a, b and c."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
