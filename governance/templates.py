"""Templates of a network: its own Word form of a document, in versions; a second person approves what is used."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, defer, mapped_column

from governance import registers
from governance.actors import ROME, Actor
from governance.database import Record, Transaction, key
from governance.errors import NotOffered, NotPermitted, NotVisible
from governance.networks import Network, network_by_slug, networks_of
from governance.registers import Entry
from governance.roles import Role

TEMPLATE = "template"


class Status(StrEnum):
    """Where a version stands; only one of a document is published, and one that was stays readable."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETIRED = "retired"


class Template(Record):
    """A modello: the bytes somebody uploaded, already found sound, as a numbered version of a network's document."""

    __tablename__ = "templates"
    __table_args__ = (
        UniqueConstraint("network_id", "document", "version"),
        CheckConstraint("approved_by IS NULL OR approved_by <> uploaded_by", name="second_person"),
        CheckConstraint("status <> 'published' OR approved_by IS NOT NULL", name="approved"),
        Index("uq_templates_published", "network_id", "document", unique=True,
              sqlite_where=text("status = 'published'"), postgresql_where=text("status = 'published'")),
    )  # fmt: skip

    id: Mapped[int] = key()
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    document: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(10), default=Status.DRAFT)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    uploaded_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]


def require_network(tx: Transaction, actor: Actor, slug: str) -> Network:
    """The network of this short name, for people who work in it or keep the installation; else NotVisible."""
    found = network_by_slug(tx, slug)
    if found is None or found.id not in {each.id for each in networks_seen(tx, actor)}:
        raise NotVisible
    return found


def networks_seen(tx: Transaction, actor: Actor) -> list[Network]:
    """The networks whose templates the actor may read."""
    return networks_of(tx, set(actor.roles), tx.now.astimezone(ROME).date())


def keeps_templates(actor: Actor, network_id: int) -> bool:
    """Whether the actor uploads and approves: the network's managers, and administrators who work in it."""
    return actor.holds(Role.MANAGER, network_id) or actor.is_administrator


def require_keeper(actor: Actor, network_id: int) -> None:
    """NotPermitted unless the actor keeps the network's templates."""
    if not keeps_templates(actor, network_id):
        raise NotPermitted("I modelli li tengono i network manager della rete e gli amministratori.")


def add_template(tx: Transaction, actor: Actor, network_id: int, document: str, data: bytes) -> Template:
    """The next version, as a draft; the caller has found the file sound. The same bytes again are the same draft."""
    require_keeper(actor, network_id)
    digest = hashlib.sha256(data).hexdigest()
    newest = next(iter(versions_of(tx, network_id, document)), None)
    if newest is not None and newest.digest == digest and newest.status != Status.RETIRED:
        return newest
    version = tx.scalar(
        select(func.max(Template.version)).where(Template.network_id == network_id, Template.document == document)
    )
    made = Template(
        network_id=network_id, document=document, version=(version or 0) + 1, data=data, size=len(data),
        digest=digest, status=Status.DRAFT, uploaded_by=actor.person_id, uploaded_at=tx.now,
    )  # fmt: skip
    tx.add(made)
    tx.flush()
    _record(tx, actor, made, "upload_template")
    return made


def propose(tx: Transaction, actor: Actor, template: Template) -> None:
    """Ask a second person to publish a draft."""
    require_keeper(actor, template.network_id)
    _require(template, Status.DRAFT)
    template.status = Status.PROPOSED
    _record(tx, actor, template, "propose_template")


def send_back(tx: Transaction, actor: Actor, template: Template) -> None:
    """Make what was proposed a draft again."""
    require_keeper(actor, template.network_id)
    _require(template, Status.PROPOSED)
    template.status = Status.DRAFT
    _record(tx, actor, template, "send_back_template")


def publish(tx: Transaction, actor: Actor, template: Template) -> None:
    """Put it to use in the place of the one before; NotPermitted for whoever uploaded it."""
    require_keeper(actor, template.network_id)
    if actor.person_id is None or actor.person_id == template.uploaded_by:
        raise NotPermitted("Questo modello l'hai caricato tu: lo deve pubblicare un'altra persona.")
    _require(template, Status.PROPOSED)
    if before := published(tx, template.network_id, template.document):
        before.status, before.retired_at = Status.RETIRED, tx.now
        tx.flush()
    template.status, template.approved_by, template.approved_at = Status.PUBLISHED, actor.person_id, tx.now
    _record(tx, actor, template, "publish_template")


def retire(tx: Transaction, actor: Actor, template: Template) -> None:
    """Use it no more; documents made from it keep it."""
    require_keeper(actor, template.network_id)
    _require(template, Status.DRAFT, Status.PROPOSED, Status.PUBLISHED)
    template.status, template.retired_at = Status.RETIRED, tx.now
    _record(tx, actor, template, "retire_template")


def published(tx: Transaction, network_id: int | None, document: str) -> Template | None:
    """The version in use, without its bytes; None where the built-in one is."""
    wanted = Template.network_id == network_id, Template.document == document, Template.status == Status.PUBLISHED
    return tx.scalar(select(Template).options(defer(Template.data)).where(*wanted)) if network_id else None


def versions_of(tx: Transaction, network_id: int, document: str = "") -> list[Template]:
    """The versions of one document, or of all, newest first, without their bytes."""
    query = select(Template).options(defer(Template.data)).where(Template.network_id == network_id)
    if document:
        query = query.where(Template.document == document)
    return list(tx.scalars(query.order_by(Template.document, Template.version.desc())))


def numbers_of(tx: Transaction, ids: Iterable[int]) -> dict[int, int]:
    """The version numbers of several templates by key."""
    return dict(tx.execute(select(Template.id, Template.version).where(Template.id.in_(set(ids)))).tuples().all())


def version_of(tx: Transaction, network_id: int, document: str, version: int, to_change: bool = False) -> Template:
    """One version with its bytes; NotVisible if there is none."""
    wanted = Template.network_id == network_id, Template.document == document, Template.version == version
    query = select(Template).where(*wanted)
    found = tx.scalar(query.with_for_update() if to_change else query)
    if found is None:
        raise NotVisible
    return found


def _require(template: Template, *statuses: Status) -> None:
    if template.status not in statuses:
        raise NotOffered("Nel frattempo il modello ha cambiato stato: riapri la pagina e guarda a che punto è.")


def _record(tx: Transaction, actor: Actor, template: Template, act: str) -> None:
    tx.flush()
    details = {"document": template.document, "version": template.version, "digest": template.digest}
    registers.record(tx, actor, Entry(act, TEMPLATE, template.id, details))
