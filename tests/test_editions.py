"""An edition runs every chapter, holds nothing that it may not know, and says what it lacks."""

import json
import re

import nbformat
import pytest

from ledger import load
from press import BUILD
from press.contents import notebooks
from press.execute import execute
from press.withhold import withhold

DAYS = ["2025-01-31", "2025-06-30", "2025-12-31"]
ARTICLES = ["aicerts", "contender", "deepseekai", "milestones", "timesofisrael"]
EDITIONS = [{"as_of": day} for day in DAYS] + [{"exclude_sources": [source]} for source in ARTICLES]
EDITIONS += [{"as_of": "2025-09-15", "exclude_sources": ["aicerts", "contender"]}]
NAMED = ["-".join([edition.get("as_of", "without"), *edition.get("exclude_sources", [])]) for edition in EDITIONS]


def words(notebook):
    """Everything that a reader of the notebook sees, except code."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])
        for output in cell.get("outputs", []):
            yield "".join(output.get("text", ""))
            for kind, content in output.get("data", {}).items():
                yield "".join(content) if kind.startswith("text/") else ""


def out_of_bounds(book):
    """Ids of rows and works that are recorded and that the edition may not name."""
    ids = set()
    for table, column in {"claims": "claim", "evidence": "evidence", "derived": "derived"}.items():
        ids |= set(book.recorded[table][column]) - set(book.tables[table][column])
    cited = [{key for table in tables.values() if "citation" in table for key in table["citation"].dropna()} for tables in (book.recorded, book.tables)]
    return ids | (cited[0] - cited[1])


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMED)
def test_every_chapter_runs_and_names_no_row_or_work_that_the_edition_lacks(edition):
    stored = execute(parameters=edition)
    assert {path.name for path in stored} == {path.name for path in notebooks()} and stored[0].is_relative_to(BUILD / "editions")
    book = load(**edition)
    forbidden = out_of_bounds(book)
    assert forbidden
    for path in stored:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        told = set(re.findall(r"[a-z0-9][a-z0-9-]*[a-z0-9]", "\n".join(words(notebook))))
        assert told & forbidden == set(), path.name
        assert book.edition in "".join(notebook["cells"][0]["source"])
        assert "What this edition can no longer judge" in "\n".join(words(notebook)) or path.stem == "intro"


def cut(text, **edition):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
    return withhold(notebook, load(**edition)).cells[1].source


def test_what_reads_a_chart_that_is_not_drawn_goes_up_to_the_next_heading():
    gap = nbformat.v4.new_output("display_data", data={"text/html": '<p class="edition-gap">Not drawn</p>'})
    drawn = nbformat.v4.new_code_cell("charts.draw()", outputs=[gap])
    read = nbformat.v4.new_markdown_cell("Move the slider.\n\nThen look.\n\n## Next\n\nMore.")
    notebook = withhold(nbformat.v4.new_notebook(cells=[drawn, read]), load(**JUNE))
    note = "*Left out of this edition: it reads a chart that this edition cannot draw.*"
    assert notebook.cells[2].source == f"{note}\n\n\n## Next\n\nMore."


JUNE = {"as_of": "2025-06-30"}
LATER = "*Left out of this edition: it rests on what this edition may not use.*"
TELLS = "*Left out of this edition: it tells of what came later.*"


@pytest.mark.parametrize(
    ("text", "edition", "kept"),
    [
        ("Nvidia [fell](derived:nvidia-change-2025-01-27).", JUNE, None),
        ("R1 cost [294,000 dollars](evidence:deepseek-r1-cost-nature).", JUNE, LATER),
        ("It began in December 2025.", JUNE, TELLS),
        ("Nothing came out in 2026.", JUNE, TELLS),
        ("Kimi K2 Thinking is large.", JUNE, TELLS),
        ("Kimi K2 Thinking is large.", {"as_of": "2025-12-31"}, None),
        ("An index in May 2025.", JUNE, None),
        ("It costs [5.6 million dollars](claim:aicerts-r1-training-cost).", {"exclude_sources": ["aicerts"]}, LATER),
        ("It costs [5.6 million dollars](claim:aicerts-r1-training-cost) in 2027.", {"exclude_sources": ["contender"]}, None),
        ("- One.\n- In 2026.\n- In 2027.\n- Two.", JUNE, f"- One.\n- {TELLS}\n- Two."),
        ("One.\n\nIn 2026.\n\nIn 2027.\n\nTwo.", JUNE, f"One.\n\n{TELLS}\n\n\nTwo."),
        ("- In 2026.\n\nA passage.", JUNE, f"- {TELLS}\n\nA passage."),
        ("1. In 2026.\n2. Two.", JUNE, f"1. {TELLS}\n2. Two."),
        ("It began on 2025-12-05.", JUNE, TELLS),
        ("It began in Dec 2025, or Q4 2025.", JUNE, TELLS),
        ("It began in December\n2025.", JUNE, TELLS),
        ("The last in October.", JUNE, TELLS),
        ("It may come in May.", JUNE, None),
        ("The models of gpt-oss are small.", JUNE, TELLS),
        ("Kimi-K2-Thinking is large.", JUNE, TELLS),
        ("China plans to lead by [2030](claim:timesofisrael-national-plan-2030).", JUNE, None),
        ("China plans for [2030](claim:timesofisrael-national-plan-2030) and began in 2029.", JUNE, TELLS),
        ("Work: {cite}`nature2025r1`, {cite}`ibd2025implosion`.", JUNE, "Work: (a later work), {cite}`ibd2025implosion`."),
    ],
)
def test_a_passage_goes_when_it_rests_on_what_the_edition_lacks(text, edition, kept):
    assert cut(text, **edition) == (text if kept is None else kept)
