"""Effects on blockages and on the gap register."""

from governance import blockage_links, blockages, gaps
from governance.blockage_links import Stuck
from governance.blockages import Spot
from workflows.blocking import blockage_opening, need_of, obstacle_of, own_links, settled
from workflows.effects.registry import effects
from workflows.situations import Following, Situation


@effects
def open_blockage(situation: Situation) -> None:
    """Apre la criticità, o aggiunge la pratica a quella già aperta"""
    tx, dossier, step = situation.tx, situation.dossier, situation.step
    if dossier.kind == "blockage":
        blockages.reopen(tx, dossier.id)
        return
    found, asked = step and obstacle_of(situation, step), need_of(situation)
    if not step or not found or not asked:
        return
    (kind, cause), (need, case) = found, asked
    spot = Spot(dossier.network_id, kind, need.category, case.municipality)
    organisation_id = situation.organisation_in("recipient")
    stuck = Stuck(dossier.id, need.id, dossier.household_id, step.to_stage, cause, organisation_id)
    there = blockages.locked_at(tx, spot)
    if there is None:
        situation.openings.append(blockage_opening(tx, spot, stuck))
    elif blockage_links.add_link(tx, there, stuck):
        situation.following.append(Following(there.id, "recur"))


@effects
def settle_blockage(situation: Situation) -> None:
    """Toglie la pratica dalla criticità, che si chiude con l'ultima"""
    if situation.dossier.kind == "blockage":
        blockage_links.close(situation.tx, situation.dossier.id)
        return
    situation.following.extend(settled(blockage_links.end_links(situation.tx, own_links(situation))))


@effects
def record_gap(situation: Situation) -> None:
    """Segna nel registro che per questo bisogno manca una risposta"""
    dossier, asked, reason = situation.dossier, need_of(situation), situation.codes.get("unmet_reason", "")
    if asked is None:
        return
    need, case = asked
    gap = gaps.Gap(
        need_id=need.id, network_id=dossier.network_id, category=need.category, municipality=case.municipality,
        reason=reason,
    )  # fmt: skip
    gaps.record_gap(situation.tx, dossier.household_id, gap)
