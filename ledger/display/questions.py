"""A chart answers a question; where an edition has no rows for it, a note says so in its place."""

import functools
import html
from dataclasses import dataclass, replace

import pandas as pd

from ledger.errors import LedgerError, NotKnown


@dataclass(frozen=True)
class Gap:
    """What stands in place of a chart that an edition cannot draw; displays itself."""

    question: str
    reason: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        words = f"Not drawn in this edition: {self.question} {self.reason}"
        return {"text/html": f'<p class="edition-gap">{html.escape(words)}</p>', "text/plain": words}


def answers(question: str):
    """Decorate a function that draws one chart with the question that the chart answers.

    The function returns its Figure with the question, or a Gap when a frame that it is given has no
    rows or it raises NotKnown: an edition of an earlier day may lack what the chart draws.
    """

    def decorate(draw):
        @functools.wraps(draw)
        def drawn(*values, **named):
            if any(isinstance(value, pd.DataFrame) and value.empty for value in (*values, *named.values())):
                return Gap(question, "It has no rows to answer it with.")
            try:
                return replace(draw(*values, **named), question=question)
            except NotKnown as missing:
                return Gap(question, str(missing))

        return drawn

    return decorate


def only(frame: pd.DataFrame, **conditions) -> pd.Series:
    """Return the one row of ``frame`` that meets all conditions (column=value).

    Raises NotKnown when none does, LedgerError when several do.
    """
    found = frame
    for column, value in conditions.items():
        found = found[found[column] == value]
    told = ", ".join(f"{column} {value}" for column, value in conditions.items())
    if found.empty:
        raise NotKnown(f"It has no row with {told}.")
    if len(found) > 1:
        raise LedgerError(f"{len(found)} rows have {told}; name more columns, so that one is left.")
    return found.iloc[0]
