"""The health part of a case: notes and files that only who follows it and the health workers there write and read."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from governance import health
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.notes import File, add_attachment, add_note, attachment_bytes, attachments_of
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_acts import cleaned_name
from web.dossier_sights import Sight, sight_of
from web.dossiers import download, page
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.situations import Situation

pages = Blueprint("health_parts", __name__, url_prefix="/pratiche")


@pages.post("/<code>/salute")
@open_to(SIGNED_IN)
def add(code: str) -> Answer | tuple[str, int]:
    """Add a note, a file, or both."""
    form, sent = Form.typed(), request.files.get("health_file")
    file = File(cleaned_name(sent.filename), sent.read()) if sent and sent.filename else None
    try:
        with writing() as tx:
            _add(_case(tx, code), form, file)
    except Invalid as error:
        with reading() as tx:
            found = _case(tx, code)
            form.revision = str(found.dossier.last_number)
            return page(found, form=form.refuse(error)), 422
    flash(_("Aggiunto alla parte sanitaria."))
    return redirect(url_for("dossiers.show", code=code, _anchor="titolo-salute"))


@pages.get("/<code>/salute/<digest>")
@open_to(SIGNED_IN)
def attachment(code: str, digest: str) -> Response:
    """One of its files as a download; its address is the beginning of its own SHA-256, which nobody guesses."""
    with reading() as tx:
        found = _case(tx, code)
        listed = attachments_of(tx, found.dossier, of_health=True)
        wanted = next((each.id for each, _name in listed if each.digest[:32] == digest), None)
        kept = attachment_bytes(tx, found.dossier, wanted) if wanted is not None else None
    if kept is None:
        raise NotVisible
    name, data = kept
    return download(data, name)


def note(found: Sight, words: str, key: str) -> None:
    """Add a note; the same key again adds nothing."""
    writer = found.situation.actor

    def change(situation: Situation) -> None:
        add_note(situation.tx, found.dossier, writer.person_id or 0, words, of_health=True)

    act = Act(found.dossier.id, health.NOTE, writer, texts={"note": words}, key=key[-64:], permission=Permission.HEALTH)
    perform(found.situation.tx, act, change)


def _add(found: Sight, form: Form, file: File | None) -> None:
    words = form.text("health_note", required=False)
    if file and not file.data:
        form.fault("health_file", _("Questo file è vuoto: sceglilo di nuovo."))
    elif not words and not file:
        form.fault("health_note", _("Scrivi una nota o scegli un file."))
    form.check()
    if words:
        note(found, words, f"{form.key}:note")
    if file:
        _attach(found, file, f"{form.key}:file")


def _attach(found: Sight, file: File, key: str) -> None:
    writer = found.situation.actor

    def change(situation: Situation) -> None:
        add_attachment(situation.tx, found.dossier, writer.person_id or 0, file, of_health=True)

    codes, texts = {"size": len(file.data)}, {"name": file.name}
    act = Act(
        found.dossier.id, health.ATTACH, writer, codes=codes, texts=texts, key=key[-64:], permission=Permission.HEALTH
    )
    perform(found.situation.tx, act, change)


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who read its health part; to anybody else there is no such page."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case" or not found.heals:
        raise NotVisible
    return found
