"""Atti per tutte le parti: what would be made and what is missing, one action for all, its progress, one zip."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from document_templates.archives import Packed, archive, pack
from document_templates.checks.findings import Severity
from governance import bulk_jobs, documents
from governance.bulk_jobs import DONE, FAILED, WAITING, Job
from governance.database import Transaction
from governance.errors import Changed, Invalid, NotPermitted
from governance.organisations import names_of
from governance.policy import Permission
from governance.texts import folded
from web.access import SIGNED_IN, open_to
from web.bulk_work import begin
from web.dossier_sights import Sight
from web.dossier_words import document_words
from web.dossiers import download
from web.forms import Form
from web.paper_checks import LONGEST_REASON
from web.papers import readable
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.issuing.bulk import Order, order
from workflows.issuing.by_hand import PER_PARTY, Prepared, issuable, prepare_party
from workflows.papers.agreements import agreement_of

pages = Blueprint("bulk_issues", __name__, url_prefix="/pratiche")

DOCUMENT = PER_PARTY[0]
ZIP = "application/zip"


class Row(NamedTuple):
    """One party before the job: what stops its document, and what asks for a reason."""

    organisation_id: int
    name: str
    stops: Sequence[str]
    grave: Sequence[str]


@pages.get("/<code>/atti/insieme")
@open_to(SIGNED_IN)
def ask(code: str) -> str:
    """For how many parties it can be made now, and what the others lack."""
    with reading() as tx:
        found = readable(tx, code, present_actor())
        return _ask_page(found, Form({"revision": found.dossier.last_number}))


@pages.post("/<code>/atti/insieme")
@open_to(SIGNED_IN)
def start(code: str) -> Answer | tuple[str, int]:
    """Record the job for every party and begin it."""
    form = Form.typed()
    try:
        job_id = _order(code, form)
    except (Invalid, Changed) as error:
        with reading() as tx:
            found = readable(tx, code, present_actor())
            if isinstance(error, Invalid):
                form.refuse(error)
            else:
                form.fault("", _("La pratica è cambiata nel frattempo: rileggi e conferma di nuovo."))
                form.revision = str(found.dossier.last_number)
            return _ask_page(found, form), 422 if isinstance(error, Invalid) else 409
    begin(job_id)
    return redirect(url_for("bulk_issues.show", code=code, job_id=job_id))


@pages.get("/<code>/atti/insieme/<int:job_id>")
@open_to(SIGNED_IN)
def show(code: str, job_id: int) -> str:
    """How far the job is, and what failed with its reason."""
    with reading() as tx:
        return render_template("papers/job.html", **_state(tx, code, job_id), form=Form())


@pages.get("/<code>/atti/insieme/<int:job_id>/avanzamento")
@open_to(SIGNED_IN)
def progress(code: str, job_id: int) -> str:
    """The part of the page that changes by itself."""
    with reading() as tx:
        return render_template("papers/progress.html", **_state(tx, code, job_id), form=Form())


@pages.post("/<code>/atti/insieme/<int:job_id>/riprendi")
@open_to(SIGNED_IN)
def resume(code: str, job_id: int) -> Answer:
    """Go on with a job that stopped, or try again what failed; what is done stays done."""
    with writing() as tx:
        found = readable(tx, code, present_actor())
        found.require(Permission.WRITE)
        bulk_jobs.try_again(tx, bulk_jobs.job_of(tx, found.dossier.id, job_id))
    begin(job_id)
    return redirect(url_for("bulk_issues.show", code=code, job_id=job_id))


@pages.get("/<code>/atti/insieme/<int:job_id>/atti.zip")
@open_to(SIGNED_IN)
def bundle(code: str, job_id: int) -> Response:
    """Everything that was made, in one file, with the list of what failed."""
    with reading() as tx:
        found = readable(tx, code, present_actor())
        job = bulk_jobs.job_of(tx, found.dossier.id, job_id)
        return download(archive(_files(tx, found, job)), f"{job.document}-{code}.zip", ZIP)


def _order(code: str, form: Form) -> int:
    actor = present_actor()
    with writing() as tx:
        found = readable(tx, code, actor)
        if DOCUMENT not in issuable(found.situation):
            raise NotPermitted(_("Gli atti per le parti li prepara chi segue il protocollo."))
        reason = form.text("reason", LONGEST_REASON, required=False)
        form.check()
        seen = int(form.revision) if form.revision.isdecimal() else -1
        parties = [each.id for each in agreement_of(found.situation).parties]
        wanted = Order(found.dossier.id, DOCUMENT, parties, form.ticked("pdf"), reason, seen, form.key)
        return order(tx, actor, wanted)


def _ask_page(found: Sight, form: Form) -> str:
    if DOCUMENT not in issuable(found.situation):
        raise NotPermitted(_("Gli atti per le parti li prepara chi segue il protocollo."))
    agreement = agreement_of(found.situation)
    rows = [_row(each.name, prepare_party(agreement, DOCUMENT, each.id)) for each in agreement.parties]
    return render_template(
        "papers/bulk.html",
        dossier=found.dossier,
        title=document_words(DOCUMENT),
        document=DOCUMENT,
        rows=rows,
        ready=sum(not row.stops for row in rows),
        grave=any(row.grave for row in rows),
        form=form,
    )


def _row(name: str, prepared: Prepared) -> Row:
    stops, grave = (
        [each.sentence for each in prepared.of(severity)] for severity in (Severity.BLOCKING, Severity.GRAVE)
    )
    return Row(prepared.about_id or 0, name, stops, grave)


def _state(tx: Transaction, code: str, job_id: int) -> dict[str, Any]:
    found = readable(tx, code, present_actor())
    job = bulk_jobs.job_of(tx, found.dossier.id, job_id)
    counts, failed = bulk_jobs.counts_of(tx, job.id), bulk_jobs.items_of(tx, job.id, FAILED)
    names = names_of(tx, {each.about_id for each in failed})
    total = sum(counts.values())
    return {
        "dossier": found.dossier,
        "job": job,
        "title": document_words(job.document),
        "done": counts[DONE],
        "total": total,
        "steps": total * (2 if job.with_pdf else 1),
        "step": total - counts[WAITING] + job.pdfs_done if not job.finished_at else total * (2 if job.with_pdf else 1),
        "failed": [(names[each.about_id], each.reason) for each in failed],
        "stopped": not job.finished_at and (job.leased_until is None or job.leased_until < tx.now),
        "writes": found.writes,
    }


def _files(tx: Transaction, found: Sight, job: Job) -> Iterator[Packed]:
    items = bulk_jobs.items_of(tx, job.id)
    names = names_of(tx, {each.about_id for each in items})
    made = documents.bytes_of(tx, found.dossier, [each.document_id for each in items if each.document_id])
    pdfs = bulk_jobs.pdfs_of(tx, found.dossier, job.id)
    for number, item in enumerate(items, 1):
        stem = f"{number:03}-{_slug(names[item.about_id])}"
        if item.document_id in made:
            yield pack(f"{stem}.docx", made[item.document_id], level=1)
        if item.status == DONE and item.id in pdfs:
            yield pack(f"{stem}.pdf", pdfs[item.id], level=1)
    failed = [f"{names[each.about_id]}: {each.reason}" for each in items if each.status == FAILED]
    if failed:
        yield pack("non-riusciti.txt", "\n".join(failed).encode())


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60] or "parte"
