"""Scores of Lighthouse's mobile preset: a slow phone on a slow network, simulated."""

import json
import statistics
import subprocess
from pathlib import Path

from press import PressError

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_REPEATS = 2


class Lighthouse:
    """One Node process and one Chromium for a whole audit; use it as a context manager."""

    def __init__(self, tools: Path, chromium: Path):
        self._command = ["node", "lighthouse.mjs", str(chromium)]
        self._folder = tools

    def __enter__(self):
        self._process = subprocess.Popen(self._command, cwd=self._folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def measure(self, address: str, enough: int) -> dict:
        """Return ``scores`` (0 to 100) and ``lost`` (the audits that cost points) by category, and ``shift`` (``value``, ``moved``).

        A machine that is busy makes a page look slow: performance below `enough` is measured twice more, and the
        run with the median is returned. Raises PressError when Lighthouse cannot load the page.
        """
        runs = [self._once(address)]
        if runs[0]["scores"]["performance"] < enough:
            runs += [self._once(address) for _ in range(_REPEATS)]
        middle = statistics.median_low([run["scores"]["performance"] for run in runs])
        return next(run for run in runs if run["scores"]["performance"] == middle)

    def _once(self, address: str) -> dict:
        self._process.stdin.write(f"{address}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "it stopped; run `node lighthouse.mjs` in _build/audit to see why"}
        if "error" in answer:
            raise PressError(f"Lighthouse could not measure {address}: {answer['error']}.")
        return answer
