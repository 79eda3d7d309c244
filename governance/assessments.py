"""Assessments: how a household fares in each area of life, on a scale from 1 to 5, at intake and at each review."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key


class Assessment(Record):
    """A valutazione of a case: the scores by area and a remark, sealed; `scale` is the name of the scale used."""

    __tablename__ = "assessments"

    id: Mapped[int] = key()
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime]
    made_on: Mapped[date]
    occasion: Mapped[str] = mapped_column(String(20))
    scale: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


@dataclass(frozen=True, slots=True)
class Scored:
    """An assessment, opened: scores by area (an area that was not scored is absent) and the remark."""

    row: Assessment
    scores: Mapping[str, int]
    remark: str


def add_assessment(
    tx: Transaction, household_id: int, row: Assessment, scores: Mapping[str, int], remark: str
) -> Assessment:
    """Write an assessment, its scores sealed with the household's key."""
    row.at, row.sealed = tx.now, b""
    tx.add(row)
    tx.flush()
    plain = json.dumps({"scores": dict(scores), "remark": remark}, ensure_ascii=False)
    row.sealed = tx.vault.seal_text(household_id, plain, f"assessments:{row.id}")
    tx.flush()
    return row


def assessments_of(tx: Transaction, case_ids: Iterable[int], household_id: int) -> list[Scored]:
    """The assessments of these cases of one household, opened, the oldest first."""
    query = select(Assessment).where(Assessment.case_id.in_(set(case_ids))).order_by(Assessment.made_on, Assessment.id)
    return [_opened(tx, row, household_id) for row in tx.scalars(query)]


def _opened(tx: Transaction, row: Assessment, household_id: int) -> Scored:
    plain = json.loads(tx.vault.open_text(household_id, row.sealed, f"assessments:{row.id}"))
    return Scored(row, plain["scores"], plain["remark"])
