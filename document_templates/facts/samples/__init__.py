"""Sample facts of every document, for previews, tests and the download of templates."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from document_templates.facts.samples import referral_letter

SAMPLES: Mapping[str, Any] = MappingProxyType({"referral_letter": referral_letter.SAMPLE})
