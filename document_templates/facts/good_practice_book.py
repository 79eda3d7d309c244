"""Facts of the book of good practices: one sheet per practice, and what is read across them."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Choice, Contact, DocumentBlock
from document_templates.facts.network_plan import Maturity


class PracticeStatus(Choice):
    """How far a sheet has come."""

    PROPOSED = "proposed", "proposta"
    REVIEWED = "reviewed", "rivista"
    APPROVED = "approved", "approvata dalla rete"
    PUBLISHED = "published", "pubblicata"


class Evidence(Choice):
    """How well the results are known."""

    TOLD = "told", "raccontata da chi l'ha vissuta"
    COUNTED = "counted", "sostenuta da dati raccolti"
    COMPARED = "compared", "sostenuta da un confronto prima e dopo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who wrote a sheet; `consented_on` to its publication."""

    name: str
    organisation: str
    consented_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture (PNG or JPEG) described in words; `consents` of those pictured out of `people`; `caption` below it."""

    image: bytes
    description: str | None
    people: int
    consents: int
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A person's story; what is told of the person, so that a combination that identifies is found."""

    text: str
    place: str | None = None
    origin: str | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSheet:
    """One practice; `approved_on` by its network; `laboratory` is the meeting it comes from."""

    title: str
    network: str
    territory: str
    status: PracticeStatus
    approved_on: date | None
    laboratory: str
    problem: str
    who: str
    what: str
    resources: str
    results: str
    evidence: Evidence
    difficulties: str
    transferable: str
    maturity: Maturity
    authors: tuple[Author, ...]
    pictures: tuple[Picture, ...]
    stories: tuple[Story, ...]
    contact: Contact
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What several sheets say together; `sheets` are their titles."""

    title: str
    reading: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A word and what it means here."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPracticeBook:
    """The book; the printed index is generated from the sheets."""

    document: DocumentBlock
    subtitle: str
    licence: str
    isbn: str | None
    foreword: str
    how_to_read: str
    sheets: tuple[PracticeSheet, ...]
    themes: tuple[Theme, ...]
    glossary: tuple[GlossaryEntry, ...]
    networks: tuple[str, ...]
    thanks: str
