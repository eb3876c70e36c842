"""The script library that pages load from the book itself, made from the pinned package."""

from pathlib import Path

from ledger.display.bundle import bundle


def write(folder: Path) -> None:
    """Write `vega.js` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vega.js").write_text(bundle(), encoding="utf-8")
