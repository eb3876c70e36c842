"""Find each claim's passage in the archived articles, which are not part of the repository."""

import hashlib
import os
from pathlib import Path

from ledger.errors import LedgerError, Problem
from ledger.package import DATA
from ledger.validation import rows

_BESIDE = Path(__file__).parent.parent.parent / "shared" / "sources"


def archive() -> Path | None:
    """Return the folder of archived articles: ``LEDGER_SOURCES``, or ../shared/sources, or None.

    Raises LedgerError when ``LEDGER_SOURCES`` names a folder that is not there.
    """
    asked = os.environ.get("LEDGER_SOURCES")
    if asked and not Path(asked).is_dir():
        raise LedgerError(f"LEDGER_SOURCES={asked} is not a folder; point it at the archived articles or unset it.")
    folder = Path(asked) if asked else _BESIDE
    return folder if folder.is_dir() else None


def verify(folder: Path, data: Path = DATA) -> list[Problem]:
    """Compare articles and passages in ``folder`` with the hashes in sources.csv and claims.csv."""
    problems, texts = [], {}
    for number, row in rows(data / "sources.csv"):
        path = folder / row["file"]
        if not path.exists():
            problems.append(Problem("sources.csv", number, "file", repr(row["file"]), f"a file in {folder.name}/"))
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            problems.append(Problem("sources.csv", number, "sha256", row["sha256"], f"{hashlib.sha256(content).hexdigest()}, the hash of {row['file']}"))
        texts[row["source"]] = content.decode("utf-8")
    for number, row in rows(data / "claims.csv"):
        if row["source"] in texts:
            problems += _passage_problems(number, row, texts[row["source"]])
    return problems


def passage_hash(text: str, start: int, end: int) -> str:
    """Return the SHA-256 of characters ``start`` to ``end`` (Unicode code points, end excluded)."""
    return hashlib.sha256(text[start:end].encode("utf-8")).hexdigest()


def _passage_problems(number: int, row: dict, text: str) -> list[Problem]:
    start, end = int(row["start"]), int(row["end"])
    if end > len(text):
        return [Problem("claims.csv", number, "end", str(end), f"an offset within the article's {len(text)} characters")]
    if passage_hash(text, start, end) != row["passage_sha256"]:
        return [Problem("claims.csv", number, "passage_sha256", row["passage_sha256"], f"{passage_hash(text, start, end)}, the hash of characters {start} to {end}")]
    return []

