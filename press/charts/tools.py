"""What stands under a chart in the rendered book: files to take away, how to cite it, its address, the claims it tests."""

import re

from press.charts.stored import StoredChart
from press.identity import identity
from press.typeset import typeset


def with_tools(page: str, chart: StoredChart, claims: dict[str, list[dict]], folder: str) -> str:
    """Return the stored HTML of a chart as the book shows it: data and specification in files of their own.

    folder: where the charts' files stand, seen from the page, such as ``../charts/``.
    claims: what `tested_claims` returns.
    """
    tools = typeset("chart_tools.html", chart=chart, claims=claims, folder=folder, citation=citation(chart))
    # A picture out of view is not laid out until it comes near; its height is known, so nothing moves.
    height = re.search(r' height="(\d+)"', chart.svg).group(1)
    page = page.replace('<div class="chart-view">', f'<div class="chart-view" style="contain-intrinsic-height: {height}px">')
    page = re.sub(r'<script type="application/json" class="chart-spec">.*?</script>', "", page, flags=re.DOTALL)
    return re.sub(r'<a class="chart-csv".*?</a>', lambda _: tools, page, flags=re.DOTALL)


def citation(chart: StoredChart) -> str:
    """Return one line that cites a chart: author, year, title, book, version, day, who measured it, and where it stands in the book."""
    about = identity()
    address = f" {about.address}/{chart.place}" if about.address else f" {chart.place}"
    return (
        f"{about.author} ({about.released.year}). “{chart.title}”. Chart in {about.title} (version {about.version}, {about.released}). "
        f"Source of the data: {chart.source.rstrip('.')}.{address}"
    )
