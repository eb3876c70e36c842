"""The measures by which American export rules sort chips (ECCN 3A090)."""

TERA = 1e12


def total_processing_performance(operations, bits: int):
    """Return the total processing performance (TPP): trillion operations per second times the bits of an operation.

    operations: dense operations per second, a multiply and an add counted as two (FLOP/s), which is the
        2 x MacTOPS of the rule. bits: length of an operation, such as 16 for BF16. The rule takes the largest
        product over all lengths. Numbers or Series.

    Source: Bureau of Industry and Security, 88 FR 73458 (2023), technical notes to ECCN 3A090.
    """
    return operations / TERA * bits


def performance_density(tpp, die_area):
    """Return the performance density: TPP over the die area in square millimetres.

    tpp: as `total_processing_performance` gives it. die_area: mm2. Numbers or Series; the result is in TPP/mm2.
    Source: the same notes.
    """
    return tpp / die_area
