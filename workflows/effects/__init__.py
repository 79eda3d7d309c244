"""Effects: what a move does to the facts; harmless when there is nothing to do."""

from workflows.effects import cases, protocols, referrals
from workflows.effects.registry import effects

__all__ = ["cases", "effects", "protocols", "referrals"]
