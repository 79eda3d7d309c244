"""What a simulation showed, in figures and in words: by stage, and what one more person would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean, median
from typing import Any

from workflows.loads import BEGINNING, Load
from workflows.pathway import Pathway
from workflows.roles import every_maker
from workflows.simulating import Course, Visit
from workflows.wording import grant_words

DAY = 86_400
WEEK = 7


@dataclass(frozen=True, slots=True)
class StageFigures:
    """One stage: how many came by, how many stood there (on average, at most, week by week), how long they waited
    in days (median, and the longest of nine in ten), and the share that left before the first instant owed."""

    stage: str
    visits: int
    mean_load: float
    peak_load: int
    weekly_load: tuple[float, ...]
    median_days: float | None
    ninth_days: float | None
    in_time: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One simulation in figures; `told` how often each timer told."""

    stages: tuple[StageFigures, ...]
    told: Mapping[str, int]
    in_time: float | None


def figures(pathway: Pathway, course: Course, ends_at: datetime) -> Figures:
    """The figures of a course; a visit still open at the end counts as late if its instant has passed."""
    found = tuple(_of_stage(name, course, ends_at) for name in pathway.stages if _visits(course, name))
    return Figures(found, dict(sorted(course.told.items())), _share(course.visits, ends_at))


def helped(pathway: Pathway, course: Course) -> str:
    """Whom a second person would help: the intake, else whoever most dossiers wait for."""
    makers = every_maker(pathway)
    intake = next((each for each in makers if each.startswith("intake@")), "")
    waits = {name: sum(_days(visit) or 0 for visit in _visits(course, name)) for name in pathway.stages}
    longest = max(waits, key=lambda name: waits[name], default="")
    waited = pathway.stages[longest].waits_for if longest else ()
    return intake or next(iter(waited), makers[0])


def as_data(found: Figures, more: Figures, maker: str, load: Load) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "cases": load.cases,
        "days": load.days,
        "seed": load.seed,
        "stages": [{name: getattr(each, name) for name in StageFigures.__slots__} for each in found.stages],
        "escalations": found.told,
        "in_time": found.in_time,
        "with_second": {"maker": maker, "in_time": more.in_time, "escalations": more.told,
                        "median_days": {each.stage: each.median_days for each in more.stages}},
    }  # fmt: skip


def in_words(pathway: Pathway, found: Figures, more: Figures, maker: str) -> Iterator[str]:
    """The figures as lines of Italian text."""
    yield f"{'Fase':<32}{'visite':>7}{'media':>7}{'punta':>7}{'attesa':>8}{'9 su 10':>8}{'in tempo':>9}"
    for each in found.stages:
        label = pathway.stages[each.stage].label.it[:31]
        row = f"{label:<32}{each.visits:>7}{each.mean_load:>7.1f}{each.peak_load:>7}"
        yield f"{row}{_told(each.median_days):>8}{_told(each.ninth_days):>8}{_percent(each.in_time):>9}"
    yield "media e punta: quante pratiche stanno nella fase insieme, di solito e al massimo;"
    yield "attesa: i giorni che passano nella fase (la metà ne aspetta meno); 9 su 10: nove su dieci escono entro;"
    yield "in tempo: quante escono prima che scada il primo termine."
    yield from _slowest(pathway, found.stages)
    yield from ("", "Carico medio per settimana:")
    for each in found.stages:
        weeks = " ".join(f"{value:.0f}" for value in each.weekly_load)
        yield f"  {pathway.stages[each.stage].label.it}: {weeks}"
    yield from ("", "Termini scaduti, e quante volte è partito l'avviso:")
    told = [f"  {pathway.timers[name].label.it}: {times}" for name, times in found.told.items()]
    yield from told or ["  nessuno"]
    yield from ("", f"Con una persona in più come {grant_words(maker)}:")
    yield f"  in tempo: {_percent(found.in_time)} → {_percent(more.in_time)}"
    yield f"  avvisi partiti: {sum(found.told.values())} → {sum(more.told.values())}"
    yield from _compared(pathway, found.stages, more.stages)


def _slowest(pathway: Pathway, stages: Sequence[StageFigures]) -> Iterator[str]:
    """The stage that is left late most often, where there is one: what somebody reads first."""
    late = [each for each in stages if each.in_time is not None and each.in_time < 1]
    if late:
        worst = min(late, key=lambda each: each.in_time or 0)
        label, waits = pathway.stages[worst.stage].label.it, pathway.stages[worst.stage].waits_for
        whom = f": aspetta {' oppure '.join(map(grant_words, waits))}" if waits else ""
        yield from ("", f"Dove si ritarda di più: «{label}», in tempo {_percent(worst.in_time)}{whom}.")


def _compared(pathway: Pathway, found: Sequence[StageFigures], more: Sequence[StageFigures]) -> Iterator[str]:
    later = {each.stage: each.median_days for each in more}
    for each in found:
        if each.median_days is not None and later.get(each.stage) is not None:
            label = pathway.stages[each.stage].label.it
            yield f"  {label}: attesa {_told(each.median_days)} → {_told(later[each.stage])} giorni"


def _of_stage(name: str, course: Course, ends_at: datetime) -> StageFigures:
    visits = _visits(course, name)
    counts = [(moment, here[name]) for moment, here in course.counts]
    days = sorted(each for visit in visits if (each := _days(visit)) is not None)
    weeks: dict[int, list[int]] = {}
    for moment, number in counts:
        weeks.setdefault((moment - BEGINNING).days // WEEK, []).append(number)
    return StageFigures(
        name,
        len(visits),
        round(mean([number for _, number in counts] or [0]), 2),
        max((number for _, number in counts), default=0),
        tuple(round(mean(numbers), 1) for numbers in weeks.values()),
        round(median(days), 2) if days else None,
        round(days[int(len(days) * 0.9)], 2) if days else None,
        _share(visits, ends_at),
    )


def _visits(course: Course, stage: str) -> list[Visit]:
    return [visit for visit in course.visits if visit.stage == stage]


def _days(visit: Visit) -> float | None:
    return (visit.left_at - visit.entered_at).total_seconds() / DAY if visit.left_at else None


def _share(visits: Sequence[Visit], ends_at: datetime) -> float | None:
    """Of the visits whose end, or whose lateness, is known: the share that ended in time."""
    owed = [(visit.left_at or ends_at, visit) for visit in visits if visit.due_at]
    known = [until <= visit.due_at for until, visit in owed if visit.due_at and (visit.left_at or until > visit.due_at)]
    return round(sum(known) / len(known), 3) if known else None


def _told(days: float | None) -> str:
    return "-" if days is None else f"{days:.1f}".replace(".", ",")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
