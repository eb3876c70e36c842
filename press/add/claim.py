"""Add one claim to the ledger: take its fields, apply the rules, write valid rows or nothing."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger import LedgerError, load
from ledger.authoring.draft import draft, unsealed
from ledger.authoring.rows import claim_row, entity_row, evidence_id, evidence_row, metric_row, source_row, verdict_row
from ledger.reasoning.judgement import SHAPES, VERDICTS
from ledger.locators import verify
from ledger.package import Ledger
from ledger.validation import validate
from ledger.reasoning.verdicts import computed
from press import BUILD, ROOT
from press.add.ask import collect, confirmed
from press.add.entry import BIBLIOGRAPHY, Entry
from press.add.fields import FACTS, JUDGEMENT
from press.add.report import report
from press.add.writing import page_of, write
from press.contents import pages

ANSWERS = BUILD / "claim.json"
_DATA = ROOT / "data"


def add(given: dict, asking: bool) -> None:
    """Add a claim with its evidence and its verdict to data/, or change nothing.

    given: answers by the name of their field (see `press.add.fields`). asking: ask on the terminal
    for what is not given, and before writing.

    Raises LedgerError that names the flag, or the file, row and column, with what to do; the
    answers are then kept in `_build/claim.json`.
    """
    entry = Entry()
    try:
        _add(given, entry, asking)
    except BaseException:
        _keep(given | entry.answers)
        raise
    ANSWERS.unlink(missing_ok=True)


def answers(path: str) -> dict:
    """Read the answers of an earlier attempt. Raises LedgerError for a file that does not hold them."""
    try:
        read = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise LedgerError(f"--answers {path} cannot be read ({error}); name a file such as _build/claim.json.") from None
    names = {field.name for field in FACTS + JUDGEMENT}
    if not isinstance(read, dict) or not set(read) <= names or not all(isinstance(text, str) for text in read.values()):
        raise LedgerError(f"--answers {path} holds something else than answers; expected texts by name, such as {{\"source\": \"aicerts\"}}.")
    return read


def _add(given: dict, entry: Entry, asking: bool) -> None:
    _check_ready()
    before = {path: path.read_bytes() for path in [*_DATA.iterdir(), BIBLIOGRAPHY, ROOT / "_toc.yml"]}
    collect(FACTS, given, entry, asking)
    rows = _rows(entry)
    with TemporaryDirectory(prefix="claim-") as work:
        _judge(rows, given, entry, asking, Path(work) / "trial")
        final = Path(work) / "data"
        draft(rows, final)
        _sound([*validate(final), *_misplaced(entry, final)])
        book = load(folder=final)
        files = {_DATA / path.name: path.read_bytes() for path in final.iterdir()}
    files |= _pages(entry)
    files = {path: content for path, content in files.items() if content != before.get(path)}
    told = report(entry, book, files)
    if asking:
        _show(rows)
        if not confirmed("Write these rows?"):
            raise LedgerError("nothing was written, as you asked.")
    write(files, before)
    print("\n".join(told))


def _check_ready() -> None:
    """Stop before anything is asked when the rows could not be written or sealed."""
    pages()
    changed = unsealed()
    if changed:
        raise LedgerError(
            f"data/{changed[0]}.csv is not as data/datapackage.json records it. Run `make check`, mend or `make seal` it, then add the claim."
        )


def _sound(problems: list) -> None:
    # A new conflict is explained once it is there; the report asks for it.
    problems = [problem for problem in problems if (problem.table, problem.row) != ("conflict_readings.csv", None)]
    if problems:
        raise LedgerError("\n".join(map(str, problems[:5])) + "\nNothing was changed.")


def _rows(entry: Entry) -> dict[str, list[dict]]:
    """The new rows by table. The verdict is the one that claims least until the rules have been applied."""
    told, unit = entry.answers, entry.unit
    rows = {}
    if entry.is_new("subject", "entities"):
        rows["entities"] = [entity_row(told)]
    if entry.is_new("metric", "metrics"):
        rows["metrics"] = [metric_row(told)]
    if entry.is_new("source", "sources"):
        rows["sources"] = [source_row(told, entry.article.name, entry.article.read_bytes())]
    rows["claims"] = [claim_row(told, unit, entry.text, *entry.passage)]
    keys = told["evidence"].split()
    if told["evidence-statement"]:
        keys.append(evidence_id(told["subject"], told["metric"], told["citation"], {*entry.tables["evidence"], *entry.tables["derived"]}))
        rows["evidence"] = [evidence_row(told, unit, keys[-1])]
    rows["verdicts"] = [verdict_row(told, keys)]
    return rows


def _judge(rows: dict, given: dict, entry: Entry, asking: bool, work: Path) -> None:
    """Apply the rules to the facts, ask for what they leave open, and complete the row of the verdict."""
    draft(rows, work)
    word, rule = _ruling(load(folder=work), entry.answers["claim"])
    if word:
        print(f"By the rules of the book: {SHAPES[word]} {word} (rule {rule}).")
        if given.get("verdict", word) != word:
            raise LedgerError(
                f"--verdict: the values and their evidence give {word!r} by the rule {rule!r}, not {given['verdict']!r}. "
                "The page of rules in the book explains it. Leave --verdict out, or mend the value, the dates, the flaw or the evidence."
            )
        given = given | {"verdict": word}
    collect(JUDGEMENT, given, entry, asking)
    rows["verdicts"][0] |= {name: entry.answers[name] for name in ("verdict", "reason")}


def _ruling(book: Ledger, claim: str) -> tuple[str | None, str | None]:
    """The verdict that the rules give and the name of the rule; nothing where they leave it to an editor."""
    table = computed(book).set_index("claim")
    if claim not in table.index or table.at[claim, "computed"] not in VERDICTS:
        return None, None
    return table.at[claim, "computed"], table.at[claim, "rule"]


def _misplaced(entry: Entry, folder: Path) -> list:
    """Problems of the new rows' locators, read against the article itself."""
    number = {name: len(entry.tables[name]) + 2 for name in ("claims", "sources")}
    return [problem for problem in verify(entry.article.parent, folder) if number[problem.table.removesuffix(".csv")] == problem.row]


def _pages(entry: Entry) -> dict[Path, bytes]:
    """The files outside data/ that change: the bibliography, and the page of a new source."""
    files = page_of(entry.answers["source"]) if entry.is_new("source", "sources") else {}
    if entry.answers.get("bibtex"):
        added = Path(entry.answers["bibtex"]).read_text(encoding="utf-8").strip()
        files[BIBLIOGRAPHY] = f"{BIBLIOGRAPHY.read_text(encoding='utf-8').rstrip()}\n\n{added}\n".encode()
    return files


def _keep(told: dict) -> None:
    if told:
        BUILD.mkdir(exist_ok=True)
        ANSWERS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        where = ANSWERS.relative_to(ROOT)
        print(f"Your answers are in {where}. To go on: python -m press add --answers {where}, with a flag for what changes.", file=sys.stderr)


def _show(rows: dict) -> None:
    for table, new in rows.items():
        for row in new:
            print(f"\ndata/{table}.csv")
            print("\n".join(f"  {column}: {text}" for column, text in row.items() if text))
