"""Read the charts that the notebooks store: their specification and the table that a reader downloads."""

import base64
import csv
import io
import json
import re
from dataclasses import dataclass
from functools import cache

from press.contents import notebooks


@dataclass(frozen=True)
class StoredChart:
    """One chart as the notebook holds it."""

    chapter: str
    name: str
    page: str

    @property
    def spec(self) -> dict:
        return json.loads(re.search(r'class="chart-spec">(.*?)</script>', self.page, re.S).group(1))

    @property
    def rows(self) -> list[dict]:
        """The rows of the CSV below the chart."""
        text = base64.b64decode(re.search(r"base64,([^\"]+)", self.page).group(1)).decode()
        return list(csv.DictReader(io.StringIO(text)))


@cache
def stored_charts() -> tuple[StoredChart, ...]:
    """Return every chart of the book in reading order."""
    found = []
    for path in notebooks():
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                page = "".join(output.get("data", {}).get("text/html", ""))
                if "<figure" in page:
                    found.append(StoredChart(path.stem, re.search('id="chart-([a-z0-9-]+)', page).group(1), page))
    return tuple(found)
