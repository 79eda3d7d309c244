"""Faults of shape: stages nobody reaches, leaves, watches or answers for."""

from collections.abc import Iterator

from workflows.faults.subject import Subject, reached
from workflows.grammar import StageEntry
from workflows.sources import Fault
from workflows.vocabulary import NEW

Faults = Iterator[Fault]


def unsound_stages(subject: Subject) -> Faults:
    """Stages that cannot be reached, or left, or in which a dossier could be forgotten."""
    yield from _reach(subject)
    yield from _way_out(subject)
    for name, stage in subject.declared.stages.items():
        if stage.final and stage.rests:
            yield subject.fault(f"la fase «{name}» è final oppure rests, non tutte e due", "stages", name)
        if _is_open(stage):
            yield from _care(subject, name, stage)


def _is_open(stage: StageEntry) -> bool:
    return not (stage.final or stage.rests)


def _reach(subject: Subject) -> Faults:
    if not subject.edges[NEW]:
        yield subject.fault("nessun passo parte da «new»: il fascicolo non può nascere", "moves")
        return
    found = reached([NEW], subject.edges)
    for name in subject.declared.stages:
        if name not in found:
            yield subject.fault(f"la fase «{name}» non si raggiunge mai", "stages", name)


def _way_out(subject: Subject) -> Faults:
    stages = subject.declared.stages
    back: dict[str, set[str]] = {name: set() for name in stages}
    for start, ends in subject.edges.items():
        for end in ends:
            back[end].add(start)
    found = reached((name for name, stage in stages.items() if not _is_open(stage)), back)
    for name in stages:
        if name not in found:
            yield subject.fault(f"dalla fase «{name}» non si arriva a nessuna fase finale o di riposo", "stages", name)


def _care(subject: Subject, name: str, stage: StageEntry) -> Faults:
    if not stage.waits_for:
        yield subject.fault(f"la fase «{name}» è aperta e non aspetta nessuno: manca waits_for", "stages", name)
    clocks = [timer for timer in subject.declared.timers.values() if name in timer.in_]
    if not clocks:
        yield subject.fault(f"la fase «{name}» è aperta e non ha nessuna scadenza", "stages", name)
    elif all(name in timer.paused_in for timer in clocks):
        yield subject.fault(f"la fase «{name}» è aperta e ha solo scadenze ferme", "stages", name)
