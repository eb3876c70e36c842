"""Claims and evidence become intervals on one line: the right rows, the right ends."""

from ledger import load
from ledger.display.number_line import number_line
from ledger.display.stated import stated

IDS = ["deepseekai-market-loss", "sp500-tech-loss-ibd", "contender-market-value-loss", "ft-r2-delayed"]


def ends(rows, domain):
    chart = number_line(rows, "billion dollars", domain, 1e9).to_dict()
    drawn = next(iter(chart["datasets"].values()))
    return {row["id"]: (row["opens"], row["start"], row["end"], row["closes"]) for row in drawn}


def test_rows_come_in_the_order_asked_and_words_without_value_are_left_out():
    rows = stated(load(), IDS)
    assert list(rows["id"]) == IDS[:3]
    assert list(rows["kind"]) == ["claim", "evidence", "claim"]


def test_an_edition_without_the_rows_gives_an_empty_table():
    assert stated(load(exclude_sources=["deepseekai", "contender"]), [IDS[0], IDS[2]]).empty
    assert stated(load(), []).empty


def test_brackets_say_which_end_belongs_and_an_arrow_that_it_goes_on():
    drawn = ends(stated(load(), IDS), [850, 1150])
    assert drawn["deepseekai-market-loss"] == ("[", 900, 1000, ")")
    assert drawn["contender-market-value-loss"] == ("(", 1000, 1150, "→")


def test_an_interval_that_leaves_the_axis_is_not_drawn_as_if_it_ended_there():
    assert ends(stated(load(), IDS[:1]), [950, 1150])["deepseekai-market-loss"] == ("←", 950, 1000, ")")


def test_a_loose_name_is_shown_as_it_is_read():
    assert stated(load(), ["aicerts-run-training-cost"])["subject"].item() == "DeepSeek-V3"
