"""Run chapters with papermill, each in its own kernel, and store what they print."""

import json
import os
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import active_children, get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from tqdm import tqdm

from ledger import load
from ledger.package import Ledger
from press import BUILD, ROOT, PressError
from press.contents import notebooks
from press.withhold import withhold

TIMES = BUILD / "execution.json"


def execute(names: list[str] = (), parameters: dict | None = None, jobs: int | None = None) -> list[Path]:
    """Run chapters and store their outputs; all of them succeed or nothing is stored.

    names: chapters to run (default: all). parameters: values for the cell tagged
    ``parameters``; with any, the results go to ``_build/editions/``, without the passages that the
    edition may not know, and the chapters keep their reference outputs. jobs: kernels at a time (default: one a core).

    Returns the files written. Raises PressError naming chapter, cell and traceback.
    """
    chapters = notebooks(names)
    parameters = parameters or {}
    folder = _edition_folder(parameters) if parameters else ROOT / "book"
    BUILD.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=BUILD, prefix="executing-") as work:
        seconds = _run_all(chapters, Path(work), parameters, jobs or os.cpu_count() or 1)
        book = load(**parameters) if parameters else None
        stored = _store([Path(work) / chapter.name for chapter in chapters], folder, book)
    if not parameters:
        _record_times(seconds)
    return stored


def clean(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Strip what differs between two runs or machines: times, durations, versions, paths."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
        }
    )
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
    return notebook


def _run_all(chapters, work, parameters, jobs) -> dict:
    seconds = {}
    pool = ProcessPoolExecutor(min(jobs, len(chapters)), get_context("spawn"), _quiet, (work / "kernels.log",))
    try:
        runs = [pool.submit(_run, chapter, work / chapter.name, parameters) for chapter in chapters]
        for run in tqdm(as_completed(runs), total=len(runs), desc="Running chapters", unit="chapter", file=sys.stderr, leave=False):
            chapter, failure, took = run.result()
            if failure:
                raise PressError(f"book/{chapter.name}, {failure}\nNothing was stored; the last good outputs are as they were.")
            seconds[chapter.stem] = round(took, 1)
    except BaseException:
        # A worker in the middle of a cell does not heed a polite end; its kernel ends with it.
        for worker in active_children():
            worker.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return seconds


def _quiet(log: Path) -> None:
    """Send what kernels say while starting and stopping to a file: it would cut through the progress bar."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)


def _run(source: Path, target: Path, parameters: dict) -> tuple[Path, str | None, float]:
    """Run one notebook in this worker process; return it, what failed (or None) and the seconds it took."""
    import papermill

    os.environ.update(PYTHONHASHSEED="0", IPYTHONDIR=str(BUILD / "ipython"), JUPYTER_PLATFORM_DIRS="1")
    began = time.monotonic()
    try:
        papermill.execute_notebook(source, target, parameters=parameters, kernel_name="python3", cwd=source.parent, progress_bar=False)
        failure = _warning(nbformat.read(target, as_version=4))
    except papermill.PapermillExecutionError as error:
        trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
        failure = f"cell {error.cell_index + 1}: {error.ename}: {error.evalue}\n{trace}"
    except OSError:
        raise
    except Exception as error:  # not a notebook, or a kernel that died: whatever it is, name the chapter
        failure = f"{type(error).__name__}: {error}"
    return source, failure, time.monotonic() - began


def _warning(notebook: nbformat.NotebookNode) -> str | None:
    """A warning names process ids and paths, so its text differs from run to run; readers need none."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                return f"cell {number} printed a warning; mend its cause:\n{output.text.strip()}"
    return None


def _store(results: list[Path], folder: Path, edition: Ledger | None) -> list[Path]:
    """Write every finished chapter beside its place first; only when all are whole do they take their places."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = [folder / result.name for result in results]
    try:
        for result, target in zip(results, targets):
            notebook = clean(nbformat.read(result, as_version=4))
            if edition:
                notebook = withhold(notebook, edition)
            _beside(target).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        for target in targets:
            os.replace(_beside(target), target)
    finally:
        for target in targets:
            _beside(target).unlink(missing_ok=True)
    return targets


def _beside(target: Path) -> Path:
    return target.with_suffix(".new")


def _edition_folder(parameters: dict) -> Path:
    words = [parameters.get("as_of") or "now", *(f"without-{source}" for source in parameters.get("exclude_sources", []))]
    return BUILD / "editions" / "-".join(words)


def _record_times(seconds: dict) -> None:
    known = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
    TIMES.write_text(json.dumps(known | seconds, indent=1, sort_keys=True), encoding="utf-8")
