"""Facts of an addendum that changes articles of an agreement in force."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.accession import AgreementReference
from document_templates.facts.common import DocumentBlock, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedArticle:
    """One article replaced; `before` is empty for an article that is added."""

    number: int
    heading: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """`articles` counts those of the agreement; `consolidated_sha256` is the digest of the new whole text."""

    document: DocumentBlock
    number: int
    agreement: AgreementReference
    articles: int
    recitals: tuple[str, ...]
    changes: tuple[ChangedArticle, ...]
    effect_on: date
    signatures: tuple[Signature, ...]
    consolidated_sha256: str | None
