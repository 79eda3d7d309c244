"""Facts of the text of a protocol, agreement, convention or pact: parties, terms, bodies, articles."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.articles import ArticleNumbers, Wording
from document_templates.facts.common import Act, Choice, DocumentBlock, Organisation, SignatureKind
from document_templates.facts.legal_types import LegalType


class DataRole(Choice):
    """The role of a party in the treatment of personal data."""

    JOINT_CONTROLLER = "joint_controller", "contitolare (art. 26 GDPR)"
    CONTROLLER = "controller", "titolare autonomo"
    PROCESSOR = "processor", "responsabile (art. 28 GDPR)"


class Comparison(Choice):
    """Strictly more than a fraction, or at least that fraction."""

    MORE_THAN = "gt", "più di"
    AT_LEAST = "ge", "almeno"


class Base(Choice):
    """Of whom the fraction is taken."""

    VOTERS = "voters", "dei votanti"
    PRESENT = "present", "dei presenti"
    ENTITLED = "entitled", "degli aventi diritto"


_MORE_THAN = {"1/2": "più della metà", "1/3": "più di un terzo", "2/3": "più di due terzi"}
_AT_LEAST = {"1/2": "almeno la metà", "1/3": "almeno un terzo", "2/3": "almeno due terzi", "1": "la totalità"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One threshold, such as more than `1/2` of the voters; `fraction` is an exact fraction as text."""

    comparison: Comparison
    fraction: str
    base: Base

    @property
    def sentence(self) -> str:
        """Return the threshold in words: `più della metà dei votanti`."""
        if self.comparison is Comparison.MORE_THAN:
            share = _MORE_THAN.get(self.fraction, f"più dei {self.fraction}")
        else:
            share = _AT_LEAST.get(self.fraction, f"almeno i {self.fraction}")
        return f"{share} {self.base.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningBody:
    """A body of the agreement; the two rules stay empty for a table that does not deliberate.

    `notice_days` before the sitting; `proxies` per holder.
    """

    name: str
    composition: str
    tasks: str
    notice_days: int
    quorum: Rule | None = None
    majority: Rule | None = None
    proxies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What a party commits to: a service, how much of it, where, by when."""

    service: str
    quantity: int
    unit: str
    place: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementParty:
    """One party; `power` is why its representative may sign; `weight` is its vote."""

    organisation: Organisation
    representative: str
    quality: str
    power: str
    data_role: DataRole
    lead: bool = False
    act: Act | None = None
    signature: SignatureKind | None = None
    signed_on: date | None = None
    pledges: tuple[Pledge, ...] = ()
    no_charge: bool = False
    weight: int = 1
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPath:
    """Who may send whom to whom, and within how many working days the answer comes."""

    sender: str
    recipient: str
    need: str
    answer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataProtection:
    """The essence of the arrangement among controllers; `contact` answers people's requests."""

    contact: str
    informs: str
    answers: str
    essence_available_at: str
    retention: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolText:
    """The whole text; days are calendar days, months calendar months; `text_sha256` freezes what is approved.

    `months` from the last signature or from `starts_on`; `renewal` and `budget` stay empty where there is none.
    """

    document: DocumentBlock
    legal_type: LegalType
    name: str
    article: ArticleNumbers
    wording: Wording
    parties: tuple[AgreementParty, ...]
    recitals: tuple[str, ...]
    considerations: tuple[str, ...]
    notice_reference: str | None
    definitions: tuple[str, ...]
    subject: str
    aims: tuple[str, ...]
    beneficiaries: str
    territory: tuple[str, ...]
    common_commitments: tuple[str, ...]
    bodies: tuple[GoverningBody, ...]
    referral_paths: tuple[ReferralPath, ...]
    training: str
    budget: str | None
    indicators: tuple[str, ...]
    report_months: int
    data_protection: DataProtection | None
    accession_days: int | None
    withdrawal_days: int | None
    breach_days: int
    months: int | None
    starts_on: date | None
    ends_on: date | None
    renewal: str | None
    forum: str
    text_sha256: str | None
