"""Take a formula apart for a page: what is arithmetic, and which rows it names."""

import re

_REFERENCE = re.compile(r"(?<=\[)([^\[\]]+)(?=\])")


def pieces(formula: str, anchors: dict) -> list[tuple[str, str | None]]:
    """Return a formula as (text, address) in order; the address is None where the text names no row.

    formula: arithmetic over references in square brackets, such as ``[a-row.high] / [another-row]``.
    anchors: address of each row that has one, by id, and of each table, by name.
    """
    found = []
    for place, text in enumerate(_REFERENCE.split(formula)):
        named = place % 2
        row, table = re.sub(r"\.(low|high)$", "", text), re.split(r"[. ]", text)[0]
        found.append((text, (anchors.get(row) or anchors.get(table)) if named else None))
    return [(text, address) for text, address in found if text]
