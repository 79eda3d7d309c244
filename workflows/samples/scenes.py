"""The playbook: plots, scenes and words of the demonstration, kept as text and read into plain tuples.

A section begins with `[name]`. A plot's heading goes on with how many needs go so, how many working days ago its last
scene was played, `over` where the need is finished by it, and the kind of service where it matters. A scene is a
line, `days who move answer=value`, or `$name` for a run that many plots share. `days` are working days since the scene
before, one number or two (`1-3`). `who` is a post at the recipient (intake, worker, head), the owner of the case, a
manager of the network, an officer of the Ufficio di Piano, or the person (recorded by the owner). A move may name its
dossier first: `case:close`, `need:reopen`, `2:accept` (the second referral). A value `@update` is one of the stock of
sentences, `+20` a day to come, `today` the day of the scene.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "playbook"
_HEADING = re.compile(r"\[(?P<name>[^]]+)\] ?(?P<rest>.*)")
_PLOT = re.compile(r"(?P<number>\d+), (?P<from>\d+)-(?P<to>\d+) days ago(?P<over>, over)?(?:, (?P<kind>\w+))?")


@dataclass(frozen=True, slots=True)
class Turn:
    """One scene: how long after the one before, who does what to which dossier, with which answers."""

    days: tuple[int, int]
    who: str
    on: str
    move: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plot:
    """What happens to a need: how many needs go so, and how many working days ago the last scene was played.

    `over`: the need is finished by it, so that the case can be closed; `kind` is the kind of service it is about,
    where that matters.
    """

    name: str
    number: int
    ago: tuple[int, int]
    turns: tuple[Turn, ...]
    over: bool = False
    kind: str = ""


USUAL: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "record_update": {"note": "@update"},
    "request_info": {"reason": "@ask"},
    "provide_info": {"note": "@reply"},
    "waitlist": {"note": "@wait"},
    "confirm_waiting": {"note": "@wait"},
    "send_back": {"reason": "@back"},
    "dispute_outcome": {"reason": "@dispute"},
    "reopen": {"reason": "@again"},
    "mark_error": {"reason": "@mistake"},
    "record_outcome": {"outcome_on": "today"},
    "close_unmet": {"note": "@unmet"},
    "propose_decline": {"note": "@decline"},
})  # fmt: skip
"""What a move is answered where the plot does not say."""


def plots(*files: str) -> list[Plot]:
    """The plots of these files of the playbook, in their order."""
    return [_plot(name, rest, lines) for file in files for name, rest, lines in _sections(file)]


@cache
def words(name: str) -> Sequence[str]:
    """The stock of sentences of an occasion; KeyError where there is none."""
    return {name: lines for name, _rest, lines in _sections("words")}[name]


@cache
def names(stock: str) -> Sequence[str]:
    """The names of a stock; KeyError where there is none."""
    return " ".join({name: lines for name, _rest, lines in _sections("names")}[stock]).split()


@cache
def need_words(category: str) -> tuple[str, str]:
    """For a kind of service: the need in words, and what is asked."""
    need, request = {name: lines for name, _rest, lines in _sections("needs")}[category]
    return need, request


@cache
def _sections(file: str) -> Sequence[tuple[str, str, Sequence[str]]]:
    """Name, rest of the heading and lines of each section."""
    found: list[tuple[str, str, list[str]]] = []
    for line in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            found.append((heading["name"], heading["rest"], []))
        elif line.strip() and not line.startswith("#"):
            found[-1][2].append(line)
    return found


def _plot(name: str, rest: str, lines: Sequence[str]) -> Plot:
    said = _PLOT.fullmatch(rest)
    if said is None:
        raise ValueError(f"[{name}] {rest}")
    ago, turns = (int(said["from"]), int(said["to"])), tuple(map(_turn, _spelled_out(lines)))
    return Plot(name, int(said["number"]), ago, turns, bool(said["over"]), said["kind"] or "")


def _spelled_out(lines: Sequence[str]) -> Iterator[str]:
    shared = {name: lines for name, _rest, lines in _sections("shared")}
    for line in lines:
        yield from _spelled_out(shared[line]) if line in shared else (line,)


def _turn(line: str) -> Turn:
    days, who, named, *said = line.split()
    first, _, last = days.partition("-")
    on, _, move = named.rpartition(":")
    answers = dict(each.split("=", 1) for each in said)
    return Turn((int(first), int(last or first)), who, on or "1", move, {**USUAL.get(move, {}), **answers})
