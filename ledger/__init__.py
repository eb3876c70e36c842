"""What the book knows: its data, its judgements and its charts.

A chapter imports this package and nothing else of the project.
"""

from ledger.display.charts import figure
from ledger.reasoning.judgement import claims_under_test, tally, verdict_table
from ledger.errors import LedgerError
from ledger.package import load
from ledger.display.tables import table

__all__ = ["LedgerError", "claims_under_test", "figure", "load", "table", "tally", "verdict_table"]
