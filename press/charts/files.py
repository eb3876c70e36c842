"""The files of each chart that a reader can take away, and those that pages load when their charts come alive."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import vl_convert

from ledger.display.charts import VEGA_LITE
from press.charts.kept import kept
from press.charts.pictures import picture
from press.charts.raster import png
from press.charts.stored import StoredChart, stored_charts


def write(folder: Path) -> None:
    """Write ``<name>.csv``, ``.svg`` and ``.png`` of every chart into ``folder``, and one ``<chapter>.js`` with what its live charts draw."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = stored_charts()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        specifications = dict(zip(charts, threads.map(lambda chart: _write(folder, chart), charts.values())))
    for chapter in {chart.chapter: None for chart in charts.values()}:
        live = ",".join(f"{json.dumps(name)}:{specifications[name]}" for name, chart in charts.items() if chart.chapter == chapter)
        # A script and not JSON, because a page that was opened from file:// may read no other kind of file.
        (folder / f"{chapter}.js").write_text(f"window.bookSpecs={{{live}}};\n", encoding="utf-8")


def _write(folder: Path, chart: StoredChart) -> str:
    """Write a chart's files; return its specification for Vega."""
    svg = picture(chart.name)
    (folder / f"{chart.name}.csv").write_text(chart.csv, encoding="utf-8")
    (folder / f"{chart.name}.svg").write_text(svg, encoding="utf-8")
    (folder / f"{chart.name}.png").write_bytes(kept(svg, "png", png))
    return kept(chart.spec, "json", _vega).decode()


def _vega(spec: str) -> bytes:
    """Translate from Vega-Lite, so that a page need not load the translator."""
    vega = vl_convert.vegalite_to_vega(json.loads(spec), vl_version=VEGA_LITE)
    return json.dumps(vega, sort_keys=True, separators=(",", ":")).encode()
