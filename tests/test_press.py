"""The press does as its commands say, and stops cleanly: in a copy of the repository, by its command line."""

import errno
import functools
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import gettempdir

import nbformat
import pytest

from press import __main__ as press_command
from press import execute as press_execute
from tests.tables import change, rewrite


def add_chapter(root, name, *cells):
    """Put a notebook with these code cells into the copy and into its _toc.yml."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    (root / "book" / f"{name}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    toc = root / "_toc.yml"
    toc.write_text(toc.read_text(encoding="utf-8") + f"      - file: book/{name}\n", encoding="utf-8")


def test_two_runs_store_the_same_bytes(repository):
    root, run_module = repository
    stored = root / "book" / "market-shock.ipynb"
    before = stored.read_bytes()
    assert run_module("press", "execute", "market-shock").returncode == 0
    assert stored.read_bytes() == before


def set_cell(table, key, column, value):
    """Set one cell of a table, the row found by its key."""
    (row,) = [row for row in table if key.items() <= row.items()]
    row[column] = value


def test_changed_data_fail_their_chapter_until_it_is_run_again(repository):
    root, run_module = repository
    nvidia = {"ticker": "NVDA", "date": "2025-01-27"}
    rewrite(root / "data" / "closes.csv", lambda table: set_cell(table, nvidia, "close", "118.43"))
    nbval = ("pytest", "book/market-shock.ipynb", "-p", "no:cacheprovider")
    stale = run_module(*nbval)
    assert stale.returncode == 1 and "book/market-shock.ipynb::Cell" in stale.stdout
    assert run_module("press", "execute", "market-shock").returncode == 0
    assert run_module(*nbval).returncode == 0


@pytest.mark.parametrize(
    ("table", "row", "old", "new", "page"),
    [
        ("evidence.csv", "deepseek-v3-table-1-cost", "5576000", "5676000", "capital.ipynb, cell 7, line 1: [5.576 million dollars]"),
        ("claims.csv", "contender-guidance-fund-yuan", "1000000000000", "2000000000000", "capital.ipynb, cell 44, line 1: [1 trillion yuan]"),
    ],
)
def test_a_value_changed_by_one_digit_stops_the_build_at_its_place_and_is_mended(repository, table, row, old, new, page):
    root, run_module = repository
    change(root / "data" / table, row, value_low=new, value_high=new)
    run = run_module("press", "build")
    assert run.returncode == 1 and f"error: book/{page}" in run.stderr, run.stderr
    mended = run_module("press", "numbers")
    assert mended.returncode == 0 and f"book/{page.split(':')[0]}" in mended.stdout, mended.stdout
    assert "another value" not in run_module("press", "check").stderr
    assert "No number is stale." in run_module("press", "numbers").stdout


def test_a_failing_cell_stops_with_its_place_and_keeps_the_good_outputs(repository):
    root, run_module = repository
    add_chapter(root, "broken", "1 + 1", "1 / 0")
    good = (root / "book" / "intro.ipynb").read_bytes()
    run = run_module("press", "execute", "intro", "broken")
    assert run.returncode == 1
    assert "book/broken.ipynb, cell 2: ZeroDivisionError" in run.stderr and "1 / 0" in run.stderr
    assert (root / "book" / "intro.ipynb").read_bytes() == good


def test_a_warning_stops_the_run(repository):
    root, run_module = repository
    add_chapter(root, "loud", "import warnings", "warnings.warn('old')")
    run = run_module("press", "execute", "loud")
    assert run.returncode == 1 and "book/loud.ipynb, cell 2 printed a warning" in run.stderr


def test_an_edition_leaves_the_chapters_alone(repository):
    root, run_module = repository
    before = (root / "book" / "intro.ipynb").read_bytes()
    run = run_module("press", "execute", "intro", "--as-of", "2025-12-31", "--exclude-source", "aicerts")
    assert run.returncode == 0, run.stderr
    edition = (root / "_build" / "editions" / "2025-12-31-without-aicerts" / "intro.ipynb").read_text(encoding="utf-8")
    assert '"as_of = \\"2025-12-31\\"\\n"' in edition or 'as_of = \\"2025-12-31\\"' in edition
    assert (root / "book" / "intro.ipynb").read_bytes() == before


def test_bad_words_get_one_clear_line(repository):
    root, run_module = repository
    for words, told in {
        ("execute", "--as-of", "yesterday"): "as_of='yesterday' is not a date",
        ("execute", "--exclude-source", "nobody"): "the articles are aicerts",
        ("execute", "weather"): "no chapter 'weather' in _toc.yml",
    }.items():
        run = run_module("press", *words)
        assert run.returncode == 1 and told in run.stderr and len(run.stderr.splitlines()) <= 2


def test_a_notebook_outside_the_toc_is_named(repository):
    root, run_module = repository
    (root / "book" / "stray.ipynb").write_text("{}", encoding="utf-8")
    run = run_module("press", "execute")
    assert run.returncode == 1 and "book/stray.ipynb is not in _toc.yml" in run.stderr


def test_a_toc_entry_without_a_file_is_named(repository):
    root, run_module = repository
    (root / "book" / "status.md").unlink()
    run = run_module("press", "render")
    assert run.returncode == 1 and "_toc.yml names book/status" in run.stderr


def test_a_broken_toc_or_notebook_or_kernel_is_named(repository):
    root, run_module = repository
    add_chapter(root, "dying", "import os; os._exit(1)")
    run = run_module("press", "execute", "dying")
    assert run.returncode == 1 and "book/dying.ipynb, DeadKernelError" in run.stderr
    (root / "book" / "dying.ipynb").write_text("not a notebook", encoding="utf-8")
    run = run_module("press", "execute", "dying")
    assert run.returncode == 1 and "book/dying.ipynb, " in run.stderr
    check = run_module("press", "check")
    assert check.returncode == 1 and check.stderr.startswith("error: book/dying.ipynb is not a notebook")
    (root / "_toc.yml").write_text("root: [", encoding="utf-8")
    run = run_module("press", "execute")
    assert run.returncode == 1 and "error: _toc.yml, line" in run.stderr and len(run.stderr.splitlines()) <= 2


def test_a_broken_table_stops_the_build_with_its_place(repository):
    root, run_module = repository
    claims = root / "data" / "claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",aicerts,", ",nobody,", 1), encoding="utf-8")
    assert run_module("press", "seal").returncode == 0
    run = run_module("press", "build")
    assert run.returncode == 1 and "error: data/claims.csv" in run.stderr and "nobody" in run.stderr
    assert not (root / "_build" / "html").exists()


def test_an_unknown_claim_and_a_bare_number_in_prose_stop_the_build(repository):
    root, run_module = repository
    page = root / "book" / "how-to-read.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA [number](claim:no-such-claim) here, and 42 there.\n", encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    run = run_module("press", "build")
    assert run.returncode == 1 and f"book/how-to-read.md, line {line}: [number](claim:no-such-claim): no such claim" in run.stderr
    assert f"book/how-to-read.md, line {line}: the number '42' has no row" in run.stderr
    assert not (root / "_build" / "html").exists()
    render = run_module("press", "render")
    assert render.returncode == 1 and "no-such-claim" in render.stderr


def test_an_interruption_leaves_the_good_outputs(repository):
    root, _ = repository
    add_chapter(root, "slow", "import time; time.sleep(120)")
    before = (root / "book" / "intro.ipynb").read_bytes()
    # A shell that runs the tests in the background has Ctrl-C switched off for its children.
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [sys.executable, "-m", "press", "execute", "intro", "slow"]
    run = subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heed)
    while not list((root / "_build").glob("executing-*/kernels.log")):
        assert run.poll() is None
        time.sleep(0.2)
    time.sleep(3)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130 and "interrupted" in told
    assert (root / "book" / "intro.ipynb").read_bytes() == before
    assert list((root / "_build").glob("executing-*")) == []


def test_a_full_disk_is_named_and_nothing_is_half_written(monkeypatch, capsys):
    def full(path, *words, **options):
        if path.suffix == ".new" and path.stem == "chips":
            raise OSError(errno.ENOSPC, "No space left on device", "book/chips.new")
        return write(path, *words, **options)

    write = Path.write_text
    monkeypatch.setattr(press_execute.Path, "write_text", full)
    monkeypatch.setattr(press_execute, "_run_all", lambda chapters, work, *_: [nbformat.write(nbformat.v4.new_notebook(), work / c.name) for c in chapters])
    before = {path: path.read_bytes() for path in press_execute.notebooks()}
    assert press_command.main(["execute"]) == 1
    assert "no space left on the disk while writing book/chips.new" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before
    assert [path for path in next(iter(before)).parent.glob("*.new")] == []


def test_stored_chapters_carry_nothing_of_the_machine():
    for path in press_execute.notebooks():
        text = path.read_text(encoding="utf-8")
        metadata = json.loads(text)["metadata"]
        assert set(metadata) == {"kernelspec", "language_info"} and "version" not in metadata["language_info"]
        assert '"start_time"' not in text and gettempdir() not in text and "ipykernel_" not in text
