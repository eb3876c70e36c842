"""The chapters keep their shape: short cells, enough charts that answer a question and can be set by the reader."""

import json
import re
import statistics

import pytest

from press.contents import notebooks
from tests.charts import stored_charts

CHAPTERS = ["market-shock", "releases", "chips", "adoption", "capital", "one-year-on"]


def cells(path, kind):
    return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_cells_are_short(path):
    lengths = sorted(len(source.splitlines()) for source in cells(path, "code"))
    assert statistics.median(lengths) <= 4
    assert len(lengths) < 3 or statistics.quantiles(lengths, n=10, method="inclusive")[-1] <= 15


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_eight_charts_that_answer_a_question_and_two_that_compute_in_the_page(chapter):
    charts = [chart for chart in stored_charts() if chart.chapter == chapter]
    assert len(charts) >= 8
    assert [chart.name for chart in charts if 'class="chart-question"' not in chart.page] == []
    computing = [chart.name for chart in charts if recomputes(chart.spec)]
    assert len(computing) >= 2, computing


def recomputes(spec):
    """Whether a control of the reader enters a computed value, or a brush filters another view."""
    names = [param["name"] for param in spec["params"] if "bind" in param]
    brushes = [param["name"] for param in spec["params"] if "interval" in json.dumps(param.get("select", ""))]
    formulas = [step["calculate"] for step in transforms(spec) if "calculate" in step]
    filters = json.dumps([step["filter"] for step in transforms(spec) if "filter" in step])
    return any(re.search(rf"\b{re.escape(name)}\b", formula) for name in names for formula in formulas) or any(f'"param": "{name}"' in filters for name in brushes)


def transforms(node):
    """Every transform of a specification and of its layers."""
    if isinstance(node, dict):
        yield from node.get("transform", [])
        for child in node.values():
            yield from transforms(child)
    elif isinstance(node, list):
        for child in node:
            yield from transforms(child)


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_no_stored_chapter_lacks_a_chart(path):
    assert "edition-gap" not in path.read_text(encoding="utf-8")
