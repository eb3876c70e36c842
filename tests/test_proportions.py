"""Intervals of shares agree with values worked out by hand and with the published example."""

import pytest

from ledger.methods.proportions import newcombe, wilson


def test_wilson_by_hand():
    share, questions, z = 15 / 26, 26, 1.959964
    middle = (share + z**2 / (2 * questions)) / (1 + z**2 / questions)
    half = z / (1 + z**2 / questions) * (share * (1 - share) / questions + z**2 / (4 * questions**2)) ** 0.5
    assert wilson(15, 26) == pytest.approx((middle - half, middle + half), abs=1e-7)
    assert wilson(15, 26) == pytest.approx((0.389, 0.745), abs=0.0005)


def test_newcombe_gives_the_first_example_of_the_paper():
    assert newcombe((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=0.00005)


@pytest.mark.parametrize("questions", [1, 5, 26, 500])
def test_no_right_answer_and_all_right_stay_inside_and_mirror_each_other(questions):
    none, every = wilson(0, questions), wilson(questions, questions)
    assert none[0] == pytest.approx(0) and every[1] == pytest.approx(1)
    assert none[1] == pytest.approx(1 - every[0])


def test_the_order_of_two_shares_only_turns_the_sign():
    low, high = newcombe((15, 26), (12, 26))
    assert newcombe((12, 26), (15, 26)) == pytest.approx((-high, -low))


def test_more_right_answers_than_questions_are_refused():
    with pytest.raises(ValueError):
        wilson(27, 26)
