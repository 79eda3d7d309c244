"""Acts on a dossier that are no moves: notes, attachments, and what was told to the person by voice."""

import re
import unicodedata

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from governance.errors import Invalid, NotVisible
from governance.notes import File, add_attachment, add_note, attachment_bytes, attachments_of
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of
from web.dossiers import download, page
from web.forms import Form
from web.kept_forms import safe_path
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.situations import Situation

pages = Blueprint("dossier_acts", __name__, url_prefix="/pratiche")

LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


@pages.post("/<code>/note")
@open_to(SIGNED_IN)
def add(code: str) -> Answer | tuple[str, int]:
    """Add a note, a file, or both."""
    form, sent = Form.typed(), request.files.get("file")
    try:
        _add(code, form, sent)
    except Invalid as error:
        with reading() as tx:
            found = sight_of(tx, code, present_actor())
            form.revision = str(found.dossier.last_number)
            return page(found, form=form.refuse(error)), 422
    flash(_("Aggiunto alla pratica."))
    return redirect(url_for("dossiers.show", code=code, _anchor="titolo-note"))


def _add(code: str, form: Form, sent: FileStorage | None) -> None:
    file_name = (sent.filename or "") if sent else ""
    data = sent.read() if sent and file_name else b""
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        found.require(Permission.WRITE)
        words = form.text("note", required=False)
        if file_name and not data:
            form.fault("file", _("Questo file è vuoto: sceglilo di nuovo."))
        elif not words and not data:
            form.fault("note", _("Scrivi una nota o scegli un file."))
        form.check()
        if words:
            note(found, words, f"{form.key}:note")
        if data:
            attach(found, cleaned_name(file_name), data, f"{form.key}:file")


def note(found: Sight, words: str, key: str) -> None:
    """Add a note; the same key again adds nothing."""
    writer = found.situation.actor
    act = Act(found.dossier.id, "note", writer, texts={"note": words}, key=key[-64:])

    def change(situation: Situation) -> None:
        add_note(situation.tx, found.dossier, writer.person_id or 0, words)

    perform(found.situation.tx, act, change)


def attach(found: Sight, name: str, data: bytes, key: str) -> None:
    """Add a file; the same key again adds nothing."""
    writer = found.situation.actor
    act = Act(found.dossier.id, "attach", writer, codes={"size": len(data)}, texts={"name": name}, key=key[-64:])

    def change(situation: Situation) -> None:
        add_attachment(situation.tx, found.dossier, writer.person_id or 0, File(name, data))

    perform(found.situation.tx, act, change)


@pages.get("/<code>/allegati/<digest>")
@open_to(SIGNED_IN)
def attachment(code: str, digest: str) -> Response:
    """One attachment as a download; its address is the beginning of its own SHA-256, which nobody guesses."""
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        found.require(Permission.READ)
        listed = attachments_of(tx, found.dossier)
        wanted = next((each.id for each, _name in listed if each.digest[:32] == digest), None)
        kept = attachment_bytes(tx, found.dossier, wanted) if wanted is not None else None
        if kept is None:
            raise NotVisible
        name, data = kept
    return download(data, name)


@pages.post("/<code>/a-voce")
@open_to(SIGNED_IN)
def tell(code: str) -> Answer:
    """Note that the person was told by voice what they had to know."""
    form = Form.typed()
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        perform(tx, Act(found.dossier.id, "tell", found.situation.actor, key=form.key), lambda situation: None)
    flash(_("Annotato: la persona lo sa."))
    return redirect(safe_path(form["next"]))


def cleaned_name(name: str) -> str:
    """A file's name without folders, control characters and signs that systems read; never empty, not too long."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    stem, dot, ending = _UNSAFE.sub("_", plain).strip(" .").rpartition(".")
    stem, ending = (stem, ending) if stem and len(ending) <= 10 else (f"{stem}{dot}{ending}", "")
    short = (stem or _("allegato"))[: LONGEST_NAME - len(ending) - 1]
    return f"{short}.{ending}" if ending else short
