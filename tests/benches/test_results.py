"""The benches' table and exit code."""

import pytest

from benches.__main__ import main, report
from benches.results import Result, times_faster

FAST = Result("a step against a trigger", 12.0, 10.0)
SLOW = Result("a list at a million", 2.5, 2.0, at_most=True)


@pytest.mark.parametrize(
    ("measured", "at_most", "ok"), [(2.0, False, True), (1.9, False, False), (2.0, True, True), (2.1, True, False)]
)
def test_a_goal_is_a_floor_or_a_ceiling(measured: float, at_most: bool, ok: bool) -> None:
    assert Result("any", measured, 2.0, at_most=at_most).ok is ok


def test_all_goals_reached_exits_0() -> None:
    assert report([FAST]) == 0


def test_one_goal_missed_is_printed_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([SLOW, FAST]) == 1
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert first.split()[-5:] == ["2.5", "<=", "2", "x", "NOT"]
    assert second.split()[-5:] == ["12", ">=", "10", "x", "ok"]


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing-of-the-kind"]) == 2
    assert "nothing-of-the-kind" in capsys.readouterr().err


def test_more_work_takes_more_time() -> None:
    assert times_faster(lambda: sum(range(10_000)), lambda: sum(range(1_000_000))) > 10
