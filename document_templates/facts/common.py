"""What every document is given besides its own facts: the block of the document, bodies, people, acts, signatures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """One code of a closed list; `label` is what people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Confidentiality(Choice):
    """Who may read the document."""

    INTERNAL = "internal", "uso interno"
    PUBLISHABLE = "publishable", "versione pubblicabile"
    PUBLIC = "public", "pubblico"


class OrganisationKind(Choice):
    """What an organisation is; decides which acts and signatures it may use."""

    MUNICIPALITY = "municipality", "Comune"
    PLAN_OFFICE = "plan_office", "Ufficio di Piano"
    PROVINCE = "province", "Provincia"
    REGION = "region", "Regione"
    PREFECTURE = "prefecture", "Prefettura"
    MINISTRY = "ministry", "Ministero"
    HEALTH_AUTHORITY = "health_authority", "Azienda sanitaria"
    SCHOOL = "school", "Istituto scolastico"
    COOPERATIVE = "cooperative", "cooperativa sociale"
    CONSORTIUM = "consortium", "consorzio"
    ASSOCIATION = "association", "associazione"
    FOUNDATION = "foundation", "fondazione"
    VOLUNTEER_GROUP = "volunteer_group", "gruppo di volontariato"
    CITIZENS = "citizens", "gruppo di cittadini"

    @property
    def is_public(self) -> bool:
        """Whether it is a public administration (D.Lgs. 165/2001 art. 1 c. 2)."""
        return self in _PUBLIC_KINDS


_PUBLIC_KINDS = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PLAN_OFFICE,
        OrganisationKind.PROVINCE,
        OrganisationKind.REGION,
        OrganisationKind.PREFECTURE,
        OrganisationKind.MINISTRY,
        OrganisationKind.HEALTH_AUTHORITY,
        OrganisationKind.SCHOOL,
    }
)


class SignatureKind(Choice):
    """How a document is signed."""

    DIGITAL = "digital", "firma digitale"
    QUALIFIED = "qualified", "firma elettronica qualificata"
    ADVANCED = "advanced", "firma elettronica avanzata"
    HANDWRITTEN = "handwritten", "firma autografa"


class ActKind(Choice):
    """The act by which an organisation decides."""

    COUNCIL = "council", "deliberazione di Consiglio"
    EXECUTIVE = "executive", "deliberazione di Giunta"
    MANAGER = "manager", "determinazione dirigenziale"
    BOARD = "board", "delibera del consiglio di amministrazione"
    MEMBERS = "members", "delibera dell'assemblea"
    HEAD = "head", "decreto del vertice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The funded project a document belongs to; `fami` prints the three lines the fund asks for."""

    name: str
    programme: str
    period: str
    prog: str
    cup: str
    fami: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """The three data of the register of incoming and outgoing papers (DPR 445/2000 art. 55)."""

    number: str
    on: date
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One attachment; its letter is generated; `sha256` is the digest of the file where there is one."""

    title: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentBlock:
    """The common block. `body` is who issues; `digest` stays empty in the facts: the rendering fills it."""

    title: str
    body: str
    network: str
    issued_on: date
    place: str
    number: str | None = None
    version: int = 1
    classification: str | None = None
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    lead_body: str | None = None
    project: Project | None = None
    registration: Registration | None = None
    attachments: tuple[Attachment, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body as a letter names it."""

    name: str
    kind: OrganisationKind
    seat: str | None = None
    fiscal_code: str | None = None
    certified_mail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person whom one may call or write to about the document."""

    name: str
    role: str
    organisation: str
    phone: str | None = None
    mail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act with its number and date; `enforceable` once it may be carried out (TUEL art. 134)."""

    kind: ActKind
    body: str
    number: str
    on: date
    enforceable: bool
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs and as what; `kind` and `on` stay empty until the signature is there."""

    name: str
    role: str
    organisation: str
    kind: SignatureKind | None = None
    on: date | None = None
