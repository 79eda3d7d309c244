"""Blocking: what a move says is in the way, the blockage it opens, and the links that end as dossiers go on."""

from typing import Any

from governance import blockage_links, history
from governance.actors import ROME
from governance.blockage_links import Stuck
from governance.blockages import Spot
from governance.bodies import table_of_network
from governance.cases import Case, Need, case, need
from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.obstacles import BLOCK_CAUSES, QUESTIONS, obstacle
from governance.organisations import OrganisationKind, organisation_at, representatives_of
from governance.participations import Joining
from governance.roles import Capacity
from governance.territory import municipalities
from workflows.attempt import Opening
from workflows.pathway import Step
from workflows.situations import Following, Situation

BY_STAGE = {"expired": "no_answer"}
"""What is in the way where a dossier arrives at this stage without a coded reason."""
STANDSTILL = "no_updates"
TAKEN = frozenset({"accepted", "in_progress", "outcome_recorded", "closed"})
"""Stages of a referral at which its need has found a service."""
NEED_OVER = frozenset({"placed", "resolved", "withdrawn", "entered_in_error"})
"""Stages of a need at which nothing is in its way any more."""


def obstacle_of(situation: Situation, step: Step) -> tuple[str, str] | None:
    """The kind of blockage and its cause; None where nothing on the system's side is in the way.

    The code is among this step's answers, or was the last one given before (a refusal is confirmed by another).
    """
    for question in (*QUESTIONS, "block_cause"):
        if question in situation.codes:
            kind = obstacle(question, situation.codes[question])
            return (kind, situation.codes[question]) if kind else None
    if step.stays:
        return STANDSTILL, STANDSTILL
    if step.to_stage in BY_STAGE:
        return BY_STAGE[step.to_stage], step.to_stage
    lines = reversed(history.lines_of(situation.tx, situation.dossier.id))
    said = next((line.answers["decline_reason"] for line in lines if "decline_reason" in line.answers), "")
    kind = obstacle("decline_reason", said)
    return (kind, said) if kind else None


def need_of(situation: Situation) -> tuple[Need, Case] | None:
    """The need the dossier is about, and its case; None for a dossier that serves no need."""
    dossier = situation.dossier
    need_id = {"need": dossier.id, "referral": dossier.parent_id}.get(dossier.kind)
    if need_id is None or dossier.network_id is None:
        return None
    asked = situation.recall(need, need_id)
    return asked, situation.recall(case, asked.case_id)


def blockage_opening(tx: Transaction, spot: Spot, stuck: Stuck | None = None) -> Opening:
    """A blockage: its network, the Ufficio di Piano of the municipality and the network's table take part."""

    def facts(tx: Transaction, dossier: Dossier) -> None:
        blockage_links.add_blockage(tx, dossier.id, spot, stuck)

    day = tx.now.astimezone(ROME).date()
    place = municipalities(day).get(spot.municipality)
    title = (
        f"{BLOCK_CAUSES[spot.kind].it}: {CATEGORIES[spot.category].it}, {place.name if place else spot.municipality}"
    )
    seat = organisation_at(tx, OrganisationKind.MUNICIPALITY, spot.municipality)
    offices = representatives_of(tx, [seat], day).get(seat, [])[:1] if seat else []
    table = table_of_network(tx, spot.network_id)
    parts = [
        Joining(spot.network_id, Capacity.NETWORK),
        *(Joining(each, Capacity.PLAN_OFFICE) for each in offices),
        *([Joining(table, Capacity.BODY)] if table else []),
    ]
    answers = {"block_cause": spot.kind}
    return Opening("blockage", title, parts, facts, network_id=spot.network_id, answers=answers, move="report")


def settled(freed: list[int]) -> list[Following]:
    """The moves that settle blockages which hold nobody any more."""
    return [Following(each, "settle") for each in freed]


def freed_by(situation: Situation, step: Step | None) -> list[Following]:
    """What follows for blockages from a step just made: a dossier that went on is stuck no longer."""
    tx, household_id = situation.tx, situation.dossier.household_id
    if step is None or tx.rehearsal or not household_id or (step.stays and not step.restarts):
        return []
    links = blockage_links.links_of_household(tx, household_id)
    return settled(blockage_links.end_links(tx, {each.id for each in links if _is_freed(each, situation, step)}))


def _is_freed(link: Any, situation: Situation, step: Step) -> bool:
    """Whether a stuck dossier goes on by this step of one of its household's dossiers.

    Its own: it left the stage at which it was stuck, or what was awaited there came. Its need's: a service took the
    need up by another way, or the need is over. Its case's: the case is over.
    """
    dossier = situation.dossier
    if link.dossier_id == dossier.id:
        return bool(step.restarts) or link.stage != step.to_stage
    if step.stays:
        return False
    if dossier.kind == "referral":
        return link.need_id == dossier.parent_id and step.to_stage in TAKEN
    if dossier.kind == "need":
        return link.need_id == dossier.id and step.to_stage in NEED_OVER
    return dossier.kind == "case" and situation.pathway.stages[step.to_stage].final


def own_links(situation: Situation) -> set[int]:
    """The links by which this very dossier is stuck."""
    links = blockage_links.links_of_household(situation.tx, situation.dossier.household_id)
    return {each.id for each in links if each.dossier_id == situation.dossier.id}
