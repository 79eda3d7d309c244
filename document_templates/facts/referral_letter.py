"""Facts of the letter that sends a person from one service to another."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Choice, Contact, DocumentBlock, Signature


class NeedArea(Choice):
    """The areas of life in which a need is recorded."""

    HOUSING = "housing", "abitare"
    WORK = "work", "lavoro"
    HEALTH = "health", "salute"
    LEGAL = "legal", "tutela legale"
    LANGUAGE = "language", "lingua"
    MINORS = "minors", "minori"
    MONEY = "money", "economia domestica"
    SOCIAL = "social", "socialità"


class Urgency(Choice):
    """How soon the need must be met; the clocks of the referral depend on it."""

    ORDINARY = "ordinary", "ordinaria"
    URGENT = "urgent", "urgente"
    EMERGENCY = "emergency", "emergenza"


class Channel(Choice):
    """How the letter travels."""

    PLATFORM = "platform", "piattaforma della rete"
    CERTIFIED_MAIL = "certified_mail", "PEC"
    SEALED_MAIL = "sealed_mail", "posta elettronica cifrata"
    BY_HAND = "by_hand", "consegna a mano"
    PLAIN_MAIL = "plain_mail", "posta elettronica ordinaria"


class PersonField(Choice):
    """The parts of the packet that the receiver's role may or may not see."""

    NAME = "name", "nome e cognome"
    BIRTH_YEAR = "birth_year", "anno di nascita"
    CONTACT = "contact", "recapito"
    HOUSEHOLD = "household", "nucleo"
    GUARDIAN = "guardian", "chi ha la responsabilità del minore"
    PERMIT = "permit", "titolo di soggiorno"
    SENSITIVE = "sensitive", "categorie particolari di dati"
    RISKS = "risks", "note di sicurezza"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that sends or receives; `areas` are the needs it answers."""

    name: str
    organisation: str
    operator: Contact
    areas: tuple[NeedArea, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolCover:
    """The protocol that permits the referral; both ends included in the dates; `until` empty: no end."""

    title: str
    signed_on: date
    starts_on: date
    until: date | None
    clause: str
    sender_covered: bool
    recipient_covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A residence permit, given only if the request depends on it; `reason` says why."""

    kind: str
    expires_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveFact:
    """A fact of a special category (GDPR art. 9) with the purpose that makes it necessary."""

    label: str
    value: str
    purpose: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """Who answers for a minor, and in what right."""

    name: str
    role: str
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredPerson:
    """The person, only as far as the receiver needs; what is withheld stays empty.

    `has_guardian`: it is written down who answers for the minor, whether or not the receiver may know who it is.
    """

    language: str
    interpreter_needed: bool = False
    is_minor: bool = False
    name: str | None = None
    birth_year: int | None = None
    contact: str | None = None
    household: str | None = None
    has_guardian: bool = False
    guardian: Guardian | None = None
    permit: Permit | None = None
    sensitive: tuple[SensitiveFact, ...] = ()
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedNeed:
    """One need with its area."""

    area: NeedArea
    urgency: Urgency
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyNotice:
    """The information given to the person: which text, in which language, when (GDPR art. 13)."""

    code: str
    language: str
    given_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """The letter; `visible` lists what the receiver's role may see and nothing else of the person is printed.

    `reply_days` are working days, `reply_hours` stands in their place where the term runs in hours;
    `authorisation` names the plan office's act where no protocol covers; `legal_basis` is the recipient's own
    public task, where it is what permits the referral instead of a consent.
    """

    document: DocumentBlock
    case_code: str
    sender: Service
    recipient: Service
    protocol: ProtocolCover | None
    authorisation: str | None
    person: ReferredPerson
    visible: tuple[PersonField, ...]
    needs: tuple[RecordedNeed, ...]
    done: tuple[str, ...]
    request: str
    wanted_by: date | None
    privacy_notice: PrivacyNotice | None
    agreed_on: date | None
    copy_language: str | None
    channel: Channel
    reply_days: int | None
    reply_by: date | None
    signatory: Signature
    legal_basis: str | None = None
    reply_hours: int | None = None
