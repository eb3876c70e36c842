"""The charts' colours hold for every kind of colour vision, and no chart relies on colour, on hover or on small print."""

import json
import re
from itertools import combinations

import numpy as np
import pytest

from ledger.display import charts
from ledger.display.bundle import bundle
from press import ROOT
from tests.charts import stored_charts

CHARTS = stored_charts()
each_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.chapter}-{chart.name}")

# Severity 1 of Machado, Oliveira and Fernandes (2009), on linear RGB.
VISIONS = {
    "full": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Ottosson's Oklab: linear RGB to cone responses, their cube roots to lightness and two axes of hue.
CONES = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]]
OKLAB = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]]


def linear(colour):
    """Return a #rrggbb colour as linear red, green and blue, 0 to 1."""
    values = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Return the contrast of two #rrggbb colours by WCAG 2.2."""
    shades = sorted(np.dot([0.2126, 0.7152, 0.0722], linear(colour)) for colour in (one, other))
    return (shades[1] + 0.05) / (shades[0] + 0.05)


def blend(colour, paper, part):
    """Return a colour that covers the paper in part, as a browser mixes the two."""
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * over + (1 - part) * under):02x}" for over, under in pairs)


def distance(one, other, vision):
    """Return 100 times the distance in Oklab of two colours as somebody with this vision sees them."""
    seen = (np.clip(np.dot(VISIONS[vision], linear(colour)), 0, 1) for colour in (one, other))
    return 100 * np.linalg.norm(np.subtract(*(np.dot(OKLAB, np.cbrt(np.dot(CONES, rgb))) for rgb in seen)))


def tokens():
    """Return the colours of the style sheet by theme and name."""
    text = (ROOT / "press" / "theme" / "styles" / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    return {theme: {name: pair[at] for name, *pair in pairs} for at, theme in enumerate(("light", "dark"))}


TOKENS = tokens()
PLACES = ["china", "us", "neutral", "accent", "ink"]
VERDICTS = ["supported", "imprecise", "contradicted", "unverifiable"]


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("names", "least"), [(PLACES, 11), (VERDICTS, 8)], ids=["places", "verdicts"])
def test_colours_used_together_are_told_apart_with_any_colour_vision(theme, vision, names, least):
    for one, other in combinations(names, 2):
        apart = distance(TOKENS[theme][f"chart-{one}"], TOKENS[theme][f"chart-{other}"], vision)
        assert apart >= least, f"{theme}, {vision}: {one} and {other} are {apart:.1f} apart"


@pytest.mark.parametrize("theme", TOKENS)
def test_marks_and_text_stand_out_from_paper_and_text_from_marks(theme):
    of = TOKENS[theme]
    for paper in ("paper", "surface"):
        for name in PLACES + VERDICTS:
            least = 3 if name == "neutral" else 4.5
            assert contrast(of[f"chart-{name}"], of[paper]) >= least, f"{theme}: {name} on {paper}"
    for name in ["china", "us", "accent", *VERDICTS]:
        assert contrast(of["chart-on-mark"], of[f"chart-{name}"]) >= 4.5, f"{theme}: words on {name}"
    assert contrast(of["chart-ink"], of["chart-faint"]) >= 4.5, f"{theme}: words on faint"


def test_a_viewer_without_the_style_sheet_sees_the_light_colours():
    source = json.dumps([chart.spec for chart in CHARTS]) + (ROOT / "ledger" / "display" / "charts.py").read_text(encoding="utf-8")
    for name, fallback in set(re.findall(r"var\(--(chart-[\w-]+), (#\w+)\)", source)):
        assert fallback == TOKENS["light"][name], f"{name} is {fallback} in a chart and {TOKENS['light'][name]} in tokens.css"


# Fields that a colour shows and that something else than a channel of its own says as well.
ALSO_SAID_BY = {
    "verdicts": {"verdict": "the verdict's sign on the bar, in the order of the legend"},
    "free-share": {"band": "the lower band has a dashed edge"},
    "two-shares": {"country": "the label names the country; all counts of tokens are China's"},
    "the-other-weeks": {"kind": "the height of the bar"},
    "under-a-cent": {"lab": "the name of the row"},
    "capex-by-company": {"country": "the name of the row"},
    "spending-against-plan": {"country": "the name of the row"},
    "release-timeline": {"country": "the name of the row"},
    "fund-and-private-money": {"country": "the name of the row"},
    "forecasts-by-article": {"outcome": "the letter on the bar"},
    "misattributed-misleading": {"color": "the name of the row"},
    "peak-as-level-misleading": {"color": "the name of the row"},
    "undefined-basket-misleading": {"color": "the name of the row"},
    "wrong-comparator-misleading": {"color": "the name of the row"},
    "omitted-scope-misleading": {"color": "the name of the row"},
}
COLOURS = ("color", "fill", "stroke")
OTHERS = ("shape", "strokeDash", "x", "y", "xOffset", "yOffset", "row", "column", "text")


def views(spec, outer=()):
    """Yield mark and encoding of each layer or row of a specification."""
    encoding = dict(outer) | spec.get("encoding", {})
    parts = [part for key in ("layer", "vconcat", "hconcat") for part in spec.get(key, [])]
    for part in parts:
        yield from views(part, encoding)
    if not parts:
        mark = spec["mark"]
        yield (mark if isinstance(mark, dict) else {"type": mark}), encoding


def fields(encoding, channels):
    """Return the fields that these channels show."""
    shown = (encoding.get(channel, {}) for channel in channels)
    conditions = [one for channel in shown for one in (channel, channel.get("condition", {})) if isinstance(one, dict)]
    return {one["field"] for one in conditions if "field" in one}


@each_chart
def test_what_a_colour_says_is_said_in_another_way_too(chart):
    layers = [encoding for _, encoding in views(chart.spec)]
    coloured = set().union(*(fields(encoding, COLOURS) for encoding in layers))
    said = set().union(*(fields(encoding, OTHERS) for encoding in layers)) | hollow(layers)
    alike = {field for field in coloured if len(values(chart.spec, field)) == 1}
    alone = coloured - said - alike
    assert alone == set(ALSO_SAID_BY.get(chart.name, {})), "shown by colour alone, or a stale entry in ALSO_SAID_BY"


def values(spec, field):
    """Return what stands in the field in the data of the chart; nothing for a field that the chart works out."""
    return {row[field] for rows in spec.get("datasets", {}).values() for row in rows if field in row}


def hollow(layers):
    """Return the fields of which some values are drawn filled and others hollow."""
    fills = (encoding["fill"] for encoding in layers if "fill" in encoding)
    return {fill["field"] for fill in fills if "transparent" in ((fill.get("scale") or {}).get("range") or [])}


CHINESE = {"China", "CN", "DeepSeek", "DeepSeek-R1", "R1", "910C", "Alibaba", "Huawei has more", "China has more"}
CHINESE |= {"discouraged", "reported by the laboratory", "releases"}
AMERICAN = {"United States", "US", "OpenAI", "Anthropic", "rival", "o1", "GPT-4o", "H100", "H800", "H20", "H200", "B200"}
AMERICAN |= {"Nvidia has more"}


@each_chart
def test_the_colours_of_the_two_countries_mean_nothing_else(chart):
    for _, encoding in views(chart.spec):
        for channel in COLOURS:
            scale = encoding.get(channel, {}).get("scale") or {}
            for value, colour in zip(scale.get("domain", []), scale.get("range", [])):
                assert colour != charts.CHINA or value in CHINESE, value
                assert colour != charts.UNITED_STATES or value in AMERICAN, value


@each_chart
def test_every_colour_is_a_named_one(chart):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"var\(--chart-[\w-]+, #\w+\)", "", json.dumps(chart.spec["config"]))) == []
    named = re.compile(r"var\(--chart-[\w-]+, #\w{6}\)|transparent")
    for mark, encoding in views(chart.spec):
        drawn = [mark.get(channel) for channel in COLOURS] + [encoding.get(channel, {}).get("value") for channel in COLOURS]
        drawn += [colour for channel in COLOURS for colour in (encoding.get(channel, {}).get("scale") or {}).get("range", [])]
        assert [colour for colour in drawn if colour and not named.fullmatch(colour)] == []


@each_chart
def test_marks_are_not_pale(chart):
    """A see-through mark either keeps 3:1 on the paper in both themes or has an edge that does."""
    for mark, _ in views(chart.spec):
        part, colour = mark.get("opacity", 1), mark.get("color") or mark.get("fill") or charts.CHINA
        if not isinstance(part, (int, float)) or mark["type"] == "text" or colour == charts.FAINT:
            continue
        for theme in TOKENS.values():
            shade = theme[re.search(r"--(chart-[\w-]+)", colour).group(1)]
            assert contrast(blend(shade, theme["paper"], part), theme["paper"]) >= 3, f"{mark['type']} at opacity {part}"
        if mark.get("fillOpacity", 1) < 1:
            assert "stroke" in mark or mark["type"] == "area" or "strokeDash" in mark, f"{mark['type']} without an edge"


@each_chart
def test_text_has_at_least_12_pixels(chart):
    sizes = re.findall(r'"\w*[fF]ontSize": ([\d.]+)', json.dumps(chart.spec))
    assert sizes and min(map(float, sizes)) >= 12


@each_chart
def test_an_axis_of_a_quantity_says_what_it_shows(chart):
    for _, encoding in views(chart.spec):
        for channel in ("x", "y"):
            of = encoding.get(channel, {})
            if of.get("type") == "quantitative" and "field" in of and of.get("axis", True) is not None:
                titles = [other[channel].get("title") for _, other in views(chart.spec) if "title" in other.get(channel, {})]
                assert any(titles), f"{channel} has no title"


UNIT = re.compile(
    r"percent|%|dollar|yuan|points|days|years|million|billion|trillion|TFLOPS|PFLOPS|GB/s|TB/s|TPP|tokens|claims|forecasts|models"
    r"|operations|times|over (Nvidia|Huawei)|= 100|/ (Chinese price|rival)|cents|weeks|score|thousands|total processing performance|over [A-Z]"
)


@each_chart
def test_an_axis_of_a_quantity_names_its_unit(chart):
    for _, encoding in views(chart.spec):
        for channel in ("x", "y"):
            of = encoding.get(channel, {})
            if of.get("type") == "quantitative" and of.get("title"):
                assert UNIT.search(of["title"]), f"{of['title']!r} names no unit"


CUT = """
async (specs) => {
  const cut = [];
  for (const [name, spec] of specs) {
    const { View, parse, compile, expressionInterpreter } = window.bookVega;
    const place = document.getElementById("place");
    place.replaceChildren();
    const view = new View(parse(compile(spec), null, { ast: true }), { expr: expressionInterpreter, renderer: "svg", container: place });
    await view.runAsync();
    if ("vconcat" in spec) await view.width(place.clientWidth - 100).runAsync();
    const svg = place.querySelector("svg"), frame = svg.getBoundingClientRect();
    if (frame.width > place.clientWidth + 2) cut.push(`${name}: ${frame.width} px wide`);
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect(), words = text.textContent.trim();
      if (!words || !box.width) continue;
      if (box.left < frame.left - 2 || box.right > frame.right + 2) cut.push(`${name}: ${words} runs out of the picture`);
      if (words.endsWith("…")) cut.push(`${name}: ${words} is shortened`);
    }
    view.finalize();
  }
  return cut;
}
"""


@pytest.mark.parametrize("width", [288, 704], ids=["phone of 320 px", "wide"])
def test_no_word_of_a_live_chart_is_cut_off(chromium, width):
    page = chromium.new_page()
    page.set_content(f'<div id="place" style="width: {width}px"></div>')
    page.add_script_tag(content=bundle(compiler=True))
    cut = page.evaluate(CUT, [[f"{chart.chapter}/{chart.name}", chart.spec] for chart in CHARTS])
    page.close()
    assert cut == []
