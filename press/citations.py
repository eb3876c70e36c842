"""How to cite the book, a chapter, a claim: in plain text and in BibTeX."""

import re
from dataclasses import dataclass

from ledger.reasoning.judgement import judged
from ledger.package import Ledger
from press.contents import notebooks, title
from press.identity import Identity, identity

_KEY = "deepseek-shock-measured"
# What BibTeX or TeX would read as a command. A brace by its name: BibTeX counts braces even behind a backslash.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
}  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """One thing to cite. ``kind`` is book, chapter or claim; ``key`` is the BibTeX key, for a claim its id."""

    kind: str
    key: str
    title: str
    plain: str
    bibtex: str


def citations(book: Ledger) -> list[Citation]:
    """Return the citation of the book, then of each chapter in reading order, then of each claim of ``book``."""
    about = identity()
    chapters = [_chapter(page.stem, title(page), about) for page in notebooks()[1:]]
    sources = book.sources.set_index("source").to_dict("index")
    claims = [_claim(row, sources[row["source"]], about) for row in judged(book).to_dict("records")]
    return [_book(about), *chapters, *claims]


def _book(about: Identity) -> Citation:
    plain = f"{about.author} ({about.released.year}). {about.title} (version {about.version})."
    return Citation("book", _KEY, about.title, plain, _entry("misc", _KEY, about, title=about.title, howpublished="Executable book", note=f"Version {about.version}."))


def _chapter(name: str, heading: str, about: Identity) -> Citation:
    key = f"{_KEY}-{name}"
    plain = f"{about.author} ({about.released.year}). “{heading}”. In {about.title} (version {about.version})."
    entry = _entry("incollection", key, about, title=heading, booktitle=about.title, publisher=about.author, note=f"Version {about.version}.")
    return Citation("chapter", key, heading, plain, entry)


def _claim(row: dict, source: dict, about: Identity) -> Citation:
    statement, key = " ".join(row["statement"].split()), row["claim"]
    told = f"Verdict: {row['verdict']}"
    if row["reviewed_on"] == row["reviewed_on"]:
        told += f", reviewed on {row['reviewed_on']:%Y-%m-%d}"
    made = f"Claim made in “{source['title']}”"
    plain = f"{about.author} ({about.released.year}). Claim {key}: “{statement}” {told}. {made}. In {about.title} (version {about.version}), ledger of claims."
    heading = f"Claim {key}: “{statement}”"
    ledger, note = f"{about.title}, ledger of claims", f"Version {about.version}. {told}. {made}."
    return Citation("claim", key, heading, plain, _entry("misc", key, about, title=heading, howpublished=ledger, note=note))


def _entry(kind: str, key: str, about: Identity, **fields) -> str:
    fields = {"author": about.author, "year": str(about.released.year)} | fields
    # Two braces keep a name whole and a title in its own capitals.
    whole = {name: f"{{{{{_tex(value)}}}}}" if name in ("author", "title", "booktitle") else f"{{{_tex(value)}}}" for name, value in fields.items()}
    return f"@{kind}{{{key},\n" + "".join(f"  {name} = {value},\n" for name, value in whole.items()) + "}\n"


def _tex(text: str) -> str:
    return re.sub(r"[\\{}~^$&#%_]", lambda match: _SPECIAL[match.group()], " ".join(text.split()))
