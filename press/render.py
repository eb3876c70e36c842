"""Render the stored chapters with Jupyter Book; swap the result in only when it is whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from press import BUILD, HTML, ROOT, PressError
from press.contents import pages


def render() -> str:
    """Build `_build/html` from the book's stored outputs and return the address of its first page.

    Warnings are errors: a broken link, a missing citation or an unknown claim stops
    the build and the last good pages stay. Raises PressError with the lines that matter.
    """
    first = pages()[0]
    work = BUILD / "rendering"
    shutil.rmtree(work, ignore_errors=True)
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "--path-output", str(work), "-W", "-n", "--keep-going", "-q"]
    # The date of this edition, so that two builds on different days are the same.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795305600", "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if run.returncode:
        raise PressError(f"the book was not rendered; `_build/html` is as it was.\n{_what_matters(run.stdout + run.stderr)}")
    _swap(work / "_build" / "html")
    shutil.rmtree(work, ignore_errors=True)
    return (HTML / first.relative_to(ROOT)).with_suffix(".html").as_uri()


def _swap(fresh) -> None:
    old = BUILD / "html.old"
    shutil.rmtree(old, ignore_errors=True)
    if HTML.exists():
        HTML.rename(old)
    fresh.rename(HTML)
    shutil.rmtree(old, ignore_errors=True)


def _what_matters(log: str) -> str:
    """Keep the warnings and errors of a Sphinx log, with paths as seen from the repository."""
    lines = [line.replace(f"{ROOT}/", "") for line in log.splitlines()]
    told = [line for line in lines if "WARNING" in line or "ERROR" in line or "Error" in line]
    return "\n".join(dict.fromkeys(told)) or "\n".join(lines[-20:])
