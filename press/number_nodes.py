"""A number in the text: a link to its row that a script and a machine can read."""

import pandas as pd
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class number(nodes.reference):
    """A link with ``row`` (such as ``claim:some-id``), ``value`` (machine-readable, or None) and ``note`` (its row's place among the page's cards)."""


def bind(reference: nodes.reference, row: str, target: str, values: dict, note: int) -> None:
    """Put a number in the place of ``reference``, with the same words.

    row: ``claim:…``, ``evidence:…`` or ``derived:…``. target: the address of the row.
    values: the row; needs value_low, value_high, unit, as_of_from, as_of_to. note: what the number's note is called on paper.
    """
    bound = number("", "", *reference.children, row=row, note=note, refuri=target, value=machine_value(values))
    reference.replace_self(bound)


def machine_value(row: dict) -> str | None:
    """Write a row's value for machines, in its base unit: ``5600000``, ``317400000/338200000``, ``2025-01-27``.

    A range is its two ends with a slash between; an open range is the end that is known. None when there is no value.
    """
    dated = row["unit"] == "date"
    ends = [row[name] for name in (("as_of_from", "as_of_to") if dated else ("value_low", "value_high"))]
    written = [f"{end:%Y-%m-%d}" if dated else f"{end:.15g}" for end in ends if pd.notna(end)]
    return "/".join(dict.fromkeys(written)) or None


def visit(writer: HTML5Translator, node: number) -> None:
    writer.body.append(writer.starttag(node, "a", "", CLASS="number", href=node["refuri"], **{"data-row": node["row"], "data-note": str(node["note"])}))
    if node["value"] is not None:
        writer.body.append(writer.starttag({}, "data", "", value=node["value"]))


def depart(writer: HTML5Translator, node: number) -> None:
    writer.body.append("</a>" if node["value"] is None else "</data></a>")
