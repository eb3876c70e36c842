"""Find a Chromium for the tests, or get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from press import BUILD, PressError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FOLDER = BUILD / "browsers"


def find() -> Path:
    """Return the path of a Chromium: ``CHROMIUM``, one on the PATH, or one fetched into `_build/browsers`.

    Raises PressError that says what to install when there is none.
    """
    asked = os.environ.get("CHROMIUM")
    if asked and not Path(asked).exists():
        raise PressError(f"CHROMIUM={asked} does not exist; point it at a Chromium or unset it.")
    installed = asked or next(filter(None, map(shutil.which, _NAMES)), None)
    return Path(installed) if installed else _fetched() or _fetch()


def _fetched() -> Path | None:
    return next((path for pattern in ("**/chrome", "**/Chromium") for path in sorted(_FOLDER.glob(pattern)) if path.is_file()), None)


def _fetch() -> Path:
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(_FOLDER)}
    print(f"No Chromium on this machine; fetching one into {_FOLDER.name}/", file=sys.stderr)
    run = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], env=environment, capture_output=True, text=True)
    found = _fetched()
    if run.returncode or not found:
        raise PressError(
            "the tests need Chromium and none could be fetched. Install it (Debian, Ubuntu: `sudo apt-get install chromium`; "
            "macOS: `brew install --cask chromium`) or set CHROMIUM to its path, then run `make test` again."
        )
    return found
