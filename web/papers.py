"""Atti: the documents one may read, those of one dossier in their versions, as PDF, and what changed between two."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from document_templates.comparison import compare
from document_templates.errors import DocumentError
from governance import bulk_jobs, documents, templates
from governance.actors import Actor
from governance.database import Transaction
from governance.document_lists import PAGE, documents_for
from governance.documents import Document
from governance.errors import NotVisible
from governance.organisations import names_of
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of
from web.dossiers import BY_CODE_ALONE, download, record_look
from web.forms import Form
from web.lists import page_of, place
from web.template_acts import PDF
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.issuing.by_hand import PER_PARTY, issuable
from workflows.papers.uploads import as_pdf

pages = Blueprint("papers", __name__)


class Paper(NamedTuple):
    """One document of a dossier's page; `before` is the version before it, if it was made."""

    document: Document
    about: str
    template: int | None
    before: int | None


@pages.get("/atti")
@open_to(SIGNED_IN)
def list() -> str:
    """The documents one may read, newest first."""
    actor = present_actor()
    after = place()
    with reading() as tx:
        found = documents_for(tx, actor, after[1] if after else None, PAGE + 1)
        page = page_of(found, PAGE, lambda each: ("", each.document.id))
        about = names_of(tx, {each.document.about_id for each in page.rows if each.document.about_id})
        return render_template("papers/list.html", page=page, about=about)


@pages.get("/pratiche/<code>/atti")
@open_to(SIGNED_IN)
def show(code: str) -> str:
    """The documents of one dossier in their versions, what may be issued, and the work in progress."""
    with reading() as tx:
        found = readable(tx, code, present_actor())
        names = issuable(found.situation)
        kept = found.dossier.kind == "protocol"
        return render_template(
            "papers/show.html",
            dossier=found.dossier,
            papers=_papers(tx, documents.documents_of(tx, found.dossier.id)),
            issuable=[name for name in names if name not in PER_PARTY],
            per_party=[name for name in names if name in PER_PARTY],
            completes=kept and found.writes,
            jobs=bulk_jobs.jobs_of(tx, found.dossier.id),
            form=Form(),
        )


@pages.post("/pratiche/<code>/atti/<int:document_id>/pdf")
@open_to(SIGNED_IN)
def pdf(code: str, document_id: int) -> Response | Answer:
    """One document as PDF."""
    [(record, data)] = opened(code, [document_id])
    try:
        return download(as_pdf(data), f"{record.name}-{code}-{record.version}.pdf", PDF)
    except DocumentError as error:
        flash(str(error))
        return redirect(url_for("papers.show", code=code))


@pages.post("/pratiche/<code>/atti/confronto")
@open_to(SIGNED_IN)
def differences(code: str) -> str:
    """What changed, word by word, between two documents of one name about the same party."""
    form = Form.typed()
    old, new = (form.choice_of_key(name) or 0 for name in ("old", "new"))
    (before, old_data), (after, new_data) = opened(code, [old, new])
    if (before.name, before.about_id) != (after.name, after.about_id):
        raise NotVisible
    found = compare(old_data, new_data)
    return render_template(
        "papers/differences.html",
        code=code,
        before=before,
        after=after,
        paragraphs=found,
        changed=sum(each.is_changed for each in found),
        whole=request.form.get("whole") == "1",
        form=form,
    )


def readable(tx: Transaction, code: str, actor: Actor) -> Sight:
    """The dossier, for those who may read its content."""
    found = sight_of(tx, code, actor)
    found.require(Permission.READ)
    return found


def opened(code: str, ids: Sequence[int]) -> Sequence[tuple[Document, bytes]]:
    """Made documents of this dossier with their bytes; looking at one that names the person is recorded."""
    with writing() as tx:
        found = readable(tx, code, present_actor())
        read: Sequence[Any] = [documents.document_bytes(tx, found.dossier, each) for each in ids]
        if not all(read):
            raise NotVisible
        for record, _data in read:
            if found.dossier.household_id and record.name not in BY_CODE_ALONE:
                found.require(Permission.IDENTIFY)
                record_look(found, f"document:{record.id}")
    return read


def _papers(tx: Transaction, found: Sequence[Document]) -> Sequence[Paper]:
    about = names_of(tx, {each.about_id for each in found if each.about_id})
    numbers = templates.numbers_of(tx, {each.template_id for each in found if each.template_id})
    made = {(each.name, each.about_id, each.version): each.id for each in found if each.made_at}
    return [
        Paper(
            each,
            about.get(each.about_id or 0, ""),
            numbers.get(each.template_id or 0),
            made.get((each.name, each.about_id, each.version - 1)),
        )
        for each in found
    ]
