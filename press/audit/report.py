"""The audit as a table on the screen and as `_build/audit.json`."""

import json
from pathlib import Path

_COLUMNS = (
    ("page", 30), ("perf", 5), ("a11y", 5), ("best", 5), ("seo", 4), ("shift", 6), ("KB first", 9), ("KB read", 8), ("axe", 4),
    ("hosts", 6), ("errors", 7), ("warnings", 9), ("sideways", 9), ("small", 6), ("charts", 7), ("offline", 8), ("faults", 7), ("s", 4),
)


def head() -> str:
    """Return the head of the table."""
    return _line([name for name, _ in _COLUMNS])


def row(measured: dict) -> str:
    """Return a page's line of the table; `measured` has its ``faults``."""
    scores = measured["lighthouse"]["scores"]
    shift = max(shift["value"] for shift in measured["shift"].values())
    counted = [len(measured[kind]) for kind in ("axe", "away", "errors", "warnings", "sideways", "targets", "charts", "offline", "faults")]
    return _line([
        measured["page"], *scores.values(), f"{shift:.3f}", f"{measured['kilobytes']['first']:.0f}", f"{measured['kilobytes']['read']:.0f}",
        *counted, measured["seconds"],
    ])


def summary(pages: list[dict], minutes: float) -> str:
    """Return the warnings and the faults by page, then the totals."""
    lines = [f"{page['page']}: {fault}" for page in pages for fault in page["faults"]]
    warned = [f"warning, not counted: {page['page']}: {text[:200]}" for page in pages for text in dict.fromkeys(page["warnings"])]
    broken = sum(bool(page["faults"]) for page in pages)
    worst = max(pages, key=lambda page: page["kilobytes"]["read"])
    total = (f"{len(pages)} pages in {minutes:.0f} minutes: {len(lines)} faults, {broken} pages with a fault. "
             f"Heaviest: {worst['page']}, {worst['kilobytes']['first']:.0f} KB before the first scroll, "
             f"{worst['kilobytes']['read']:.0f} KB read to its end.")
    return "\n".join(["", *warned, *lines, "", total])


def write(path: Path, pages: list[dict]) -> None:
    """Write everything that was measured as JSON."""
    path.write_text(json.dumps(pages, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _line(values: list) -> str:
    cells = [str(value).ljust(width) if index == 0 else str(value).rjust(width) for index, (value, (_, width)) in enumerate(zip(values, _COLUMNS))]
    return " ".join(cells)
