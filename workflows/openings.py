"""Opening a dossier: the move from `new`, with its parts and facts, checked like any other."""

from governance import dossiers, participations
from governance.database import Transaction
from governance.dossiers import Dossier
from workflows import published
from workflows.attempt import Opening
from workflows.checks import examine
from workflows.making import make
from workflows.pathway import Pathway, Step
from workflows.situations import Situation, situation_of
from workflows.vocabulary import NEW


def begin(tx: Transaction, opening: Opening, cause_id: int | None = None) -> tuple[Situation, Step, int]:
    """Open the dossier; gives its situation, the step made and the key of its first line.

    NotPermitted and Unmet as for any move. The caller locked the parent and settles what follows.
    """
    pathway = published.newest_for(tx, opening.kind, opening.network_id)
    step = _first(pathway, opening.move)
    dossier = _insert(tx, opening, pathway, step)
    situation = situation_of(tx, dossiers.lock(tx, dossier.id), opening.actor)
    situation.raw, situation.cause_id = opening.answers, cause_id
    examine(situation, step)
    return situation, step, make(situation, step)


def _first(pathway: Pathway, move: str) -> Step:
    steps = pathway.offered[NEW]
    return next((step for step in steps if step.move == move), steps[0]) if move else steps[0]


def _insert(tx: Transaction, opening: Opening, pathway: Pathway, step: Step) -> Dossier:
    dossier = Dossier(
        code=dossiers.new_code(opening.kind),
        kind=opening.kind,
        pathway=pathway.name,
        version=pathway.version,
        stage=step.to_stage,
        since=tx.now,
        open=True,
        title=opening.title,
        grade=opening.grade or (pathway.grades[0] if pathway.grades else None),
        dates=dict(opening.dates),
        parent_id=opening.parent_id,
        network_id=opening.network_id,
        household_id=opening.household_id,
        opened_at=tx.now,
        last_number=0,
        last_digest="",
    )
    tx.add(dossier)
    tx.flush()
    for joining in opening.parts:
        participations.join(tx, dossier, joining)
    opening.facts(tx, dossier)
    tx.flush()
    return dossier
