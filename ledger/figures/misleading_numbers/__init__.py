"""The charts of "How true numbers mislead": for each flaw one that misleads, and a fair one of the same case."""

from ledger.figures.misleading_numbers.days import (
    out_of_date_fair,
    out_of_date_misleading,
    plan_as_fact_fair,
    plan_as_fact_misleading,
    undated_snapshot_fair,
    undated_snapshot_misleading,
)
from ledger.figures.misleading_numbers.money import (
    misattributed_fair,
    misattributed_misleading,
    undefined_basket_fair,
    undefined_basket_misleading,
    untraceable_fair,
    untraceable_misleading,
)
from ledger.figures.misleading_numbers.shares import (
    peak_as_level_fair,
    peak_as_level_misleading,
    spliced_series_fair,
    spliced_series_misleading,
)
from ledger.figures.misleading_numbers.systems import (
    category_error_fair,
    category_error_misleading,
    omitted_scope_fair,
    omitted_scope_misleading,
    unit_confusion_fair,
    unit_confusion_misleading,
    wrong_comparator_fair,
    wrong_comparator_misleading,
)

__all__ = [
    "category_error_fair",
    "category_error_misleading",
    "misattributed_fair",
    "misattributed_misleading",
    "omitted_scope_fair",
    "omitted_scope_misleading",
    "out_of_date_fair",
    "out_of_date_misleading",
    "peak_as_level_fair",
    "peak_as_level_misleading",
    "plan_as_fact_fair",
    "plan_as_fact_misleading",
    "spliced_series_fair",
    "spliced_series_misleading",
    "undated_snapshot_fair",
    "undated_snapshot_misleading",
    "undefined_basket_fair",
    "undefined_basket_misleading",
    "unit_confusion_fair",
    "unit_confusion_misleading",
    "untraceable_fair",
    "untraceable_misleading",
    "wrong_comparator_fair",
    "wrong_comparator_misleading",
]
