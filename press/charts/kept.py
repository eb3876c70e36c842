"""What takes long to make and is the same from one build to the next, kept in `_build/charts/`."""

from collections.abc import Callable
from hashlib import sha256

import vl_convert

from press import BUILD

_FOLDER = BUILD / "charts"


def kept(source: str, ending: str, make: Callable[[str], bytes]) -> bytes:
    """Return what ``make`` makes of ``source``, from the folder when it was made before with the same vl-convert.

    ending: the kind of file, such as ``png``; one kind has one maker.
    """
    path = _FOLDER / f"{sha256(f'{vl_convert.__version__} {source}'.encode()).hexdigest()}.{ending}"
    if not path.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        # Whole or not there: a build may be stopped at any time.
        fresh = path.with_suffix(".new")
        fresh.write_bytes(make(source))
        fresh.replace(path)
    return path.read_bytes()
