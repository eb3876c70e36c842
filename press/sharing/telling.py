"""The chart that stands for a chapter when somebody shares its address."""

from press import PressError
from press.charts.stored import StoredChart, stored_charts

# The chart that tells a chapter's finding best at the size of a thumbnail. A chapter that is not named shows its first.
_TELLING = {
    "market-shock": "nvidia-loss",
    "releases": "gaia-level-3",
    "chips": "roadmap",
    "adoption": "users-on-a-day",
    "disagreements": "conflict-users",
    # The first chart there is a misleading one, and a picture travels without the text beside it.
    "misleading-numbers": "unit-confusion-fair",
    "one-year-on": "forecasts-by-article",
}


def telling() -> dict[str, StoredChart]:
    """Return the telling chart of each chapter that has one, by the chapter's name, in reading order.

    Raises PressError when a chapter has not the chart that is named for it here.
    """
    chapters = {}
    for chart in stored_charts().values():
        chapters.setdefault(chart.chapter, {})[chart.name] = chart
    return {chapter: found[_chosen(chapter, list(found))] for chapter, found in chapters.items()}


def _chosen(chapter: str, names: list[str]) -> str:
    name = _TELLING.get(chapter, names[0])
    if name not in names:
        raise PressError(f"press/sharing/telling.py names the chart {name!r} for {chapter}, which has {', '.join(names)}; name one of these.")
    return name
