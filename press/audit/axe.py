"""Violations that axe-core finds: WCAG 2.2 A and AA, and its best practices."""

from functools import cache
from pathlib import Path

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def violations(page, tools: Path) -> list[dict]:
    """Return what axe-core finds on the page as it stands: ``rule``, ``places`` (how many), ``first`` (selector), ``why``."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script(tools))
    found = page.evaluate(_RUN, TAGS)["violations"]
    return [{
        "rule": one["id"],
        "places": len(one["nodes"]),
        "first": " ".join(map(str, one["nodes"][0]["target"])),
        "why": " ".join(one["nodes"][0]["failureSummary"].split())[:300],
    } for one in found]


@cache
def _script(tools: Path) -> str:
    return (tools / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
