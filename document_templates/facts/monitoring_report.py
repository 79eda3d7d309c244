"""Facts of the monitoring report: figures already suppressed where few, each with its source and denominator."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from document_templates.facts.common import Choice, DocumentBlock, Signature

SMALLEST_CELL = 5


class Suppression(Choice):
    """Why a figure is not printed: it is small, or it would let a small one be found by subtraction."""

    SMALL = "small", "meno di 5"
    COMPLEMENTARY = "complementary", "non pubblicato"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share: `count` out of `total`; `query` names the reckoning; `previous` is the earlier period's count."""

    label: str
    count: int
    total: int
    query: str
    previous: int | None = None

    @property
    def share(self) -> Decimal | None:
        """Return the share in hundredths, empty for a total of zero."""
        return Decimal(100 * self.count) / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table of persons: a count, or the reason why it is withheld."""

    label: str
    count: int | None
    withheld: Suppression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """One row of a table of persons; `total` is printed unless withheld too."""

    label: str
    cells: tuple[Cell, ...]
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTable:
    """A table that counts persons; `columns` name the cells of each row."""

    title: str
    query: str
    columns: tuple[str, ...]
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRate:
    """How many sittings an organisation attended of those it was called to."""

    organisation: str
    attended: int
    called: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDone:
    """A party's promise and what was done, in the same unit."""

    organisation: str
    service: str
    unit: str
    promised: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementStatus:
    """An agreement with its end and the acts still missing."""

    title: str
    ends_on: date | None
    missing_acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringReport:
    """The report on `starts_on` to `ends_on`, both included, compared with the period before.

    Figures are cut off at `cut_at`; `snapshot` and `data_sha256` name the data they were made from.
    """

    document: DocumentBlock
    starts_on: date
    ends_on: date
    previous_starts_on: date | None
    previous_ends_on: date | None
    cut_at: datetime
    snapshot: str
    data_sha256: str
    key_figures: tuple[Figure, ...]
    key_facts: tuple[str, ...]
    decisions_asked: tuple[str, ...]
    members: int
    accessions: tuple[str, ...]
    exits: tuple[str, ...]
    maturity: str
    meeting_figures: tuple[Figure, ...]
    attendance: tuple[MemberRate, ...]
    days_to_approval: int | None
    decision_figures: tuple[Figure, ...]
    action_figures: tuple[Figure, ...]
    median_delay: int | None
    agreements: tuple[AgreementStatus, ...]
    pledges: tuple[PromisedDone, ...]
    referral_figures: tuple[Figure, ...]
    referral_tables: tuple[PersonTable, ...]
    result_tables: tuple[PersonTable, ...]
    critical_points: tuple[str, ...]
    proposals: tuple[str, ...]
    method: str
    data_quality: tuple[str, ...]
    signatory: Signature
