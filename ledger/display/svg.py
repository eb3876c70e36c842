"""A static chart as small SVG: what Vega draws, without what only its own script reads."""

import re
import xml.etree.ElementTree as tree

_SVG = "http://www.w3.org/2000/svg"
_GROUP = f"{{{_SVG}}}g"
# Words about the marks one by one; the whole picture is one image with one description.
_UNREAD = {"class", "role", "pointer-events"}
# What a mark has anyway.
_DEFAULT = {("opacity", "1"), ("stroke-width", "1"), ("transform", "translate(0,0)")}
_PLACES = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height"}

tree.register_namespace("", _SVG)


def compact(svg: str) -> str:
    """Return the SVG text of a chart that looks the same and weighs about half.

    Coordinates keep one decimal, so a mark is off by a twentieth of a pixel at most; the attributes
    of the outermost element stay. Raises ElementTree.ParseError for text that is not XML.
    """
    root = tree.fromstring(svg)
    _prune(root)
    for element in list(root.iter())[1:]:
        kept = _told(element)
        element.attrib.clear()
        element.attrib.update(kept)
    return tree.tostring(root, encoding="unicode").replace(" />", "/>")


def light(text: str) -> str:
    """Return SVG text with the light colour in place of each custom property: a picture by itself has no style sheet."""
    return re.sub(r"var\(--[\w-]+,\s*([^)]+)\)", r"\1", text)


def _prune(element: tree.Element) -> None:
    """Drop what draws nothing, and lift what stands in a group that says nothing."""
    kept = []
    for child in element:
        _prune(child)
        if not _draws_nothing(child):
            kept.extend([child] if _told(child) or child.tag != _GROUP else child)
    element[:] = kept


def _draws_nothing(element: tree.Element) -> bool:
    if element.get("display") == "none" or (element.tag == _GROUP and not len(element)):
        return True
    # The frame of a group, which is there even when it has neither colour nor line.
    return element.get("class") in ("background", "foreground") and not {"fill", "stroke"} & set(element.attrib)


def _told(element: tree.Element) -> dict[str, str]:
    told = {name: value for name, value in element.attrib.items() if name not in _UNREAD and not name.startswith("aria-")}
    return {name: _rounded(value) if name in _PLACES else value for name, value in told.items() if (name, value) not in _DEFAULT}


def _rounded(text: str) -> str:
    # Adding zero turns -0.0 into 0.0.
    return re.sub(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", lambda number: f"{round(float(number.group()), 1) + 0.0:.1f}".removesuffix(".0"), text)
