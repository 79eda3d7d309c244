"""Networks: a project's partnership, its programme and fund codes, its members with dates."""

from datetime import date

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.organisations import Organisation, OrganisationKind, add_organisation


class Network(Record):
    """A rete. It shares its key with the organisation of kind `network` at which its managers hold mandates.

    `target_rule` names the rule that says whom the programme serves, `scale` how needs are scored; empty: the usual.
    `duplicate_scope` is how far a referral that is open already counts as the same: see `duplicates.Scope`.
    """

    __tablename__ = "networks"

    id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    programme: Mapped[str] = mapped_column(String(200), default="")
    period: Mapped[str] = mapped_column(String(20), default="")
    prog: Mapped[str] = mapped_column(String(40), default="")
    cup: Mapped[str] = mapped_column(String(20), default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    target_rule: Mapped[str] = mapped_column(String(40), default="", server_default="")
    scale: Mapped[str] = mapped_column(String(40), default="", server_default="")
    duplicate_scope: Mapped[str] = mapped_column(String(10), default="service", server_default="service")


class Membership(Record):
    """An organisation belongs to a network between two dates."""

    __tablename__ = "memberships"

    id: Mapped[int] = key()
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


def add_network(tx: Transaction, slug: str, name: str, **details: str | date | int | None) -> Network:
    """A new network and the organisation it is."""
    body = add_organisation(tx, OrganisationKind.NETWORK, name)
    network = Network(id=body.id, slug=slug, **details)
    tx.add(network)
    tx.flush()
    return network


def network_by_slug(tx: Transaction, slug: str) -> Network | None:
    """The network of this short name, if there is one."""
    return tx.scalar(select(Network).where(Network.slug == slug))


def networks_of(tx: Transaction, organisation_ids: set[int], day: date) -> list[Network]:
    """The networks of which any of these organisations is a member on that day, or which it is."""
    member = select(Membership.network_id).where(
        Membership.organisation_id.in_(organisation_ids),
        Membership.valid_from <= day,
        or_(Membership.valid_until.is_(None), Membership.valid_until >= day),
    )
    query = select(Network).where(or_(Network.id.in_(organisation_ids), Network.id.in_(member)))
    return list(tx.scalars(query.order_by(Network.slug)))


def members_of(tx: Transaction, network_id: int, day: date) -> list[Organisation]:
    """The members on that day, by name."""
    query = (
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(
            Membership.network_id == network_id,
            Membership.valid_from <= day,
            or_(Membership.valid_until.is_(None), Membership.valid_until >= day),
        )
        .order_by(Organisation.folded_name)
    )
    return list(tx.scalars(query))
