"""Faults between parent and child: moves carried into dossiers of another kind."""

from collections.abc import Iterator

from workflows.faults.subject import Subject
from workflows.misreadings import nearest
from workflows.sources import Fault
from workflows.vocabulary import KINDS, SYSTEM


def unsound_carries(subject: Subject) -> Iterator[Fault]:
    """Carried moves of an unknown kind, unknown to it, or not open to the system."""
    for name, move in subject.declared.moves.items():
        for kind, carried in move.carries.items():
            yield from _carried(subject, name, kind, carried)


def _carried(subject: Subject, name: str, kind: str, carried: str) -> Iterator[Fault]:
    keys = ("moves", name, "carries")
    if kind not in KINDS:
        sentence = f"passo «{name}»: il tipo di fascicolo «{kind}» non esiste{nearest(kind, KINDS)}"
        yield subject.fault(sentence, *keys)
        return
    if subject.neighbours is None:
        return
    pathways = [one for one in subject.neighbours if one.governs == kind]
    moves = [one.moves[carried] for one in pathways if carried in one.moves]
    if not moves:
        known = {move for one in pathways for move in one.moves}
        sentence = f"passo «{name}»: nessun percorso di «{kind}» ha il passo «{carried}»{nearest(carried, known)}"
        yield subject.fault(sentence, *keys)
    elif not any(SYSTEM in move.by for move in moves):
        yield subject.fault(
            f"passo «{name}»: «{carried}» di «{kind}» non è del sistema, quindi non si può portare con sé", *keys
        )
