"""Time the search for conflicts on synthetic claims: `make benchmark` prints the table of benchmarks/README.md.

Each size runs in a process of its own, so that the memory shown is that of one run.
"""

import argparse
import multiprocessing
import resource
import time

import numpy as np
import pandas as pd

from ledger import load
from ledger.reasoning.conflicts import conflicts

SIZES = (1_000, 10_000, 100_000, 1_000_000)
# About as many claims for each subject and metric as the ledger's busiest ones have.
_CLAIMS_A_GROUP = 20


def synthetic(count: int):
    """Return the ledger with ``count`` random claims in place of its own, the same for every run."""
    book = load()
    random = np.random.default_rng(2025)
    template = book.claims[book.claims["value_low"].notna() & (book.claims["qualifier"] == "exactly")].iloc[[0]]
    claims = template.loc[template.index.repeat(count)].reset_index(drop=True)
    subjects = max(1, count // _CLAIMS_A_GROUP)
    first = pd.Timestamp("2024-01-01") + pd.to_timedelta(random.integers(0, 700, count), unit="D")
    claims["claim"] = [f"synthetic-{number}" for number in range(count)]
    claims["source"] = random.choice(book.sources["source"].to_numpy(), count)
    claims["subject"] = np.char.add("subject-", random.integers(0, subjects, count).astype(str))
    claims["metric"] = random.choice(["users", "user-growth", "download-share", "usage-share", "release-delay", "benchmark-parity"], count)
    claims["value_low"] = claims["value_high"] = random.integers(10_000, 100_000, count) * 10.0 ** random.integers(0, 8, count)
    claims["qualifier"] = random.choice(["exactly", "about", "nearly"], count)
    claims["as_of_from"], claims["as_of_to"] = first, first + pd.Timedelta(days=30)
    claims["start"] = np.arange(count) * 100
    claims["end"] = claims["start"] + 150  # each passage reaches into the next
    names = pd.DataFrame({"entity": claims["subject"].unique()}).assign(name=lambda rows: rows["entity"])
    # Every second subject is a part of the one before it.
    number = names["entity"].str.removeprefix("subject-").astype(int)
    names["part_of"] = ("subject-" + (number - 1).astype(str)).where(number % 2 == 1)
    book.tables["claims"] = claims
    book.tables["entities"] = pd.concat([book.entities, names], ignore_index=True)
    return book


def measure(count: int) -> tuple[int, int, float, float]:
    """Return claims, conflicts found, seconds and the most memory held, in MB."""
    book = synthetic(count)
    start = time.perf_counter()
    found = len(conflicts(book))
    seconds = time.perf_counter() - start
    return count, found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    print("| claims | conflicts found | seconds | memory, MB | microseconds a claim |\n|---|---|---|---|---|")
    for size in parser.parse_args().sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            count, found, seconds, memory = pool.apply(measure, (size,))
        print(f"| {count:,} | {found:,} | {seconds:.1f} | {memory:,.0f} | {1e6 * seconds / count:.0f} |", flush=True)


if __name__ == "__main__":
    main()
