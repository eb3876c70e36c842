"""`python -m press <verb>`: the commands behind the Makefile."""

import argparse
import errno
import sys

from ledger import LedgerError
from press import HTML, ROOT, PressError
from press.add.fields import FACTS, JUDGEMENT

_SHOWN = 20


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; return the exit code. Errors are one or two lines that name the place and the mend."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except (PressError, LedgerError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"error: no space left on the disk while writing {error.filename}; free some and run again. "
              "The last good outputs are as they were.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; the last good outputs are as they were.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m press", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="verb")
    check = verbs.add_parser("check", help="validate the data package, the claims' places and the numbers in prose")
    check.set_defaults(run=_check)
    seal = verbs.add_parser("seal", help="write the tables' hashes into datapackage.json after a meant change")
    seal.set_defaults(run=_seal)
    usage = "python -m press add [--answers FILE] [--field TEXT ...]"
    add = verbs.add_parser("add", usage=usage, help="add a claim: asks for its fields, or takes them as flags")
    add.add_argument("--answers", help="answers of an earlier attempt, such as _build/claim.json")
    for field in FACTS + JUDGEMENT:
        add.add_argument(f"--{field.name}", help=field.question.replace("%", "%%"), nargs="+" if field.name in ("evidence", "context") else None)
    add.set_defaults(run=_add)
    numbers = verbs.add_parser("numbers", help="write the rows' present values into stale number links")
    numbers.set_defaults(run=_numbers)
    execute = verbs.add_parser("execute", help="run chapters with papermill and store their outputs")
    execute.add_argument("chapters", nargs="*", help="names such as chips (default: all)")
    execute.add_argument("--as-of", help="ISO date: use only what was known by then")
    execute.add_argument("--exclude-source", action="append", default=[], help="leave an article out (repeatable)")
    execute.add_argument("--jobs", type=_positive, help="kernels at a time")
    execute.set_defaults(run=_execute)
    build = verbs.add_parser("build", help="check, execute and render the whole book")
    build.set_defaults(run=_build)
    render = verbs.add_parser("render", help="render the stored outputs")
    render.set_defaults(run=_render)
    pdf = verbs.add_parser("pdf", help="render the stored outputs and print the whole book as one PDF")
    pdf.set_defaults(run=_pdf)
    epub = verbs.add_parser("epub", help="render the stored outputs and write the book as an EPUB")
    epub.set_defaults(run=_epub)
    zipped = verbs.add_parser("zip", help="render the book and write its pages into one zip file")
    zipped.set_defaults(run=_zip)
    publish = verbs.add_parser("publish", help="prepare a folder for a host and check it")
    publish.set_defaults(run=_publish)
    browser = verbs.add_parser("browser", help="find or fetch the Chromium that the tests drive")
    browser.set_defaults(run=_browser)
    audit = verbs.add_parser("audit", help="render, then measure every page in a browser and hold it to its bounds")
    audit.add_argument("pages", nargs="*", help="names such as rules or market-shock (default: all)")
    audit.set_defaults(run=_audit)
    serve = verbs.add_parser("serve", help="build, then serve with rebuild on change")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of kernels; write 1 or more")
    return int(text)


def _check(options) -> int:
    from ledger.locators import archive, verify
    from ledger.validation import validate
    from press.numbers import check

    problems = validate()
    folder = archive()
    if not problems and folder:
        problems = verify(folder)
    # A changed value is named with the places in the prose that state it, sealed or not.
    problems += check().faults
    for problem in problems[:_SHOWN]:
        print(f"error: {problem}", file=sys.stderr)
    if len(problems) > _SHOWN:
        print(f"error: and {len(problems) - _SHOWN} more", file=sys.stderr)
    if problems:
        return 1
    read = "and every locator found in the archived articles" if folder else "(no archived articles here: locators not read against them)"
    print(f"The data package is valid {read}; every number in the prose has its row.")
    return 0


def _seal(options) -> None:
    from ledger.validation import seal

    print(f"Sealed {seal()} tables in data/datapackage.json.")


def _add(options) -> None:
    from press.add.claim import add, answers

    flags = {field.name: vars(options)[field.name.replace("-", "_")] for field in FACTS + JUDGEMENT}
    flags = {name: told if isinstance(told, str) else " ".join(told) for name, told in flags.items() if told is not None}
    given = (answers(options.answers) if options.answers else {}) | flags
    add(given, asking=not flags and sys.stdin.isatty())


def _numbers(options) -> None:
    from press.numbers import mend

    changed = mend()
    print("\n".join(changed) or "No number is stale.")


def _execute(options) -> None:
    from ledger import load
    from press.execute import execute

    asked = {"as_of": options.as_of, "exclude_sources": options.exclude_source}
    load(**asked)
    stored = execute(options.chapters, {name: value for name, value in asked.items() if value}, options.jobs)
    print(f"Stored {len(stored)} chapters in {stored[0].parent.relative_to(ROOT)}/.")


def _build(options) -> int:
    from press.execute import execute

    failed = _check(options)
    if not failed:
        execute()
        _render(options)
    return failed


def _render(options) -> None:
    from press.render import render

    print(f"The book is at {render()}")


def _pdf(options) -> None:
    from press.forms.pdf import pdf
    from press.render import render

    render()
    print(f"The PDF is {pdf().relative_to(ROOT)}")


def _epub(options) -> None:
    from press.forms.epub import check, epub
    from press.render import render

    render()
    book = epub()
    found = "epubcheck finds no fault" if check(book) else "not checked, for epubcheck is not installed (Debian: apt-get install epubcheck)"
    print(f"The EPUB is {book.relative_to(ROOT)}; {found}.")


def _zip(options) -> None:
    from press.publish.archive import archive

    made = archive()
    print(f"The pages are in {made.relative_to(ROOT)} ({made.stat().st_size / 1e6:.1f} MB). Unpack it and open index.html.")


def _publish(options) -> None:
    from press.publish.publish import publish

    for word, told in publish():
        print(f"{word:20} {told}")


def _browser(options) -> None:
    from press.browser import find

    print(f"Pages are tested in {find().name}.")


def _audit(options) -> bool:
    from press.audit import audit

    _render(options)
    return audit(HTML, options.pages) > 0


def _serve(options) -> int:
    from press.serve import serve

    failed = _build(options)
    if not failed:
        serve(options.port)
    return failed


if __name__ == "__main__":
    sys.exit(main())
