"""Which claims of the articles stand at a chart: those that its data test, and those that the text around it names."""

import re

from docutils import nodes

from ledger.package import Ledger
from ledger.reasoning.judgement import SHAPES, judged
from press import number_nodes
from press.charts.stored import StoredChart
from press.typeset import records


def tested_claims(book: Ledger, chart: StoredChart, drawn_at: nodes.Node) -> dict[str, list[dict]]:
    """Return the claims at a chart: claim, statement, verdict and the verdict's shape.

    drawn_at: the chart's place in the page's tree, whose links to rows are resolved. ``drawn`` are the claims that the
    chart's data name, themselves or by the evidence that decides them, in the ledger's order; ``near`` are the others
    that the same section links to.
    """
    known = {row["claim"]: row | {"shape": SHAPES[row["verdict"]]} for row in records(judged(book))}
    named = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", chart.spec + chart.csv))
    drawn = [claim for claim, row in known.items() if named & {claim, *(row["evidence"] or "").split()}]
    near = [claim for claim in dict.fromkeys(_linked(drawn_at)) if claim not in drawn]
    return {"drawn": [known[claim] for claim in drawn], "near": [known[claim] for claim in near]}


def _linked(place: nodes.Node) -> list[str]:
    section = place.parent
    while not isinstance(section, (nodes.section, nodes.document)):
        section = section.parent
    rows = [bound["row"].partition(":") for bound in section.findall(number_nodes.number)]
    return [key for scheme, _, key in rows if scheme == "claim"]
