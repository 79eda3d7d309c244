"""The frozen facts of each document, by the document's name."""

from collections.abc import Mapping
from types import MappingProxyType

from document_templates.facts.referral_letter import ReferralLetter

FACTS: Mapping[str, type] = MappingProxyType({"referral_letter": ReferralLetter})
