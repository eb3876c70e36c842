"""How the book is printed: check the data, run the chapters, render, serve."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "_build"
HTML = BUILD / "html"


class PressError(RuntimeError):
    """The press stopped; the message names the place and the mend in one or two lines."""
