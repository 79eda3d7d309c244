"""Making documents after the commit that asked for them: the bytes are the same whenever they are made."""

import logging
from collections.abc import Iterable
from typing import Any

from document_templates.facts.serial import from_json
from document_templates.layout import builtin
from governance import documents
from governance.database import Database, Transaction
from governance.documents import Document
from governance.dossiers import Dossier

LOG = logging.getLogger(__name__)


def make_documents(database: Database, dossier_ids: Iterable[int] = ()) -> int:
    """Make what was asked for and is not there yet, all or of some dossiers; how many were made.

    Rendering happens outside any writing transaction. A document that cannot be made keeps its fault and is
    tried again at the next tick.
    """
    with database.reading() as tx:
        waiting = [(each.id, *_source(tx, each)) for each in documents.to_make(tx, dossier_ids)]
    return sum(_make(database, *each) for each in waiting)


def render(name: str, facts: Any) -> tuple[bytes, str]:
    """The bytes of a built-in document and the digest of its template."""
    template = builtin(name)
    return template.render(facts), template.digest


def _source(tx: Transaction, document: Document) -> tuple[str, int, str]:
    household_id = tx.get_one(Dossier, document.dossier_id).household_id
    return document.name, household_id, documents.facts_of(tx, document, household_id)


def _make(database: Database, document_id: int, name: str, household_id: int, facts: str) -> bool:
    try:
        data, digest = render(name, from_json(name, facts))
    except Exception as fault:
        LOG.exception("document %s could not be made", document_id)
        with database.transaction() as tx:
            document = tx.get_one(Document, document_id)
            document.attempts += 1
            document.fault = type(fault).__name__
        return False
    with database.transaction() as tx:
        documents.write_bytes(tx, tx.get_one(Document, document_id), household_id, data, digest)
    return True
