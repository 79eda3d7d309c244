"""One batch of a bulk job: the facts of the next parties gathered, rendered outside any transaction, and written."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from document_templates.errors import DocumentError
from document_templates.facts.serial import to_json
from document_templates.layout import builtin
from document_templates.untrusted import render_many_untrusted
from governance import bulk_jobs, documents, templates
from governance.actors import SYSTEM
from governance.bulk_jobs import DONE, FAILED, Job
from governance.database import Database, Transaction
from governance.documents import Wanted
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.templates import Template
from workflows.issuing.by_hand import prepare_party
from workflows.papers.agreements import agreement_of
from workflows.papers.asking import numbered
from workflows.papers.making import told
from workflows.situations import situation_of

BATCH = 20


class Made(NamedTuple):
    """What became of one item before it is written: its facts with the bytes, or the reason why not."""

    item_id: int
    about_id: int
    facts: str
    data: bytes
    fault: str


class Batch(NamedTuple):
    """Some items of a job, made from one template (None: the built-in)."""

    made: Sequence[Made]
    template_id: int | None


def next_batch(database: Database, job_id: int, size: int = BATCH) -> Batch:
    """The next items with their bytes or faults; nothing is written."""
    with database.reading() as tx:
        job = tx.get_one(Job, job_id)
        dossier = tx.get_one(Dossier, job.dossier_id)
        agreement = agreement_of(situation_of(tx, dossier, SYSTEM))
        gathered = []
        for item in bulk_jobs.waiting_items(tx, job_id, size):
            try:
                prepared = prepare_party(agreement, job.document, item.about_id)
                prepared.require_issuable(job.reasoned)
                version = documents.next_version(tx, dossier.id, job.document, item.about_id)
                gathered.append((item.id, item.about_id, numbered(prepared.facts, version), ""))
            except Unmet as error:
                gathered.append((item.id, item.about_id, None, error.sentence))
        used = templates.published(tx, dossier.network_id, job.document)
        data = tx.get_one(Template, used.id).data if used else None
    return Batch(_rendered(job.document, data, gathered), used.id if used else None)


def _rendered(name: str, template: bytes | None, gathered: Sequence[tuple[int, int, Any, str]]) -> list[Made]:
    good = [facts for _item, _about, facts, fault in gathered if not fault]
    rendered = iter(_documents(name, template, good))
    made = []
    for item_id, about_id, facts, fault in gathered:
        data = b"" if fault else next(rendered)
        if isinstance(data, DocumentError):
            made.append(Made(item_id, about_id, "", b"", told(data)))
        else:
            made.append(Made(item_id, about_id, to_json(facts) if facts else "", data, fault))
    return made


def _documents(name: str, template: bytes | None, many: Sequence[Any]) -> Iterable[bytes | DocumentError]:
    if template is None:
        return [_built_in(name, facts) for facts in many]
    try:
        return render_many_untrusted(template, many)
    except DocumentError as error:
        return [error] * len(many)


def _built_in(name: str, facts: Any) -> bytes | DocumentError:
    try:
        return builtin(name).render(facts)
    except DocumentError as error:
        return error


def write_batch(tx: Transaction, job_id: int, batch: Batch) -> None:
    """Write what was made; nothing where another template came into use meanwhile, so that it is made again."""
    job = tx.get_one(Job, job_id)
    dossier = tx.get_one(Dossier, job.dossier_id)
    present = templates.published(tx, dossier.network_id, job.document)
    if (present.id if present else None) != batch.template_id:
        return
    for each in batch.made:
        if each.fault:
            bulk_jobs.settle_item(tx, each.item_id, FAILED, each.fault)
            continue
        version = documents.next_version(tx, dossier.id, job.document, each.about_id)
        document = documents.ask_for(tx, dossier, Wanted(job.document, each.facts, each.about_id, version), job.line_id)
        digest = documents.digest_of(documents.template_of(tx, document)) or builtin(job.document).digest
        documents.write_bytes(tx, document, dossier.household_id, each.data, digest)
        bulk_jobs.settle_item(tx, each.item_id, DONE, document_id=document.id)
