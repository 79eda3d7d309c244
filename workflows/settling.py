"""What follows from a move in the same transaction: carried moves of children, then the `at_once` moves."""

from typing import Any

from governance import dossiers
from governance.actors import SYSTEM
from governance.database import Transaction
from governance.errors import RaccordoError
from workflows import published
from workflows.blocking import freed_by
from workflows.checks import examine, unmet
from workflows.making import make
from workflows.openings import begin
from workflows.pathway import Step
from workflows.situations import Following, Situation, situation_of

MOST = 200
"""System moves under one cause; more means a pathway that feeds itself, and the whole is refused."""


class Chain:
    """The system moves that follow from one cause: each dossier makes each of them once at most."""

    def __init__(self, tx: Transaction, cause_id: int | None) -> None:
        self.tx = tx
        self.cause_id = cause_id
        self.made: set[tuple[int, str]] = set()

    def follow(self, situation: Situation, step: Step | None = None) -> None:
        """Everything that follows from what was just done to this dossier."""
        situation.following.extend(freed_by(situation, step))
        for opening in situation.openings:
            begun, first, _ = begin(self.tx, opening, self.cause_id)
            self.follow(begun, first)
        for each in situation.following:
            self._move(each)
        for kind, move in step.carries if step else ():
            for child in dossiers.children_of(self.tx, situation.dossier.id, (kind,)):
                self._move(Following(child.id, move))
        self._settle(situation.dossier.id)

    def _settle(self, dossier_id: int) -> None:
        """Try the `at_once` moves of the dossier, its parent and its children until none is ready."""
        while any(self._try(each) for each in dossiers.family_of(self.tx, dossier_id)):
            continue

    def _try(self, dossier: Any) -> bool:
        if self.tx.rehearsal:
            return False
        steps = published.pathway(self.tx, dossier.pathway, dossier.version).at_once.get(dossier.stage, ())
        if not steps:
            return False
        situation = situation_of(self.tx, dossier, SYSTEM)
        for step in steps:
            situation.step = step
            if (dossier.id, step.move) not in self.made and not unmet(situation, step):
                self._make(situation, step)
                return True
        return False

    def _move(self, each: Following) -> None:
        dossier = dossiers.lock(self.tx, each.dossier_id)
        situation = situation_of(self.tx, dossier, SYSTEM)
        situation.raw = each.answers
        step = situation.pathway.steps.get((dossier.stage, each.move))
        if step is None or (dossier.id, each.move) in self.made:
            return
        examine(situation, step)
        self._make(situation, step)

    def _make(self, situation: Situation, step: Step) -> None:
        self.made.add((situation.dossier.id, step.move))
        if len(self.made) > MOST:
            raise RaccordoError("Troppi passi automatici uno dopo l'altro: il percorso va corretto.")
        situation.cause_id = self.cause_id
        make(situation, step)
        self.follow(situation, step)
