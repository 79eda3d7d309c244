"""Linking: which messages carry a one-time link, so that an organisation without accounts can answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from governance.answer_links import LASTS, Asked
from governance.participations import Part
from workflows.pathway import Stage, Step
from workflows.situations import Situation


def asked_of(situation: Situation, stage: Stage) -> list[Part]:
    """The parts that the stage waits for and whose answer can be given at once.

    Where a stage lets them edit the facts, they need the facts before their eyes: an account, or somebody who has one.
    """
    if not stage.open or situation.tx.rehearsal:
        return []
    wanted = {grant.capacity for grant in stage.waits_for_grants} - {grant.capacity for grant in stage.edits}
    return [part for part in situation.parts if part.capacity in wanted and part.reading != "none"]


def asked_anew(situation: Situation, stage: Stage, step: Step) -> list[Part]:
    """Who is to be asked because of this very step: on entering a stage, or when a move in it used a link up.

    An act that is no move (nobody's grant makes it) asks nobody.
    """
    used_up = situation.actor.link is not None and bool(step.by)
    return asked_of(situation, stage) if used_up or not step.stays else []


def links_for(
    situation: Situation, stage: str, since: datetime, messages: Iterable[Mapping[str, Any]], due: datetime | None
) -> list[tuple[str, Asked]]:
    """The links of these messages: of those written to an organisation's own address, which the stage waits for.

    `messages` are rows of the outbox; the key of each ends with whom it is for. A link lasts until `due`, and two
    weeks at least.
    """
    parts = {f"o{part.organisation_id}": part for part in asked_of(situation, situation.pathway.stages[stage])}
    until = max(situation.now + LASTS, due or situation.now)
    found = []
    for message in messages:
        part = parts.get(message["key"].rpartition(":")[2])
        if part is not None and message["address"]:
            asked = Asked(situation.dossier.id, part.id, part.organisation_id, stage, since, until)
            found.append((message["key"], asked))
    return found
