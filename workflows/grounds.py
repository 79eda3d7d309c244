"""On what ground a version is published, retired or taken up: a decision of a body, or an administrator's reason."""

from dataclasses import dataclass

from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import by_code
from governance.errors import NotPermitted, RaccordoError
from governance.roles import Role

TAKEN = frozenset({"approved", "consented", "in_execution", "executed"})
"""Stages of a decision that holds."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`reason` in words; `decision` the code of the decision that asks for it."""

    reason: str = ""
    decision: str = ""


def grounded(tx: Transaction, actor: Actor, ground: Ground, network_id: int | None) -> str:
    """The ground in words. NotPermitted unless it is the actor's: administrators give a reason; whoever manages
    the network carries out a decision about its own pathways."""
    if ground.decision:
        _require_decision(tx, ground.decision, network_id)
    elif not ground.reason.strip():
        raise RaccordoError("Scrivi il motivo, oppure il codice della decisione che lo chiede.")
    manages = network_id is not None and actor.holds(Role.MANAGER, network_id)
    if not (actor.is_system or actor.is_administrator or (ground.decision and manages)):
        raise NotPermitted("Questo lo può fare un amministratore, o chi gestisce la rete con una decisione.")
    return ": ".join(each for each in (ground.decision, ground.reason.strip()) if each)


def _require_decision(tx: Transaction, code: str, network_id: int | None) -> None:
    """A decision that was taken and holds; about a network's own pathway, one of that very network."""
    decision = by_code(tx, code)
    if decision.kind != "decision" or decision.stage not in TAKEN:
        raise RaccordoError(f"«{code}» non è una decisione presa e ancora valida.")
    if network_id not in (None, decision.network_id):
        raise RaccordoError(f"«{code}» è una decisione di un'altra rete: serve una decisione della rete del percorso.")
