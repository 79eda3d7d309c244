"""Dossiers: the one page of every kind of dossier, its documents, and who the person is, shown on demand."""

from typing import Any

from flask import Blueprint, Response, render_template

from governance import readings
from governance.documents import document_bytes
from governance.errors import NotVisible
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_dress import dressed
from web.dossier_facts import people_of
from web.dossier_receipts import receipts_of, unread_by
from web.dossier_sights import Sight, sight_of
from web.dossier_view import page_of
from web.forms import Form
from web.relations import RELATIONS, guardianships
from web.sent_links import sent_links_of
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform

pages = Blueprint("dossiers", __name__, url_prefix="/pratiche")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BY_CODE_ALONE = frozenset({"acceptance_letter"})
"""Documents that speak of the person by case code only."""


@pages.get("/<code>")
@open_to(SIGNED_IN)
def show(code: str) -> str:
    """The page of a dossier, as far as the visitor may see it; that their organisation opened it is noted once."""
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        shown, unread = page(found), unread_by(found)
    if unread:
        with writing() as tx:
            readings.note(tx, unread)
    return shown


@pages.post("/<code>/identita")
@open_to(SIGNED_IN)
def show_identity(code: str) -> str:
    """The same page with the people's names: recorded first, then shown once."""
    form = Form.typed()
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        found.require(Permission.IDENTIFY)
        record_look(found, form.key)
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        return page(found, people=people_of(found), relations=RELATIONS, guardianships=dict(guardianships()))


@pages.post("/<code>/documenti/<int:document_id>")
@open_to(SIGNED_IN)
def document(code: str, document_id: int) -> Response:
    """One issued document as a download; where it may name the person, the look is recorded, once per reader."""
    actor = present_actor()
    with writing() as tx:
        found = sight_of(tx, code, actor)
        found.require(Permission.READ)
        issued = document_bytes(tx, found.dossier, document_id)
        if issued is None:
            raise NotVisible
        record, data = issued
        name = record.name
        if found.dossier.household_id and name not in BY_CODE_ALONE:
            found.require(Permission.IDENTIFY)
            record_look(found, f"document:{document_id}")
    return download(data, f"{name}-{code}.docx", WORD)


def record_look(found: Sight, key: str) -> None:
    """Write into the history that the visitor looked at who the person is."""
    act = Act(found.dossier.id, "show_identity", found.situation.actor, key=key, permission=Permission.IDENTIFY)
    perform(found.situation.tx, act, lambda situation: None)


def download(data: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """Bytes that a browser saves and never shows (RFC 6266)."""
    response = Response(data, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def page(found: Sight, **more: Any) -> str:
    """The dossier's page; every form on it carries the revision it was shown at."""
    shown = page_of(found)
    shown["form"] = Form({"revision": found.dossier.last_number})
    return render_template(
        "dossiers/show.html",
        **{**shown, **dressed(found, shown), **sent_links_of(found), "receipts": receipts_of(found), **more},
    )
