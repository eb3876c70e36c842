"""What to tell a person whose claim has been added: verdict, files, conflicts, pages, what to run next."""

from pathlib import Path

import pandas as pd

from ledger.reasoning.conflicts import conflicts
from ledger.reasoning.judgement import SHAPES
from ledger.package import Ledger
from press import ROOT
from press.add.affected import affected
from press.add.entry import Entry


def report(entry: Entry, book: Ledger, files: dict[Path, bytes]) -> list[str]:
    """Return the lines of the report. book: the ledger with the claim in it; files: what is written."""
    claim, verdict, source = (entry.answers[name] for name in ("claim", "verdict", "source"))
    found = _conflicts(book, claim)
    touched = affected(claim, book, found)
    lines = [f"Added {claim}: {SHAPES[verdict]} {verdict}.", f"Changed: {', '.join(sorted(str(path.relative_to(ROOT)) for path in files))}."]
    if entry.is_new("source", "sources"):
        touched[f"source-{source}"] = "its article"
        lines.append(f"Keep {entry.article.name} in the folder that LEDGER_SOURCES names, for `make check`; it is no part of this repository.")
    for conflict in found.itertuples():
        unexplained = " Explain it in data/conflict_readings.csv, then `make seal`." if pd.isna(conflict.reading) else ""
        lines.append(f"In conflict ({conflict.conflict}): {conflict.finding}{unexplained}")
    return [
        *lines,
        "Pages that it touches:",
        *(f"  {page}: {why}" for page, why in touched.items()),
        "Next: `make numbers`, for the numbers in the text that have changed; `make book`; `make test`.",
    ]


def _conflicts(book: Ledger, claim: str) -> pd.DataFrame:
    """The conflicts that the new claim is part of."""
    table = conflicts(book)
    return table[[claim in claims for claims in table["claims"]]]
