"""What takes long to make and is the same from one build to the next, kept in `_build/charts/`."""

from collections.abc import Callable
from hashlib import sha256
from inspect import getmodule, getsource

import PIL
import vl_convert

from press import BUILD

_FOLDER = BUILD / "charts"


def kept(source: str, ending: str, make: Callable[[str], bytes]) -> bytes:
    """Return what ``make`` makes of ``source``, from the folder when it was made before by the same code and libraries.

    ending: the kind of file, such as ``png``; one module makes one kind.
    """
    making = f"{vl_convert.__version__} {PIL.__version__} {getsource(getmodule(make))} {source}"
    path = _FOLDER / f"{sha256(making.encode()).hexdigest()}.{ending}"
    if not path.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        # Whole or not there: a build may be stopped at any time.
        fresh = path.with_suffix(".new")
        fresh.write_bytes(make(source))
        fresh.replace(path)
    return path.read_bytes()
