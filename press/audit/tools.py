"""Lighthouse and axe-core, installed by npm into `_build/audit` at the versions of package-lock.json."""

import shutil
import subprocess
from pathlib import Path

from press import BUILD, PressError

_HERE = Path(__file__).parent
_FOLDER = BUILD / "audit"
_FILES = ("package.json", "package-lock.json", ".npmrc", "lighthouse.mjs")


def install() -> Path:
    """Return the folder that holds `lighthouse.mjs` and `node_modules`, installing them when the lock has changed.

    Raises PressError when node or npm is missing, or npm cannot install.
    """
    for name in ("node", "npm"):
        if not shutil.which(name):
            raise PressError(f"`make audit` needs {name} and found none on the PATH; install Node.js 20 or newer with npm. "
                             "`make book` and `make test` do not need it.")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    stamp = _FOLDER / "installed-lock.json"
    lock = (_HERE / "package-lock.json").read_bytes()
    fresh = stamp.exists() and stamp.read_bytes() == lock
    for name in _FILES:
        shutil.copy(_HERE / name, _FOLDER / name)
    if not fresh:
        print(f"Installing Lighthouse and axe-core into {_FOLDER.relative_to(BUILD.parent)} (once)", flush=True)
        run = subprocess.run(["npm", "ci", "--loglevel=error", "--ignore-scripts"], cwd=_FOLDER, capture_output=True, text=True, check=False)
        if run.returncode:
            raise PressError(f"npm could not install what `make audit` measures with:\n{run.stderr.strip()[-1500:]}")
        stamp.write_bytes(lock)
    return _FOLDER
