"""Households and the people the network serves: identity stands apart, sealed with the household's key."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.errors import Unreadable
from governance.texts import folded, sounded

REFERENCE = "reference"
GUARDIAN = "guardian"
"""The relation of who answers for a minor without living in the household."""


class Household(Record):
    """A nucleo. Its key lives in the key store under the same number."""

    __tablename__ = "households"

    id: Mapped[int] = key()
    opened_at: Mapped[datetime]


class Beneficiary(Record):
    """A destinatario. `document_mark` and `name_mark` are blind indexes that find the same person elsewhere."""

    __tablename__ = "beneficiaries"

    id: Mapped[int] = key()
    household_id: Mapped[int] = mapped_column(ForeignKey("households.id"), index=True)
    sealed_identity: Mapped[bytes] = mapped_column(LargeBinary)
    document_mark: Mapped[str | None] = mapped_column(String(64), index=True)
    name_mark: Mapped[str | None] = mapped_column(String(64), index=True)
    is_member: Mapped[bool] = mapped_column(default=True, server_default=true())
    left_on: Mapped[date | None]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is; dates are ISO texts. `relation`: reference, partner, child, parent, other or guardian.

    A guardian stands beside the household and is not counted in it. `guardianship` (a code) says in what right
    somebody, of the household or beside it, answers for its minors.
    """

    given_name: str
    family_name: str
    relation: str = "reference"
    born_on: str = ""
    document: str = ""
    phone: str = ""
    language: str = ""
    guardianship: str = ""

    @property
    def is_member(self) -> bool:
        """Whether the person belongs to the household; a guardian from outside does not."""
        return self.relation != GUARDIAN

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def is_minor(self, day: date) -> bool:
        """Whether the person is under eighteen on that day; an unknown birth date counts as of age."""
        if not self.born_on:
            return False
        born = date.fromisoformat(self.born_on)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < 18


def open_household(tx: Transaction) -> Household:
    """A new household with a key of its own."""
    household = Household(opened_at=tx.now)
    tx.add(household)
    tx.flush()
    tx.vault.make_key(household.id)
    return household


def add_beneficiary(tx: Transaction, household_id: int, identity: Identity) -> Beneficiary:
    """A person of the household, identity sealed, marks written."""
    beneficiary = Beneficiary(household_id=household_id, sealed_identity=b"")
    tx.add(beneficiary)
    tx.flush()
    write_identity(tx, beneficiary, identity)
    return beneficiary


def write_identity(tx: Transaction, beneficiary: Beneficiary, identity: Identity) -> None:
    """Seal the identity anew and write its marks."""
    plain = json.dumps(asdict(identity), ensure_ascii=False)
    place = f"beneficiaries.identity:{beneficiary.id}"
    beneficiary.sealed_identity = tx.vault.seal_text(beneficiary.household_id, plain, place)
    beneficiary.document_mark, beneficiary.name_mark = marks(tx, identity)
    beneficiary.is_member = identity.is_member
    tx.flush()


def marks(tx: Transaction, identity: Identity) -> tuple[str | None, str | None]:
    """The two blind indexes: the document number, and the sound of the surname with the birth year.

    A guardian from outside has none: one volunteer answers for minors of many households.
    """
    if not identity.is_member:
        return None, None
    document = folded(identity.document).replace(" ", "")
    sound, year = sounded(identity.family_name), identity.born_on[:4]
    return (
        tx.vault.index("document", document) if document else None,
        tx.vault.index("name", f"{sound}|{year}") if sound and year else None,
    )


def identities_of(tx: Transaction, household_ids: Iterable[int]) -> dict[int, list[tuple[int, Identity]]]:
    """The people still in these households, opened: `(beneficiary id, identity)` by household.

    The reference person comes first, a guardian from outside last.
    A household whose key was erased is simply not there.
    """
    query = select(Beneficiary).where(Beneficiary.household_id.in_(set(household_ids)), Beneficiary.left_on.is_(None))
    found: dict[int, list[tuple[int, Identity]]] = {}
    for row in tx.scalars(query.order_by(Beneficiary.id)):
        try:
            found.setdefault(row.household_id, []).append((row.id, _opened(tx, row)))
        except Unreadable:
            continue
    for people in found.values():
        people.sort(key=lambda pair: (pair[1].relation != REFERENCE, not pair[1].is_member))
    return found


def leave(tx: Transaction, beneficiary: Beneficiary, day: date, next_reference: Beneficiary | None = None) -> None:
    """The person left the household that day; where it was the reference person, another takes its place."""
    beneficiary.left_on = day
    if next_reference is not None:
        write_identity(tx, next_reference, replace(_opened(tx, next_reference), relation=REFERENCE))
    tx.flush()


def present_members(tx: Transaction, household_id: int) -> set[int]:
    """The keys of who is in the household now; who left is not counted, nor is a guardian from outside."""
    query = select(Beneficiary.id).where(
        Beneficiary.household_id == household_id, Beneficiary.is_member, Beneficiary.left_on.is_(None)
    )
    return set(tx.scalars(query))


def guardian_among(people: Iterable[Identity]) -> Identity | None:
    """Who answers for the minors of a household, where somebody is named."""
    return next((each for each in people if each.guardianship), None)


def perhaps_known(tx: Transaction, identity: Identity, household_id: int = 0) -> set[int]:
    """Other households where somebody has the same document or the same-sounding surname and birth year."""
    document, name = marks(tx, identity)
    same = [Beneficiary.document_mark == document] if document else []
    same += [Beneficiary.name_mark == name] if name else []
    if not same:
        return set()
    query = select(Beneficiary.household_id).where(or_(*same), Beneficiary.household_id != household_id)
    return set(tx.scalars(query))


def _opened(tx: Transaction, row: Beneficiary) -> Identity:
    plain = tx.vault.open_text(row.household_id, row.sealed_identity, f"beneficiaries.identity:{row.id}")
    return Identity(**json.loads(plain))
