"""A pathway compiled to the table that the engine executes: one step per stage and move."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from governance.roles import Grant
from workflows.amounts import Amount
from workflows.vocabulary import BENEFICIARY

K = TypeVar("K")
V = TypeVar("V")


class Table(dict[K, V]):
    """A dict that is filled once, when it is made."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a pathway's table never changes")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def __reduce__(self) -> tuple[type["Table[K, V]"], tuple[dict[K, V]]]:
        return Table, (dict(self),)


@dataclass(frozen=True, slots=True)
class Label:
    """Words for people, in Italian and perhaps in English."""

    it: str
    en: str | None = None

    def __str__(self) -> str:
        return self.it

    def text(self, lang: str) -> str:
        """The words in `lang`; Italian where nobody wrote them in English."""
        return self.en if lang == "en" and self.en else self.it


@dataclass(frozen=True, slots=True)
class Step:
    """One move as one stage offers it."""

    move: str
    label: Label
    from_stage: str
    to_stage: str
    stays: bool
    by: tuple[Grant, ...]
    by_system: bool
    by_beneficiary: bool
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    may_ask: tuple[str, ...]
    does: tuple[str, ...]
    tells: tuple[str, ...]
    issues: tuple[str, ...]
    carries: tuple[tuple[str, str], ...]
    restarts: tuple[str, ...]
    at_once: bool
    at_most: int | None
    within: Amount | None
    not_by_maker_of: tuple[str, ...]
    reopens: bool
    makers: frozenset[str] = frozenset()

    def is_by(self, maker: str) -> bool:
        """May `worker@sender`, `beneficiary` or `system`, as written, make this step?"""
        return maker in self.makers


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a dossier may stand, whom it waits for there and who may change its facts."""

    name: str
    label: Label
    waits_for: tuple[str, ...]
    edits: tuple[Grant, ...]
    final: bool
    rests: bool

    @property
    def open(self) -> bool:
        """Is something owed here?"""
        return not (self.final or self.rests)

    @property
    def waits_for_grants(self) -> tuple[Grant, ...]:
        """Whom it waits for, the beneficiary left out."""
        return tuple(Grant.parse(text) for text in self.waits_for if text != BENEFICIARY)


class Mode(StrEnum):
    """How the instant of a timer is counted."""

    AFTER = "after"
    BEFORE = "before"
    EVERY = "every"
    DATE_ONLY = "date_only"


@dataclass(frozen=True, slots=True)
class Timer:
    """A clock that stands beside some stages, what it tells and the move it may make."""

    name: str
    label: Label
    stages: frozenset[str]
    paused_in: frozenset[str]
    mode: Mode
    amounts: Mapping[str | None, tuple[Amount, ...]]
    anchor: str | None
    parent_date: bool
    term: str | None
    tells: tuple[str, ...]
    makes: str | None
    answers: Mapping[str, str]

    def amounts_for(self, grade: str | None) -> tuple[Amount, ...]:
        """The amounts of a grade, or those of every grade; none for a bare date. KeyError: unknown grade."""
        return self.amounts[grade] if grade in self.amounts else self.amounts[None]


@dataclass(frozen=True, slots=True)
class Pathway:
    """How a kind of dossier may move: immutable, known by name, version and digest.

    `offered` holds every step of a stage in the order written, `at_once` those the system tries by itself,
    `clocks` the timers that run, or stand still, there; `new` stands among the stages of `offered` only.
    """

    name: str
    version: int
    governs: str
    kinds: tuple[str, ...]
    label: Label
    graded_by: tuple[str, tuple[str, ...]] | None
    dates: tuple[str, ...]
    stages: Mapping[str, Stage]
    timers: Mapping[str, Timer]
    steps: Mapping[tuple[str, str], Step]
    offered: Mapping[str, tuple[Step, ...]]
    at_once: Mapping[str, tuple[Step, ...]]
    clocks: Mapping[str, tuple[Timer, ...]]
    digest: str
    extends: tuple[str, int] | None
    source: str

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades of the fact that times this pathway; empty where none does."""
        return self.graded_by[1] if self.graded_by else ()
