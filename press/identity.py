"""What the book is called, whose it is, which version: said once in CITATION.cff and _config.yml."""

from dataclasses import dataclass
from datetime import date

import yaml

from press import ROOT, PressError


@dataclass(frozen=True)
class Identity:
    """``author`` names who is to be cited; ``address`` is where the book stands on the web, empty while it has no public place."""

    title: str
    author: str
    version: str
    released: date
    licence: str
    address: str


def identity() -> Identity:
    """Read the book's name, author, version, date, licence and address (``html: baseurl`` in _config.yml).

    Raises PressError when CITATION.cff or _config.yml cannot be read or lacks one of them.
    """
    cff, config = _read("CITATION.cff"), _read("_config.yml")
    try:
        return Identity(
            title=cff["title"],
            author=" and ".join(author["name"] for author in cff["authors"]),
            version=str(cff["version"]),
            released=cff["date-released"],
            licence=cff["license"],
            address=((config.get("html") or {}).get("baseurl") or "").rstrip("/"),
        )
    except (KeyError, TypeError) as error:
        raise PressError(f"CITATION.cff needs title, authors (each with a name), version, date-released and license; found none for {error}.") from None


def _read(name: str) -> dict:
    try:
        return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PressError(f"{name} is missing; restore it with `git checkout {name}`.") from None
    except yaml.YAMLError as error:
        place = f", line {error.problem_mark.line + 1}" if getattr(error, "problem_mark", None) else ""
        raise PressError(f"{name}{place}: not valid YAML; mend it or restore it with `git checkout {name}`.") from None
