"""What the book knows: its data, its judgements and its charts.

A chapter imports this package and nothing else of the project.
"""

from ledger.display.charts import figure
from ledger.reasoning.judgement import cannot_judge, claims_under_test, tally, verdict_table
from ledger.errors import LedgerError
from ledger.package import load, pick
from ledger.display.tables import table

__all__ = ["LedgerError", "cannot_judge", "claims_under_test", "figure", "load", "pick", "table", "tally", "verdict_table"]
