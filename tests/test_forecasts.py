"""Each forecast of the articles has an outcome, the evidence behind it, and the day from which it could be known."""

import pandas as pd

from ledger import load

DECIDED = {"hit", "partly", "miss"}


def test_every_forecast_of_the_articles_is_judged():
    book = load()
    claims = book.tables["claims"]
    foreseen = claims.loc[claims["nature"].eq("projected"), "claim"]
    assert set(foreseen) - set(book.tables["forecasts"]["claim"]) == set()


def test_an_outcome_is_known_from_its_evidence_on():
    book = load()
    published = pd.concat([book.evidence.set_index("evidence")["published"], book.derived.set_index("derived")["published"]])
    for row in book.tables["forecasts"].itertuples():
        assert (row.resolved_on == row.resolved_on) == (row.outcome in DECIDED), row.forecast
        if row.outcome in DECIDED:
            named = row.evidence.split()
            assert named and row.resolved_on >= published[named].max(), row.forecast
        assert not row.due_from > row.due_to, row.forecast
