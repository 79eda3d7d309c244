"""Lives: which households the demonstration follows, where, by whom, and on which day each scene is played."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, cycle
from random import Random

from workflows.samples.offers import Offer
from workflows.samples.scenes import Plot, Turn, plots
from workflows.samples.threads import Life, Thread

NEEDS = ("answered", "refused", "unanswered", "taken_back", "full", "waiting", "under_way", "exceptions")
"""The files of the playbook that tell what happens to needs."""
CASES = 292
"""With the eight handwritten scripts, three hundred."""
WEIGHTS = {
    "Monza": 22, "Lecco": 18, "Desio": 14, "Seregno": 12, "Vimercate": 12, "Merate": 9, "Carate Brianza": 9,
    "Bellano": 5,
}  # fmt: skip
"""How many households each ambito has, by its people."""
BLOCKED = {"Carate Brianza": 22, "Vimercate": 14}
"""The ambiti whose protocol ended or was suspended lately: since when nothing new is sent there, in working days."""
KINDS = {
    "housing_search": 24, "job_search": 16, "language_course": 14, "legal_support": 9, "material_aid": 7,
    "training": 6, "school_support": 6, "health_support": 6, "community_life": 6, "financial_education": 5,
    "mediation": 4, "parenting": 4, "registry_office": 4, "psychological_support": 3, "microcredit": 2, "cohousing": 2,
    "family_hosting": 2,
}  # fmt: skip
EXCEPTED = "Carate Brianza"
"""The ambito whose protocol ended: what leaves there now needs an exception."""
BRIDGES = ("Lecco", "Monza", "Desio")
"""The ambiti with a bridge house, in turn."""
OPENING = (1, 4)
MONTH = (17, 24)
SKIPPED = 0.2
"""The share of monthly contacts that nobody makes."""


def lives(rng: Random, offers: Sequence[Offer], today: int) -> list[Life]:
    """All the lives; `today` is the number of the last day."""
    threads = [_laid(rng, plot, today) for plot in plots(*NEEDS) for _ in range(plot.number)]
    rng.shuffle(threads)
    alone = [each for each in threads if each.category or any(turn.on == "case" for turn in each.plot.turns)]
    others = [each for each in threads if each not in alone]
    begun = [_begun(rng, plot, today) for plot in plots("beginnings") for _ in range(plot.number)]
    main = CASES - len(begun) - len(alone)
    found = [Life(0, [thread]) for thread in (*others[:main], *alone)]
    for thread in others[main:]:
        found[rng.randrange(main)].threads.append(thread)
    bridges = cycle(BRIDGES)
    for life in sorted(found, key=lambda each: each.threads[0].plot.name):
        life.district = next(bridges) if life.threads[0].category else ""
        _settle(rng, life, offers, today)
    closed = _end(rng, found, today)
    for life in found:
        life.acts.extend(_contacts(rng, life, closed.get(id(life), today + 1)))
    for number, life in enumerate((*found, *begun), 1):
        life.number = number
    return [*found, *begun]


def _laid(rng: Random, plot: Plot, today: int) -> Thread:
    """A plot laid on the days backwards from today; the need is opened just before its first turn."""
    gaps = [rng.randint(*turn.days) for turn in plot.turns]
    length, ago = sum(gaps), rng.randint(*plot.ago)
    start = max(today - ago - length, OPENING[1])
    days = [start]
    for gap in gaps:
        days.append(min(days[-1] + gap, today))
    return Thread(plot, tuple(days), plot.kind)


def _begun(rng: Random, plot: Plot, today: int) -> Life:
    thread = _laid(rng, plot, today)
    life = Life(0, [], list(zip(thread.days[1:], plot.turns, strict=True)), first=thread.days[0], charged=False)
    life.district = rng.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
    return life


def _settle(rng: Random, life: Life, offers: Sequence[Offer], today: int) -> None:
    """Find the ambito and the kinds of service that suit all of its needs, and when its case began."""
    life.first = max(min(thread.first for thread in life.threads) - rng.randint(*OPENING), 0)
    sent = max(_sent(thread) for thread in life.threads)
    places = [each for each in WEIGHTS if sent <= today - BLOCKED.get(each, -1)]
    if any(thread.excepted for thread in life.threads):
        places = [EXCEPTED]
    life.district = life.district or rng.choices(places, [WEIGHTS[each] for each in places])[0]
    for thread in life.threads:
        taken = {each.category for each in life.threads}
        kinds = [
            each
            for each in KINDS
            if each not in taken and _doors(offers, life.district, each, thread.excepted) > thread.asks_again
        ]
        thread.category = thread.category or rng.choices(kinds, [KINDS[each] for each in kinds])[0]


def _sent(thread: Thread) -> int:
    """The last day on which something leaves, so that a protocol must be in force."""
    moves = [(day, turn) for day, turn in zip(thread.days[1:], thread.plot.turns, strict=True) if turn.on != "need"]
    return max((day for day, turn in moves if turn.move in ("refer", "next", "reopen")), default=0)


def _doors(offers: Sequence[Offer], district: str, kind: str, own: bool) -> int:
    """How many services of the kind work there; `own`: those of houses of that ambito alone."""
    there = [each.districts[:1] if own else each.districts for each in offers if each.category == kind]
    return sum(district in each for each in there)


def _contacts(rng: Random, life: Life, until: int) -> Iterable[tuple[int, Turn]]:
    """A word with the household about once a month."""
    day = life.first + rng.randint(*MONTH)
    while day < until:
        if rng.random() > SKIPPED:
            how = rng.choice(("reached_phone", "reached_in_person", "reached_message"))
            yield day, Turn((0, 0), "owner", "case", "record_contact", {"contact": how, "note": "@monthly"})
        day += rng.randint(*MONTH)


def _is_over(life: Life) -> bool:
    return all(thread.plot.over for thread in life.threads)


def _end(rng: Random, found: Sequence[Life], today: int) -> dict[int, int]:
    """Close what is over, and let the rest take the turnings of cases; gives the day on which each case is closed."""
    closed: dict[int, int] = {}
    over = [life for life in found if _is_over(life) and life.last + 13 <= today]
    for plot, life in zip((each for each in plots("endings") for _ in range(each.number)), over, strict=False):
        thread = _onwards(rng, plot, life.last)
        life.acts.extend(_played(thread, today))
        closed[id(life)] = thread.days[1]
    turnings = plots("turnings")
    running = [life for life in found if not _is_over(life)]
    chosen = rng.sample(running, min(sum(each.number for each in turnings), len(running)))
    for plot, life in zip((each for each in turnings for _ in range(each.number)), chosen, strict=False):
        thread = _laid(rng, plot, today)
        if thread.first > life.first + 1:
            life.acts.extend(_played(thread, today))
    return closed


def _onwards(rng: Random, plot: Plot, day: int) -> Thread:
    """A plot laid on the days forwards from a day."""
    return Thread(plot, tuple(accumulate((rng.randint(*turn.days) for turn in plot.turns), initial=day)))


def _played(thread: Thread, today: int) -> list[tuple[int, Turn]]:
    return [(day, turn) for day, turn in zip(thread.days[1:], thread.plot.turns, strict=True) if day <= today]
