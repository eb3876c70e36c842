"""The charts of "Where the sources disagree": a map of agreement, the conflicts one by one, and shared origins."""

from ledger.figures.disagreements.agreement import agreement_map, shared_origins
from ledger.figures.disagreements.intervals import training_cost, trillion, v3_cost
from ledger.figures.disagreements.states import r2, shares, users

__all__ = ["agreement_map", "r2", "shared_origins", "shares", "training_cost", "trillion", "users", "v3_cost"]
