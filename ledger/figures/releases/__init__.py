"""The charts of the chapter "Releases", one function a chart."""

from ledger.figures.releases.licences import duties, permissive_share
from ledger.figures.releases.reports import r2_reports, verdicts_by_model
from ledger.figures.releases.scores import comparators, index_versions, small_test
from ledger.figures.releases.sizes import compute, context, sparsity
from ledger.figures.releases.timing import cadence, timeline

__all__ = [
    "cadence",
    "comparators",
    "compute",
    "context",
    "duties",
    "index_versions",
    "permissive_share",
    "r2_reports",
    "small_test",
    "sparsity",
    "timeline",
    "verdicts_by_model",
]
