"""A declaration without faults of form turned into the table that the engine executes."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from governance.roles import Grant
from workflows.amounts import Amount
from workflows.grammar import Declaration, MoveEntry, StageEntry, TimerEntry
from workflows.grammar import Label as LabelEntry
from workflows.pathway import Label, Mode, Pathway, Stage, Step, Table, Timer
from workflows.vocabulary import BARE_MAKERS, BENEFICIARY, NEW, SYSTEM, WAITING


def compile_pathway(declared: Declaration, source: str, extends: tuple[str, int] | None = None) -> Pathway:
    """The table of a declaration whose names all lead somewhere; the digest is that of `source`."""
    stages = Table((name, _stage(name, entry)) for name, entry in declared.stages.items())
    timers = Table((name, _timer(name, entry)) for name, entry in declared.timers.items())
    steps = Table(
        ((stage, name), _step(name, entry, stage))
        for name, entry in declared.moves.items()
        for stage in declared.stages_of(entry)
    )
    return Pathway(
        name=declared.pathway,
        version=declared.version,
        governs=declared.governs,
        kinds=declared.kinds,
        label=_label(declared.label),
        graded_by=next(iter(declared.graded_by.items()), None),
        dates=declared.dates,
        stages=stages,
        timers=timers,
        steps=steps,
        offered=_by_stage(stages, steps.values()),
        at_once=_by_stage(stages, (step for step in steps.values() if step.at_once)),
        clocks=_clocks(stages, timers.values()),
        digest=sha256(source.encode()).hexdigest(),
        extends=extends,
        source=source,
    )


def _by_stage(stages: Iterable[str], steps: Iterable[Step]) -> Mapping[str, tuple[Step, ...]]:
    gathered: dict[str, list[Step]] = {stage: [] for stage in (NEW, *stages)}
    for step in steps:
        gathered[step.from_stage].append(step)
    return Table((stage, tuple(found)) for stage, found in gathered.items())


def _clocks(stages: Iterable[str], timers: Iterable[Timer]) -> Mapping[str, tuple[Timer, ...]]:
    every = tuple(timers)
    return Table((stage, tuple(timer for timer in every if stage in timer.stages)) for stage in stages)


def _label(entry: LabelEntry) -> Label:
    return Label(entry.it, entry.en)


def _grants(texts: Iterable[str]) -> tuple[Grant, ...]:
    return tuple(Grant.parse(text) for text in texts if text not in BARE_MAKERS)


def _stage(name: str, entry: StageEntry) -> Stage:
    return Stage(
        name=name,
        label=_label(entry.label),
        waits_for=entry.waits_for,
        edits=_grants(entry.edits),
        final=entry.final,
        rests=entry.rests,
    )


def _step(name: str, entry: MoveEntry, stage: str) -> Step:
    return Step(
        move=name,
        label=_label(entry.label),
        from_stage=stage,
        to_stage=entry.to or stage,
        stays=entry.stays,
        makers=frozenset(entry.by),
        by=_grants(entry.by),
        by_system=SYSTEM in entry.by,
        by_beneficiary=BENEFICIARY in entry.by,
        needs=entry.needs,
        asks=entry.asks,
        may_ask=entry.may_ask,
        does=entry.does,
        tells=entry.tells,
        issues=entry.issues,
        carries=tuple(entry.carries.items()),
        restarts=entry.restarts,
        at_once=entry.at_once,
        at_most=entry.at_most,
        within=entry.within,
        not_by_maker_of=entry.not_by_maker_of,
        reopens=entry.reopens,
    )


def _timer(name: str, entry: TimerEntry) -> Timer:
    mode, amounts = counting(entry)
    anchor = entry.date or ""
    return Timer(
        name=name,
        label=_label(entry.label),
        stages=frozenset(entry.in_),
        paused_in=frozenset(entry.paused_in),
        mode=mode,
        amounts=Table(amounts),
        anchor=anchor.removeprefix("parent.") or None,
        parent_date=anchor.startswith("parent."),
        term=entry.term,
        tells=entry.tells or (WAITING,),
        makes=entry.makes,
        answers=Table(entry.answers),
    )


def counting(entry: TimerEntry) -> tuple[Mode, Mapping[str | None, tuple[Amount, ...]]]:
    """How a timer counts, and its amounts by grade."""
    for mode, amounts in ((Mode.AFTER, entry.after), (Mode.BEFORE, entry.before), (Mode.EVERY, entry.every)):
        if amounts is not None:
            return mode, amounts
    return Mode.DATE_ONLY, {None: ()}
