"""A small pathway of decisions, and one that a network takes on it."""

from datetime import datetime

from governance.database import Transaction
from governance.dossiers import Dossier
from governance.participations import Joining
from governance.roles import Capacity
from tests.cast import MONDAY, Cast
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt, Opening
from workflows.grounds import Ground
from workflows.publishing import Written, publish

DECISION = """\
pathway: small_decision
version: 1
governs: decision
label: {it: Decisione piccola}
stages:
  proposed: {label: {it: Proposta}, waits_for: [manager@network]}
  approved: {label: {it: Approvata}, rests: true}
  rejected: {label: {it: Respinta}, final: true}
timers:
  still_open: {label: {it: Ancora da decidere}, in: [proposed], every: 30 d}
moves:
  propose: {label: {it: Proponi}, from: [new], to: proposed, by: [manager@network, system]}
  approve: {label: {it: Approva}, from: [proposed], to: approved, by: [manager@network, system]}
  reject: {label: {it: Respingi}, from: [proposed, approved], to: rejected, by: [manager@network, system]}
"""


def decision(ready: Cast, *moves: str, network: str = "network", now: datetime = MONDAY) -> Dossier:
    """A decision of the network proposed by its manager, with the moves made since."""
    with ready.database.transaction(now) as tx:
        publish(tx, Written(DECISION), ready.actor(tx, "administrator"), Ground("Serve alla prova"))
        network_id = ready.organisations[network]
        parts = [Joining(network_id, Capacity.NETWORK)]
        opening = Opening(
            "decision", "Tempi nuovi per i prestiti", parts, _nothing, ready.actor(tx, "manager"), network_id
        )
        dossier, _line = open_dossier(tx, opening)
    for move in moves:
        with ready.database.transaction(now) as tx:
            advance(tx, Attempt(dossier.id, move))
    return dossier


def _nothing(tx: Transaction, dossier: Dossier) -> None:
    """A decision has no facts of its own yet."""
