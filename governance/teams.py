"""Teams: who works together on a case, each with a profession, for which organisation and between which days.

To be in the team opens nothing: what somebody reads hangs on mandates and referrals, as everywhere.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.errors import NotVisible
from governance.organisations import Organisation, OrganisationKind, organisations_by_id

PUBLIC = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PLAN_OFFICE,
        OrganisationKind.OFFICE,
        OrganisationKind.HEALTH_AUTHORITY,
        OrganisationKind.SCHOOL,
        OrganisationKind.EMPLOYMENT_CENTRE,
        OrganisationKind.PROVINCE,
        OrganisationKind.REGION,
        OrganisationKind.MINISTRY,
    }
)
VOLUNTEERS = frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.VOLUNTEER_GROUP})


class TeamMember(Record):
    """One who takes part in the team of a case; from `left_on` on they are no longer there."""

    __tablename__ = "team_members"

    id: Mapped[int] = key()
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    profession: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class Seat(NamedTuple):
    """A member with the organisation they come from."""

    member: TeamMember
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Team:
    """Who is in a team today; `public` and `volunteers` say whether both sides are at work on the case."""

    seats: Collection[Seat]
    public: bool
    volunteers: bool

    @property
    def professions(self) -> frozenset[str]:
        """The professions there are."""
        return frozenset(each.member.profession for each in self.seats)


def team_of(tx: Transaction, case_id: int, following: Iterable[int], day: date) -> Team:
    """The team of a case; `following` are the organisations that follow the case, which count as being there."""
    query = select(TeamMember).where(
        TeamMember.case_id == case_id, or_(TeamMember.left_on.is_(None), TeamMember.left_on > day)
    )
    members = list(tx.scalars(query.order_by(TeamMember.joined_on, TeamMember.id)))
    houses = organisations_by_id(tx, {*following, *(each.organisation_id for each in members)})
    kinds = {each.kind for each in houses.values()}
    volunteers = bool(kinds & VOLUNTEERS) or any(each.profession == "volunteer" for each in members)
    seats = [Seat(each, houses[each.organisation_id]) for each in members]
    return Team(seats, bool(kinds & PUBLIC), volunteers)


def member_of(tx: Transaction, case_id: int, member_id: int) -> TeamMember:
    """A member of this very case's team who is still there; else NotVisible."""
    found = tx.get(TeamMember, member_id)
    if found is None or found.case_id != case_id or found.left_on is not None:
        raise NotVisible
    return found
