"""The script that draws live charts: Vega from vl-convert, with two small parts of its makers that vl-convert leaves out.

`vendor/` holds them as published: vega-interpreter 2.3.2 and vega-tooltip 1.1.0, both under the BSD licence beside them.
"""

import re
from pathlib import Path

import vl_convert

_VENDOR = Path(__file__).with_name("vendor")
_IMPORT = re.compile(r"^import (\{[^}]+\}) from 'vega-util';$", re.MULTILINE)
_EXPORT = re.compile(r"^export \{[^}]+\};$", re.MULTILINE)
# A notebook keeps charts in Vega-Lite, which is shorter; the book's pages load them translated, without the translator.
_COMPILE = "window.bookVega.compile = (spec) => vegaLite.compile(spec).spec;"


def bundle(vega_lite: str, compiler: bool = False) -> str:
    """Return one script that defines ``window.bookVega``: vega, expressionInterpreter and Tooltip.

    vega_lite: the version of Vega-Lite whose Vega is meant, such as ``6.4``. compiler: add ``compile``,
    which translates Vega-Lite (half as large again). Raises ValueError when a part in `vendor/` has another shape.
    """
    parts = f"{_part('vega-interpreter.js', 'expression')}{_part('vega-tooltip.js', 'Handler')}"
    say = "window.bookVega = { vega, expressionInterpreter: expression, Tooltip: Handler };"
    script = vl_convert.javascript_bundle(parts + say + _COMPILE * compiler, vl_version=vega_lite)
    # In a function: its top-level names would clash with those of a page.
    return f"(function(){{{script}\n}})();\n"


def _part(file: str, name: str) -> str:
    """Turn a module that needs nothing but Vega into a constant of what it exports."""
    text = (_VENDOR / file).read_text(encoding="utf-8")
    text, imports = _IMPORT.subn(r"const \1 = vega;", text)
    text, exports = _EXPORT.subn(f"return {name};", text)
    if (imports, exports) != (1, 1):
        raise ValueError(f"ledger/display/vendor/{file}: expected one import from vega-util and one export, found {imports} and {exports}.")
    return f"const {name} = (function () {{\n{text}\n}})();\n"
