"""What a bench hands back, and how it compares two ways of doing one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Result:
    """One figure against its goal: at least `wanted`, or at most where the bench says so."""

    name: str
    measured: float
    wanted: float
    unit: str = "x"
    at_most: bool = False

    @property
    def ok(self) -> bool:
        """Is the goal reached?"""
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def times_faster(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> float:
    """The median, over rounds that time both in alternating order, of their time divided by ours."""
    ratios = []
    for number in range(rounds):
        if number % 2:
            mine, other = seconds(ours), seconds(theirs)
        else:
            other, mine = seconds(theirs), seconds(ours)
        ratios.append(other / mine)
    return median(ratios)
