"""Effects on protocols."""

from governance.protocols import keep_dates, protocol
from workflows.effects.registry import effects
from workflows.situations import Situation


@effects
def set_force_dates(situation: Situation) -> None:
    """Fissa inizio e fine della vigenza"""
    keep_dates(situation.tx, situation.dossier.id, situation.dates)


@effects
def open_governed_pathways(situation: Situation) -> None:
    """Permette gli invii previsti dal protocollo"""
    situation.recall(protocol).opens = True
    situation.tx.flush()


@effects
def close_governed_pathways(situation: Situation) -> None:
    """Ferma i nuovi invii previsti dal protocollo"""
    situation.recall(protocol).opens = False
    situation.tx.flush()
