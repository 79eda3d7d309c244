"""Effects: what a move does to the facts; harmless when there is nothing to do."""

from workflows.effects import blockages, cases, contacts, exceptions, loops, protocols, referrals
from workflows.effects.registry import effects

__all__ = ["blockages", "cases", "contacts", "effects", "exceptions", "loops", "protocols", "referrals"]
