"""Effects on protocols."""

from datetime import date

from governance.protocols import protocol
from workflows.effects.registry import effects
from workflows.situations import Situation


@effects
def set_force_dates(situation: Situation) -> None:
    """Fissa inizio e fine della vigenza"""
    facts = situation.recall(protocol)
    for name in ("starts_on", "ends_on"):
        if name in situation.dates:
            setattr(facts, name, date.fromisoformat(situation.dates[name]))
    situation.tx.flush()


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
