"""Bodies: a tavolo tecnico, an assembly, a steering group; seats are mandates held at them."""

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction
from governance.organisations import OrganisationKind, add_organisation


class Body(Record):
    """An organo of a network. It shares its key with the organisation of kind `body`."""

    __tablename__ = "bodies"

    id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    nature: Mapped[str] = mapped_column(String(20), default="technical")


def add_body(tx: Transaction, network_id: int, name: str, nature: str = "technical") -> Body:
    """A new body of a network; `nature` is `technical` or `deliberative`."""
    body = Body(id=add_organisation(tx, OrganisationKind.BODY, name).id, network_id=network_id, nature=nature)
    tx.add(body)
    tx.flush()
    return body


def table_of_network(tx: Transaction, network_id: int) -> int | None:
    """The tavolo tecnico to which what is stuck in the network is brought, if it has one."""
    query = select(Body.id).where(Body.network_id == network_id, Body.nature == "technical")
    return tx.scalars(query.order_by(Body.id)).first()
