"""The two script libraries that pages load from the book itself, made from the pinned packages."""

import re
from importlib.resources import files
from pathlib import Path

import vl_convert

from ledger.charts import VEGA_LITE


def write(folder: Path) -> None:
    """Write `vega.js` and `tables.js` (with its style sheet) into ``folder``.

    Both are wrapped in a function: their top-level names would clash with the theme's
    scripts, and a module would not load from ``file://``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vega = vl_convert.javascript_bundle(vl_version=VEGA_LITE)
    (folder / "vega.js").write_text(_wrapped(vega), encoding="utf-8")
    bundle = files("itables") / "html"
    (folder / "tables.js").write_text(_wrapped(_classic((bundle / "dt_bundle.js").read_text(encoding="utf-8"))), encoding="utf-8")
    (folder / "tables.css").write_text((bundle / "dt_bundle.css").read_text(encoding="utf-8"), encoding="utf-8")


def _classic(module: str) -> str:
    """Turn the module's one export into a global, so that a classic script can carry it."""
    match = re.search(r"export\{[^}]*\b(\w+) as ITable\b[^}]*\};?", module)
    if not match:
        raise ValueError("itables' dt_bundle.js exports no ITable; check press/assets.py against the new version of itables")
    return module.replace(match.group(0), f"window.BookTables={{ITable:{match.group(1)}}};")


def _wrapped(script: str) -> str:
    return f"(function(){{{script}\n}})();\n"
