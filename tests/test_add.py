"""A claim goes from the text of an article to its verdict on a page, or nothing changes and the command says what to do."""

import json
import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time

import pytest
from pybtex.database import parse_file

from ledger import LedgerError
from ledger.authoring import passages
from ledger.authoring.amounts import amount
from ledger.locators import archive
from ledger.validation import rows, validate
from press import ROOT
from press.add import writing

NOTE = ROOT / "tests" / "articles" / "parameter-note.txt"
EXAMPLE = re.search(r"```\n(_build/venv/bin/python -m press add.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)
EXAMPLE = shlex.split(EXAMPLE.group(1).replace("\\\n", " "))[2:]
BIBTEX = '@misc{invented2025note,\n  author = {{The tests of this book}},\n  title = {A note on a lamp},\n  year = {2025}\n}\n'


@pytest.fixture
def article_archive(tmp_path, monkeypatch):
    """The archived articles of this machine with the invented one beside them; without an archive, none."""
    folder = archive()
    if folder:
        shutil.copytree(folder, tmp_path / "archive")
        shutil.copy(NOTE, tmp_path / "archive")
        monkeypatch.setenv("LEDGER_SOURCES", str(tmp_path / "archive"))


def changed(words, **flags):
    """A command with some flags changed; one that is None is left out."""
    given = dict(zip(words[2::2], words[3::2])) | {f"--{name.replace('_', '-')}": text for name, text in flags.items()}
    return ["press", "add", *(word for flag, text in given.items() if text is not None for word in (flag, text))]


def contents(root):
    """Every file that the command may change."""
    return {path: path.read_bytes() for path in [*(root / "data").iterdir(), *(root / "book").glob("*.*"), root / "_toc.yml"] if path.is_file()}


def row_of(root, table, key):
    (row,) = [row for _, row in rows(root / "data" / f"{table}.csv") if next(iter(row.values())) == key]
    return row


def test_the_example_of_contributing_goes_from_text_to_a_rendered_verdict(article_archive, repository):
    root, run = repository
    before = contents(root)
    added = run(*EXAMPLE)
    assert added.returncode == 0, added.stderr
    assert "● supported" in added.stdout and "releases: its theme" in added.stdout and "make numbers" in added.stdout
    old, new = before[root / "data" / "claims.csv"], (root / "data" / "claims.csv").read_bytes()
    assert new.startswith(old) and new.count(b"\n") == old.count(b"\n") + 1
    for verb in ("numbers", "check", "render"):
        step = run("press", verb)
        assert step.returncode == 0, step.stderr
    page = (root / "_build" / "html" / "book" / "ledger.html").read_text(encoding="utf-8")
    row = re.search(r'<tr[^>]* id="parameter-note-v3-parameters".*?</tr>', page, re.S).group()
    assert "● supported" in row and "DeepSeek-V3 is a model of 671 billion parameters." in row
    assert "parameter-note-v3-parameters" in (root / "_build" / "html" / "book" / "source-parameter-note.html").read_text(encoding="utf-8")


def test_new_words_new_evidence_and_a_new_work_come_along(article_archive, repository, tmp_path):
    root, run = repository
    (tmp_path / "work.bib").write_text(BIBTEX, encoding="utf-8")
    lamp = changed(
        EXAMPLE, subject="lamp", subject_name="A lamp", subject_kind="product", metric="lamp-price", metric_name="Price of a lamp", metric_unit="USD",
        metric_description="List price.", statement="A lamp costs more than 1.2 trillion dollars.", value="$1.2tn", qualifier="over", evidence=None, evidence_statement="A lamp costs 1.3 trillion dollars.",
        evidence_value="US$1,300 bn", evidence_published="2025-12-30", evidence_grade="secondary",
        citation="invented2025note", bibtex=str(tmp_path / "work.bib"),
    )  # fmt: skip
    refused = run(*lamp, "--verdict", "contradicted")
    assert refused.returncode == 1 and "give 'supported' by the rule" in refused.stderr and "--answers _build/claim.json" in refused.stderr
    # What was typed is not lost: the second attempt needs only what changes.
    added = run("press", "add", "--answers", "_build/claim.json", "--verdict", "supported")
    assert added.returncode == 0, added.stderr
    assert "Understood: $1.2 trillion (1200000000000 USD)" in added.stdout and not (root / "_build" / "claim.json").exists()
    claim = row_of(root, "claims", "parameter-note-v3-parameters")
    assert (claim["value_low"], claim["value_high"], claim["unit"]) == ("1200000000000", "", "USD")
    assert row_of(root, "verdicts", claim["claim"])["evidence"] == "lamp-lamp-price"
    assert row_of(root, "evidence", "lamp-lamp-price")["value_low"] == "1300000000000"
    assert row_of(root, "metrics", "lamp-price")["unit"] == "USD" and row_of(root, "entities", "lamp")["name"] == "A lamp"
    assert "invented2025note" in parse_file(str(root / "book" / "references.bib")).entries
    assert validate(root / "data") == []


def test_a_claim_that_contradicts_another_is_added_and_its_conflict_is_asked_for(article_archive, repository):
    root, run = repository
    rival = changed(EXAMPLE, value="685 billion", statement="DeepSeek-V3 is a model of 685 billion parameters.", reason="The page of its maker gives 671 billion.")
    added = run(*rival)
    assert added.returncode == 0 and "✕ contradicted" in added.stdout, added.stdout + added.stderr
    assert "In conflict (disjoint-values-" in added.stdout and "Explain it in data/conflict_readings.csv" in added.stdout
    asked = run("press", "check")
    assert asked.returncode == 1 and "no row for disjoint-values-" in asked.stderr


LONG = "size was the talk of the year and few people checked it"
REFUSALS = {
    "a passage that is not there": (
        {"quote": "DeepSeek-V3 holds 672 billion parameters"},
        "--quote: the passage is not in the article. Its first words, 'DeepSeek-V3 holds', stand at character 185",
    ),
    "a passage that is there twice": ({"quote": "Size was the talk of the year"}, "--after: it is missing: words that stand before the passage"),
    "a unit that is not the metric's": ({"value": "671 billion dollars"}, "the unit of the metric is parameters"),
    "another unit beside the value": ({"unit": "tokens"}, "--unit: 'tokens' is not the unit of total-parameters"),
    "an unknown citation": (
        {"evidence_statement": "It has as many.", "evidence_published": "2025-12-30", "evidence_grade": "primary", "citation": "nobody2025"},
        "--bibtex: it is missing",
    ),
    "unknown evidence": ({"evidence": "deepseek-v3-total-parameter"}, "Closest: deepseek-v3-total-parameters"),
    "an unknown subject": ({"subject": "deepsek-v3"}, "Closest: deepseek-v3 (DeepSeek-V3)"),
    "a copied sentence": ({"statement": f"We heard that {LONG}."}, "--statement: it takes 'of the year and few people checked it' from the article"),
    "a copied reason": ({"reason": LONG}, "--reason: it takes"),
    "a formula": ({"statement": '=HYPERLINK("x")'}, "--statement: it begins with '='"),
    "a script": ({"reason": "So it is <script>alert(1)</script>"}, "--reason: it holds the tag '<script>'"),
    "a hidden character": ({"speaker": "a \u202e b"}, "--speaker: it holds U+202E"),
    "the id of another claim": ({"source": "aicerts-r1", "claim": "aicerts-r1-parameters"}, "--claim: 'aicerts-r1-parameters' is the id of another claim"),
    "a missing answer": ({"nature": None}, "--nature: it is missing: how the statement presents itself. Write one of measured,"),
    "evidence too weak to decide": (
        {"metric": "openness", "value": None, "qualifier": None, "evidence": None, "verdict": "supported"},
        "data/verdicts.csv, row",
    ),
}  # fmt: skip


# One process for all of them: to start Python takes longer than to refuse.
TRY_ALL = """
import contextlib, io, json, sys
from press.__main__ import main
for words in json.load(sys.stdin):
    with contextlib.redirect_stderr(io.StringIO()) as told, contextlib.redirect_stdout(io.StringIO()):
        code = main(words)
    print(json.dumps([code, told.getvalue()]))
"""


def test_a_refusal_changes_nothing_and_says_what_to_do(repository):
    root, _ = repository
    before = contents(root)
    commands = json.dumps([changed(EXAMPLE, **flags)[1:] for flags, _ in REFUSALS.values()])
    environment = os.environ | {"PYTHONPATH": str(root)}
    tried = subprocess.run([sys.executable, "-c", TRY_ALL], input=commands, cwd=root, env=environment, capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    for (kind, (_, expected)), line in zip(REFUSALS.items(), tried.stdout.splitlines(), strict=True):
        code, told = json.loads(line)
        assert code == 1 and expected in told, f"{kind}: {told}"
    assert contents(root) == before


def test_an_unmeant_change_of_the_data_is_not_sealed_along(repository):
    root, run = repository
    users = root / "data" / "users.csv"
    users.write_bytes(users.read_bytes() + b"\n")
    refused = run(*EXAMPLE)
    assert refused.returncode == 1 and "data/users.csv is not as data/datapackage.json records it" in refused.stderr


CONVERSATION = [
    ("The article, by its short name", "parameter-note"),
    ("Write one of them, or parameter-note again to add it", "parameter-note"),
    ("The file with the text", "tests/articles/parameter-note.txt"),
    ("Its title as published", "A note on large models"),
    ("The site or paper", ""),
    ("Its author", ""),
    ("The day of publication", "soon"),
    ("'soon' is not a day; write it as 2025-06-30", ""),
    ("The earliest day", "2025-12-31"),
    ("The address", ""),
    ("The passage, copied", "Size was the talk of the year"),
    ("Words that stand before the passage", "What comes next"),
    ("[Size was the talk of the year]. Next year the talk", "What comes next"),
    ("What it says", "DeepSeek-V3 is a model of 671 billion parameters."),
    ("[parameter-note-deepseek-v3-model-671-billion]", ""),
    ("The chapter (market-shock, releases,", "releases"),
    ("Who or what it is about", "deepsek-v3"),
    ("Closest: deepseek-v3 (DeepSeek-V3),", "deepseek-v3"),
    ("What is stated of it", "total-parameters"),
    ("The value as one number", "671B"),
    ("Understood: 671 billion parameters (671000000000 parameters)", "exactly"),
    ("The first day", ""),
    ("Who is credited", ""),
    ("How the statement presents itself (measured,", "reported"),
    ("Ids of evidence that decides", "deepseek-v3-total-parameters"),
    ("What a better source says", ""),
    ("explains but does not decide", ""),
    ("How the statement misleads", ""),
    ("By the rules of the book: ● supported", "The page of the model by its maker gives the same number."),
    ("value_low: 671000000000", "yes"),
    ("Added parameter-note-deepseek-v3-model-671-billion: ● supported.", None),
]


def test_a_person_is_asked_on_a_terminal(article_archive, repository):
    root, _ = repository
    person, terminal = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = subprocess.Popen([sys.executable, "-m", "press", "add"], cwd=root, env=environment, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    for expected, answer in CONVERSATION:
        assert expected in read_until(person, expected)
        if answer is not None:
            os.write(person, f"{answer}\n".encode())
    read_until(person, "`make test`.")
    assert command.wait(timeout=60) == 0
    os.close(person)
    assert row_of(root, "claims", "parameter-note-deepseek-v3-model-671-billion")["start"] == str(NOTE.read_text(encoding="utf-8").rindex("Size was"))


def read_until(person, expected):
    """Read what the terminal shows until it holds the words, and until it waits."""
    shown, end = "", time.monotonic() + 60
    while expected not in shown and time.monotonic() < end:
        if select.select([person], [], [], 1)[0]:
            try:
                shown += os.read(person, 4096).decode(errors="replace").replace("\r\n", "\n")
            except OSError:
                break
    return shown


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("5.6 million", "USD", "5600000"),
        ("$5.6 million", "USD", "5600000"),
        ("5.6 million dollars", "USD", "5600000"),
        ("$1.2tn", "USD", "1200000000000"),
        ("¥100 bn", "CNY", "100000000000"),
        ("17.1 %", "percent", "17.1"),
        ("−3 percentage points", "percentage-points", "-3"),
        ("128K", "tokens", "128000"),
        ("1,400", "chips", "1400"),
        ("560 kW", "watts", "560000"),
        ("3.2 TB/s", "bytes/s", "3200000000000"),
        ("671B", "parameters", "671000000000"),
        ("11 times", "ratio", "11"),
        ("0.14", "USD/1M-tokens", "0.14"),
    ],
)
def test_a_value_is_read_as_people_write_it(text, unit, value):
    assert amount(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [("¥5", "USD"), ("5 %", "percentage-points"), ("1,5 million", "USD"), ("many", "users"), ("5 to 6", "USD"), ("3 months", "years")],
)
def test_a_value_that_could_mean_something_else_is_refused(text, unit):
    with pytest.raises(LedgerError, match=re.escape(text)):
        amount(text, unit)


def test_a_passage_is_found_over_a_line_break_and_told_from_its_twin():
    text = "It rose.\nIt  fell. Then it rose.\nIt fell."
    assert passages.find(text, "It fell. Then") == (9, 23)
    assert passages.find(text, "It fell.", after="Then") == (33, 41)
    with pytest.raises(LedgerError, match="2 times .at characters 9, 33."):
        passages.find(text, "It fell.")


def test_files_take_their_places_together_or_not_at_all(tmp_path, monkeypatch):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(b"old")
    second.write_bytes(b"old")
    read = {first: b"old", second: b"old"}
    monkeypatch.setattr(writing, "ROOT", tmp_path)
    with pytest.raises(LedgerError, match="second.csv was changed"):
        writing.write({first: b"new", second: b"new"}, read | {second: b"older"})
    with pytest.raises(FileNotFoundError):
        writing.write({first: b"new", tmp_path / "nowhere" / "third.csv": b"new"}, read)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"first.csv": b"old", "second.csv": b"old"}
    writing.write({first: b"new", second: b"new"}, read)
    assert first.read_bytes() == second.read_bytes() == b"new"
