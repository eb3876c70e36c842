"""Put the files of a new claim in their places: all of them or none."""

import os
from pathlib import Path

from ledger import LedgerError
from press import ROOT

_TOC = ROOT / "_toc.yml"


def write(files: dict[Path, bytes], read: dict[Path, bytes]) -> None:
    """Write every file beside its place first; only when all are whole do they take their places.

    files: new content by path. read: what the files held when the new content was made from them.
    Raises LedgerError, and changes nothing, when one of them has been changed since.
    """
    for path in files:
        if (path.read_bytes() if path.exists() else None) != read.get(path):
            raise LedgerError(f"{path.relative_to(ROOT)} was changed by another program in the meantime; add the claim again.")
    try:
        for path, content in files.items():
            _beside(path).write_bytes(content)
        for path in files:
            os.replace(_beside(path), path)
    finally:
        for path in files:
            _beside(path).unlink(missing_ok=True)


def page_of(source: str) -> dict[Path, bytes]:
    """Return the page of a new source, and _toc.yml with a line for it behind those of the other sources.

    Raises LedgerError when _toc.yml has no line to put it behind.
    """
    lines = _TOC.read_text(encoding="utf-8").splitlines(keepends=True)
    behind = [number for number, line in enumerate(lines) if line.strip().startswith("- file: book/source-")]
    if not behind:
        raise LedgerError("_toc.yml has no line `- file: book/source-…` to put the new page behind; restore it with `git checkout _toc.yml`.")
    indent = lines[behind[-1]].split("-", 1)[0]
    lines.insert(behind[-1] + 1, f"{indent}- file: book/source-{source}\n")
    page = f"# The article `{source}`\n\n```{{record}} source {source}\n```\n"
    return {_TOC: "".join(lines).encode("utf-8"), ROOT / "book" / f"source-{source}.md": page.encode("utf-8")}


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")
