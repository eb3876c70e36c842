"""Read the prose of pages: its links to rows, and its numbers that have none."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from ledger.display.numbers import DATE, YEAR
from press import PressError

SCHEMES = ("claim", "evidence", "derived")
LINK = re.compile(rf"\[([^\]]+)\]\(({'|'.join(SCHEMES)}):([^)\s]+)\)")
# Words beside a link that tell its qualifier or its sign.
_AROUND = 160
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_DAYS = re.compile(r"\b\d{1,2}(?:,| and| or| to) (?=\d{1,2} [A-Z][a-z]+)")
_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred"
)
_QUANTITY = re.compile(
    rf"\b(?:half an? |(?:{_SPELLED.replace(' ', '|')}) and a half )(?:million|billion|trillion|percent)\b|\b(?:{_SPELLED.replace(' ', '|')})(?:[- ](?:{_SPELLED.replace(' ', '|')}))?[- ](?:percent|percentage points?|points|thousand|million|billion|trillion|times|dollars|yuan|chips|users|tokens)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:\b(?:USD|RMB|CNY|EUR|GBP|HKD))?[$¥]?[-−]?(?:(?<!\w)|(?<=USD|RMB|CNY|EUR|GBP|HKD))\d[\d.,]*\w*(?: ?%)?")
_SECTION = re.compile(r"\b(?:Exercise|Exercises|Section|Table|Solutions to) \d+(?: and \d+)?")
_NUMBERED = re.compile(r"^\s*\d+\. ")
_DIRECTIVE = re.compile(r"\{(?!code|record|math|bibliography)[\w-]+\}")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table cell of a page: its plain source and where it begins."""

    page: Path
    cell: int | None
    line: int
    source: str

    def place(self, offset: int) -> str:
        """Name the place of a character of the block as a reader finds it."""
        line = self.line + self.source.count("\n", 0, offset)
        where = f"book/{self.page.name}" if self.page.parent.name == "book" else self.page.name
        return f"{where}, cell {self.cell}, line {line}" if self.cell is not None else f"{where}, line {line}"


@dataclass(frozen=True)
class Link:
    """A number link: its words, the row that it names, the words around it and its place."""

    text: str
    scheme: str
    key: str
    sentence: str
    place: str


def texts(page: Path) -> list[tuple[int | None, str]]:
    """Return the Markdown of a page: of its cells with their index, or of the whole file.

    Raises PressError for a notebook that is not JSON, such as one with the marks of an unfinished merge.
    """
    content = page.read_text(encoding="utf-8")
    if page.suffix == ".md":
        return [(None, content)]
    try:
        cells = json.loads(content)["cells"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise PressError(f"book/{page.name} is not a notebook ({error}); mend it, or restore it with `git checkout book/{page.name}`.") from None
    return [(number, "".join(cell["source"])) for number, cell in enumerate(cells) if cell["cell_type"] == "markdown"]


def links(page: Path) -> list[Link]:
    """Return every link of a page to a claim, to evidence or to a derived number."""
    found = []
    for block in _blocks(page):
        for match in LINK.finditer(block.source):
            around = block.source[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            found.append(Link(*match.groups(), LINK.sub(r"\1", around), block.place(match.start())))
    return found


def bare(page: Path, names: re.Pattern) -> tuple[list[tuple[str, str]], dict]:
    """Return the numbers of a page that no row answers for, and how many were exempt.

    The first part lists (place, number). The second counts the exempt by kind: dates, names and section numbers.
    Code, addresses, citations and the numbers of list items are not prose.
    """
    stray, exempt = [], {"dates": 0, "names": 0, "section numbers": 0}
    for block in _blocks(page):
        text = LINK.sub(_blank, block.source)
        text = re.sub(r"\]\([^)]*\)", _blank, text)
        for kind, pattern in (("section numbers", _SECTION), ("names", names), ("dates", _ISO_DATE), ("dates", _DAYS), ("dates", DATE), ("dates", YEAR)):
            exempt[kind] += sum(1 for match in pattern.finditer(text) if re.search(r"\d", match.group()))
            text = pattern.sub(_blank, text)
        stray += [(block.place(match.start()), match.group().strip(" .,")) for pattern in (_DIGITS, _QUANTITY) for match in pattern.finditer(text)]
    return stray, exempt


def _blocks(page: Path):
    """Yield the inline text of a page with code and roles blanked; a directive's body is prose, what stands in other fences is not."""
    for cell, text in texts(page):
        yield from _read(page, cell, _without_front_matter(text), 0)


def _read(page: Path, cell: int | None, text: str, above: int):
    lines, seen, listed = text.splitlines(), set(), False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            listed = token.info.isdigit()
        if token.type == "fence" and _DIRECTIVE.match(token.info):
            yield from _read(page, cell, f"{token.info.partition('}')[2].strip()}\n{token.content}", above + token.map[0])
        # The cells of a table's row have one line, and the row is read once.
        if token.type in ("inline", "html_block") and token.map and token.map[0] not in seen:
            first, last = token.map
            seen.add(first)
            source = re.sub(r"\{[\w:-]+\}(`+).*?\1|(`+).*?\2|<[^>]*>", _blank, "\n".join(lines[first:last]), flags=re.DOTALL)
            yield Block(page, cell, above + first + 1, _NUMBERED.sub(_blank, source) if listed else source)
            listed = False


def _without_front_matter(text: str) -> str:
    match = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return "\n" * match.group().count("\n") + text[match.end() :] if match else text


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match.group())
