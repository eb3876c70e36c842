"""The script that draws live charts, made from the libraries that vl-convert brings along."""

import vl_convert

# As vl-convert names them inside; another version of it has others, and then says which it misses.
_PARTS = """
import { View, parse } from "/npm/vega@6.2.0/+esm";
import { expressionInterpreter } from "/npm/vega-interpreter@2.0.0/+esm";
import { Handler } from "/npm/vega-tooltip@1.0.0/+esm";
window.bookVega = { View, parse, expressionInterpreter, Tooltip: Handler };
"""
# A notebook keeps charts in Vega-Lite, which is shorter; the book's pages load them translated, without the translator.
_COMPILER = """
import { compile } from "/npm/vega-lite@6.4.1/+esm";
window.bookVega.compile = (specification) => compile(specification).spec;
"""


def bundle(compiler: bool = False) -> str:
    """Return one script that defines ``window.bookVega``: Vega's View, parse and expressionInterpreter, and Tooltip.

    compiler: add ``compile``, which translates Vega-Lite and makes the script half as large again.
    With another vl-convert, whose libraries have other versions, it ends with "Unexpected source file" and the path above to mend.
    """
    script = vl_convert.javascript_bundle(_PARTS + _COMPILER * compiler)
    # In a function: its top-level names would clash with those of a page.
    return f"(function(){{{script}\n}})();\n"
