"""Inviting: the addresses sent by hand to an organisation without accounts, and those taken back."""

from dataclasses import dataclass

from governance import answer_links, notices
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotOffered
from governance.history import StageChange
from governance.policy import Permission
from workflows.acts import Act, perform
from workflows.linking import asked_of, links_for
from workflows.messages import ASKING
from workflows.situations import Situation
from workflows.telling import addressees, row


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who sends or takes back an address of which dossier; `key` marks the sending."""

    dossier_id: int
    actor: Actor
    key: str = ""


def invite(tx: Transaction, invitation: Invitation) -> StageChange:
    """Send a new address to whom the stage waits for; those sent before no longer work.

    NotOffered where everybody the stage waits for has an account, or nobody has an e-mail address.
    """

    def change(situation: Situation) -> None:
        stage = situation.dossier.stage
        asked = asked_of(situation, situation.pathway.stages[stage])
        found = addressees(tx, {part.organisation_id for part in asked}).without_accounts(asked)
        if not found:
            raise NotOffered("Nessuno di chi deve rispondere può ricevere un indirizzo: manca un'e-mail o non serve.")
        key = f"{situation.dossier.id}:answer:{situation.dossier.last_number + 1}"
        rows = [row(situation, each, f"{key}:{each.mark}", ASKING, stage) for each in found]
        for part in asked:
            answer_links.replace(tx, part.id)
        notices.queue(tx, rows)
        since, due = situation.dossier.since, situation.dossier.due_at
        answer_links.make(tx, links_for(situation, stage, since, rows, due))

    return perform(tx, _act(invitation, "send_link"), change)


def take_back(tx: Transaction, invitation: Invitation, link_id: int) -> StageChange:
    """Take one address back; NotOffered where it no longer works anyway."""

    def change(situation: Situation) -> None:
        if not answer_links.revoke(tx, link_id, situation.dossier.id):
            raise NotOffered("Questo indirizzo non valeva già più.")

    return perform(tx, _act(invitation, "revoke_link", link=link_id), change)


def may_invite(situation: Situation) -> bool:
    """Whether the stage waits for somebody who could be sent an address."""
    asked = asked_of(situation, situation.pathway.stages[situation.dossier.stage])
    if not asked:
        return False
    return bool(addressees(situation.tx, {part.organisation_id for part in asked}).without_accounts(asked))


def _act(invitation: Invitation, name: str, **codes: int) -> Act:
    return Act(
        invitation.dossier_id,
        name,
        invitation.actor,
        codes=codes,
        key=invitation.key,
        permission=Permission.INVITE,
    )
