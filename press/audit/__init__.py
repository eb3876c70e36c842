"""Measure the rendered book, page by page, in a real browser, and hold it to its bounds."""

import os
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from press import BUILD
from press.audit import report
from press.audit.bounds import faults
from press.audit.lighthouse import Lighthouse
from press.audit.measure import Bench, measure
from press.audit.pages import reachable
from press.audit.server import served
from press.audit.tools import install
from press.browser import find

_CLOSED = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking", "--disable-quic"]


def audit(folder: Path, names: list[str] = ()) -> int:
    """Measure the pages of the site in `folder` (or only those named), print the table, return the number of faults.

    Writes `_build/audit.json`. Raises PressError for an unknown page, and when Node.js or a Chromium is missing.
    """
    pages, tools, chromium, begun = reachable(folder, names), install(), find(), time.monotonic()
    measured = []
    with served(folder) as address, sync_playwright() as playwright, Lighthouse(tools, chromium) as lighthouse:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=_CLOSED)
        bench = Bench(folder, address, browser, lighthouse, tools)
        print(_load() + report.head(), flush=True)
        for page in pages:
            one = measure(bench, page)
            measured.append(one | {"faults": faults(one)})
            print(report.row(measured[-1]), flush=True)
        browser.close()
    print(report.summary(measured, (time.monotonic() - begun) / 60))
    report.write(BUILD / "audit.json", measured)
    return sum(len(one["faults"]) for one in measured)


def _load() -> str:
    """A busy machine makes every page look slow; say so before the figures."""
    busy, cores = os.getloadavg()[0], os.cpu_count()
    return f"This machine is busy (load {busy:.1f} on {cores} cores): performance may come out too low.\n" if busy > cores else ""
