"""How the book thinks: units, intervals, derived numbers, verdicts and conflicts."""
