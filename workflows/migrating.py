"""Migration: open dossiers taken to another version of their pathway by a declared map of stages.

First the outlook: every dossier that would move and the clocks that change for it, every one that would be
stranded. Then one transaction, with a history line each. Nobody is told, nothing is issued: the work is the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from governance import deadlines, dossiers, participations
from governance.actors import SYSTEM, Actor
from governance.database import Transaction
from governance.errors import RaccordoError
from governance.pathway_versions import pinned_to, repin
from workflows import clocks, published
from workflows.acts import staying
from workflows.grounds import Ground, grounded
from workflows.making import make
from workflows.pathway import Pathway
from workflows.reckonings import Reckoning
from workflows.settling import Chain
from workflows.situations import Situation, situation_of

MOVE = "migrate"
CLOCKS = {"started": "comincia", "stopped": "si ferma", "changed": "cambia"}


@dataclass(frozen=True, slots=True)
class Migration:
    """From which version to which, and the stage of the new for each stage of the old that is in use."""

    source: Pathway
    target: Pathway
    stages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A dossier that would move; `clocks` in words, each that would start, stop or change."""

    code: str
    stage: str
    to_stage: str
    clocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stranded:
    """A dossier that cannot move, and why."""

    code: str
    stage: str
    why: str


@dataclass(slots=True)
class Outlook:
    """What a migration would do."""

    moved: list[Moved] = field(default_factory=list)
    stranded: list[Stranded] = field(default_factory=list)


def planned(tx: Transaction, source: str, target: str, stages: Any) -> Migration:
    """A migration between two published versions (`name@version`); RaccordoError says why it cannot be one."""
    old, new = (_version(tx, named) for named in (source, target))
    if old == new:
        raise RaccordoError(f"«{source}» e «{target}» sono la stessa versione.")
    if old.governs != new.governs:
        raise RaccordoError(f"«{source}» riguarda «{old.governs}», «{target}» riguarda «{new.governs}».")
    if not isinstance(stages, dict) or not all(isinstance(stage, str) for stage in stages.values()):
        raise RaccordoError("La mappa è fatta di coppie: fase di prima, fase di poi.")
    for pathway, named in ((old, stages), (new, stages.values())):
        unknown = sorted({stage for stage in named if stage not in pathway.stages})
        if unknown:
            raise RaccordoError(f"In «{pathway.name}» {pathway.version} non c'è la fase: {', '.join(unknown)}.")
    closing = sorted(stage for stage in stages.values() if new.stages[stage].final)
    if closing:
        raise RaccordoError(f"Spostare non chiude una pratica: «{closing[0]}» è una fase finale.")
    return Migration(old, new, dict(stages))


def outlook(tx: Transaction, plan: Migration) -> Outlook:
    """Every open dossier on the old version: where it would go and which clocks change, or why it is stranded."""
    found = Outlook()
    for dossier in pinned_to(tx, plan.source.name, plan.source.version):
        why = _hindrance(dossier, plan)
        if why:
            found.stranded.append(Stranded(dossier.code, dossier.stage, why))
            continue
        to_stage = plan.stages[dossier.stage]
        situation = _situation(tx, dossier, plan)
        rows = _rows(situation)
        words = tuple(_words(rows, _turned(situation, plan, rows, to_stage), plan))
        found.moved.append(Moved(dossier.code, dossier.stage, to_stage, words))
    return found


def migrate(tx: Transaction, plan: Migration, actor: Actor, ground: Ground, most: int | None = None) -> int:
    """Move the open dossiers of the old version, all or the oldest `most`, and say how many; RaccordoError, and
    nothing moved, if one of them would be stranded."""
    why = grounded(tx, actor, ground, None)
    moved = 0
    for pinned in pinned_to(tx, plan.source.name, plan.source.version, most):
        dossier = dossiers.lock(tx, pinned.id)
        if hindrance := _hindrance(dossier, plan):
            raise RaccordoError(f"{dossier.code}: {hindrance}")
        _move(tx, plan, _situation(tx, dossier, plan, actor), why)
        moved += 1
    return moved


def _move(tx: Transaction, plan: Migration, situation: Situation, why: str) -> None:
    to_stage = plan.stages[situation.dossier.stage]
    step = staying(MOVE, situation.dossier.stage, to_stage)
    situation.codes = {"from": _named(plan.source), "to": _named(plan.target), "reason": why}
    situation.channel = "command"

    def turn(situation: Situation, to_stage: str, restarts: Iterable[str]) -> datetime | None:
        rows = _rows(situation)
        touched = _turned(situation, plan, rows, to_stage)
        clocks.write(situation, touched)
        return deadlines.next_owed({**rows, **touched}.values())

    line_id = make(situation, step, turn)
    repin(tx, situation.dossier.id, plan.target.name, plan.target.version)
    Chain(tx, line_id).follow(situation_of(tx, dossiers.read(tx, situation.dossier.id), situation.actor))


def _turned(situation: Situation, plan: Migration, rows: clocks.Rows, to_stage: str) -> dict[str, dict[str, Any]]:
    """What becomes of the clocks: those of the same name run on, with the new amounts from when they started; those
    only the new version has begin now; those it does not have stop."""
    reckoning = Reckoning(situation, situation.now)
    entered = {timer.name: timer for timer in plan.target.clocks[to_stage]}
    touched: dict[str, dict[str, Any]] = {}
    for name, row in rows.items():
        if name not in entered and row["done_at"] is None:
            touched[name] = {**row, "due_at": None, "paused_at": None, "done_at": reckoning.now}
    situation.regraded = True
    for name, timer in entered.items():
        known = rows.get(name)
        if known is None or known["done_at"] is not None:
            touched[name] = clocks.start(reckoning, timer, known, paused=to_stage in timer.paused_in)
            continue
        counted = clocks.regraded(reckoning, timer, known)
        changed = clocks.run_on(reckoning, timer, counted or known, to_stage) or counted
        if changed:
            touched[name] = changed
    return touched


def _words(rows: clocks.Rows, touched: Mapping[str, Mapping[str, Any]], plan: Migration) -> Iterable[str]:
    for name, row in touched.items():
        before = rows.get(name)
        begun = before is None or before["done_at"] is not None
        what = "started" if begun else "stopped" if row["done_at"] is not None else "changed"
        timer = plan.target.timers.get(name) or plan.source.timers[name]
        yield f"«{timer.label.it}» {CLOCKS[what]}"


def _hindrance(dossier: Any, plan: Migration) -> str:
    if dossier.stage not in plan.stages:
        return "la sua fase non è nella mappa"
    if (plan.target.grades or dossier.grade) and dossier.grade not in plan.target.grades:
        return f"il nuovo percorso non conosce l'urgenza «{dossier.grade or '-'}»"
    return ""


def _situation(tx: Transaction, dossier: Any, plan: Migration, actor: Actor = SYSTEM) -> Situation:
    parts = participations.parts_of(tx, dossier.id)
    return Situation(tx, dossier, plan.target, parts, actor, governed_by_id=dossier.governed_by_id)


def _rows(situation: Situation) -> dict[str, dict[str, Any]]:
    found = deadlines.deadlines_of(situation.tx, situation.dossier.id)
    return {row.timer: dict(row._mapping) for row in found}


def _version(tx: Transaction, named: str) -> Pathway:
    name, _, version = named.partition("@")
    if not version.isdecimal():
        raise RaccordoError(f"«{named}»: scrivi nome e versione, per esempio referral@2.")
    return published.pathway(tx, name, int(version))


def _named(pathway: Pathway) -> str:
    return f"{pathway.name}@{pathway.version}"
