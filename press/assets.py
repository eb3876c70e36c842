"""The two script libraries that pages load from the book itself, made from the pinned packages."""

import re
from importlib.resources import files
from pathlib import Path

from ledger.display.bundle import bundle
from ledger.display.charts import VEGA_LITE


def write(folder: Path) -> None:
    """Write `vega.js` and `tables.js` (with its style sheet) into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = files("itables") / "html"
    (folder / "vega.js").write_text(bundle(VEGA_LITE), encoding="utf-8")
    (folder / "tables.js").write_text(_classic((tables / "dt_bundle.js").read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "tables.css").write_text((tables / "dt_bundle.css").read_text(encoding="utf-8"), encoding="utf-8")


def _classic(module: str) -> str:
    """Turn a module into a script that sets a global: a module would not load from ``file://``."""
    match = re.search(r"export\{[^}]*\b(\w+) as ITable\b[^}]*\};?", module)
    if not match:
        raise ValueError("itables' dt_bundle.js exports no ITable; check press/assets.py against the new version of itables")
    script = module.replace(match.group(0), f"window.BookTables={{ITable:{match.group(1)}}};")
    return f"(function(){{{script}\n}})();\n"
