"""Requirements: what a move needs; each is one short function that gives None, or the sentence of what is missing."""

from workflows.requirements import cases, consents, contacts, covers, declines, needs, places, referrals
from workflows.requirements.registry import requirements

__all__ = ["cases", "consents", "contacts", "covers", "declines", "needs", "places", "referrals", "requirements"]
