"""Render the stored chapters with Jupyter Book; swap the result in only when it is whole."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from press import BUILD, HTML, ROOT, PressError
from press.contents import pages

_SHOWN = 20


def render() -> str:
    """Build `_build/html` from the book's stored outputs and return the address of its first page.

    Warnings are errors: a broken link, a missing citation or an unknown claim stops
    the build and the last good pages stay. Raises PressError with the lines that matter.
    """
    first = pages()[0]
    if not (ROOT / "book" / "references.bib").exists():
        raise PressError("book/references.bib is missing; restore it with `git checkout book/references.bib`.")
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
    """Keep the first warnings and errors of a Sphinx log, with paths as seen from the repository."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", log).replace(f"{ROOT}/", "").splitlines()
    told = list(dict.fromkeys(line for line in plain if re.search("WARNING|ERROR|Error", line)))
    more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return "\n".join(told[:_SHOWN] + more) or "\n".join(plain[-_SHOWN:])
