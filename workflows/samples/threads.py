"""Threads and lives: one need with its plot laid on days, one household with all of its threads."""

from dataclasses import dataclass, field

from workflows.samples.offers import Offer
from workflows.samples.scenes import Plot, Turn

ASKING = frozenset(("refer", "draft"))


@dataclass(slots=True)
class Thread:
    """One need: its plot, its kind of service, the days of its turns; then its dossiers, as they come."""

    plot: Plot
    days: tuple[int, ...]
    category: str = ""
    need_id: int = 0
    referrals: list[int] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    @classmethod
    def none(cls) -> "Thread":
        """Stands for no need at all, where a turn is about the case."""
        return cls(Plot("", 0, (0, 0), ()), (0,))

    @property
    def first(self) -> int:
        """The day on which the need is opened."""
        return self.days[0]

    @property
    def excepted(self) -> bool:
        """Whether it leaves without a protocol, and so to a house of the very ambito whose protocol ended."""
        return any(turn.move == "ask_exception" for turn in self.plot.turns)

    @property
    def asks_again(self) -> bool:
        """Whether more than one service is asked."""
        return sum(turn.move in ASKING or "target_service" in turn.answers for turn in self.plot.turns) > 1


@dataclass(slots=True)
class Life:
    """One household: its number, its ambito, its threads, and what is done in its case on which day."""

    number: int
    threads: list[Thread]
    acts: list[tuple[int, Turn]] = field(default_factory=list)
    district: str = ""
    first: int = 0
    charged: bool = True
    house: str = ""
    case_id: int = 0
    owner_id: int = 0
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The day of the last scene of its needs."""
        return max((thread.days[-1] for thread in self.threads), default=self.first)
