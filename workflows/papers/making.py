"""Making documents after the commit that asked for them: the bytes are the same whenever they are made."""

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from document_templates.errors import DocumentError, Missing, Refused
from document_templates.facts.serial import from_json
from document_templates.layout import builtin
from document_templates.untrusted import render_untrusted
from governance import documents
from governance.database import Database, Transaction
from governance.documents import Document
from governance.dossiers import Dossier

LOG = logging.getLogger(__name__)


class _Source(NamedTuple):
    """What one document is made from; `template` is the network's own, None for the built-in."""

    document_id: int
    name: str
    household_id: int
    facts: str
    template: bytes | None
    digest: str


def make_documents(database: Database, dossier_ids: Iterable[int] = ()) -> int:
    """Make what was asked for and is not there yet, all or of some dossiers; how many were made.

    Rendering happens outside any writing transaction, a network's own template in a closed process. A document
    that cannot be made keeps its fault and is tried again at the next tick.
    """
    with database.reading() as tx:
        waiting = [_source(tx, each) for each in documents.to_make(tx, dossier_ids)]
    return sum(_make(database, each) for each in waiting)


def render(name: str, facts: Any) -> tuple[bytes, str]:
    """The bytes of a built-in document and the digest of its template."""
    template = builtin(name)
    return template.render(facts), template.digest


def _source(tx: Transaction, document: Document) -> _Source:
    household_id = tx.get_one(Dossier, document.dossier_id).household_id
    template = documents.template_of(tx, document)
    facts = documents.facts_of(tx, document, household_id)
    return _Source(document.id, document.name, household_id, facts, template, documents.digest_of(template))


def _make(database: Database, source: _Source) -> bool:
    try:
        facts = from_json(source.name, source.facts)
        if source.template is None:
            data, digest = render(source.name, facts)
        else:
            data, digest = render_untrusted(source.template, facts), source.digest
    except Exception as fault:
        LOG.exception("document %s could not be made", source.document_id)
        with database.transaction() as tx:
            document = tx.get_one(Document, source.document_id)
            document.attempts += 1
            document.fault = told(fault)
        return False
    with database.transaction() as tx:
        documents.write_bytes(tx, tx.get_one(Document, source.document_id), source.household_id, data, digest)
    return True


def told(fault: Exception) -> str:
    """The fault as it may be kept and shown: a sentence where it holds nothing of the facts, else only its kind."""
    safe = isinstance(fault, Missing | Refused)
    return (str(fault) if safe else _UNNAMED if isinstance(fault, DocumentError) else type(fault).__name__)[:400]


_UNNAMED = "Il modello non funziona con questi dati: provalo con i dati di esempio."
