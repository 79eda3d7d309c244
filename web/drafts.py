"""Sending a referral, second half: what is asked and what is missing, the letter as it will leave, and sending."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Changed, Invalid, NotOffered, NotVisible, Unmet
from governance.history import lines_of
from governance.policy import Permission
from web import agreements
from web.access import open_to
from web.aftermath import follow
from web.cases import CASE_FOLLOWERS
from web.dossier_moves import HARMLESS
from web.dossier_sights import Sight, sight_of
from web.dossiers import WORD, download, record_look
from web.draft_forms import (
    case_of,
    fill,
    letter_of,
    letter_words,
    page_facts,
    require_editable,
    save_request,
)
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.calendars import local
from workflows.papers.previews import letter_bytes

pages = Blueprint("drafts", __name__, url_prefix="/invii")

DRAFT = "draft"


@pages.get("/<code>/controllo")
@open_to(CASE_FOLLOWERS)
def check(code: str) -> Response | str:
    """Step three: what is asked, how urgent, and every missing thing with who can mend it."""
    with reading() as tx:
        found = _draft(tx, code)
        if found.dossier.stage != DRAFT:
            return redirect(url_for("dossiers.show", code=code))
        return _check_page(found, fill(found))


@pages.post("/<code>/controllo")
@open_to(CASE_FOLLOWERS)
def save(code: str) -> Response | tuple[str, int]:
    """Keep the request and the urgency; then on to the letter."""
    form = Form.typed()
    try:
        with writing() as tx:
            save_request(_draft(tx, code), form)
    except Invalid as error:
        return _again(code, form.refuse(error), 422)
    except Changed as error:
        return _again(code, form, 409, error)
    if form["act"] == "later":
        flash(_("Bozza salvata: la ritrovi tra gli invii, nella fase «Bozza»."))
        return redirect(url_for("referrals.list", fase=DRAFT))
    return redirect(url_for("drafts.letter", code=code))


@pages.post("/<code>/consenso")
@open_to(CASE_FOLLOWERS)
def agree(code: str) -> Response | tuple[str, int]:
    """Record what the person was told or agreed to, here where it is missing; the request typed so far stays."""
    form, actor = Form.typed(), present_actor()
    try:
        with writing() as tx:
            found = _draft(tx, code)
            parent, day = case_of(found), local(tx.now).date()
            if form["what"] == "information":
                given = agreements.read_information(form, day)
                form.check()
                agreements.record_information(tx, actor, parent.id, given, form.key)
            else:
                offered = [key for key, _name in agreements.recipients(tx, found.dossier.network_id)]
                agreed = agreements.read_consent(form, day, offered)
                form.check()
                agreements.record_consent(tx, actor, parent.id, agreed, form.key)
            save_request(found, form, part="along")
    except Invalid as error:
        return _again(code, form.refuse(error), 422)
    flash(_("Registrato nella presa in carico."))
    return redirect(url_for("drafts.check", code=code))


@pages.get("/<code>/lettera")
@open_to(CASE_FOLLOWERS)
def letter(code: str) -> Response | str:
    """Step four: the letter, word by word, and the button that sends it."""
    with reading() as tx:
        found = _draft(tx, code)
        if found.dossier.stage != DRAFT:
            return redirect(url_for("dossiers.show", code=code))
        return _letter_page(found, Form({"revision": found.dossier.last_number}))


@pages.post("/<code>/lettera")
@open_to(CASE_FOLLOWERS)
def send(code: str) -> Response | tuple[str, int]:
    """Send: the referral leaves, the letter is made, the recipient is told, the clock starts."""
    form = Form.typed()
    try:
        dossier = _submit(code, form)
    except (Unmet, Changed, NotOffered) as error:
        return _not_sent(code, error)
    follow((dossier.id, dossier.parent_id))
    flash(_("Inviato. Chi riceve è stato avvisato: ora tocca a lui."))
    return redirect(url_for("dossiers.show", code=code))


@pages.post("/<code>/lettera.docx")
@open_to(CASE_FOLLOWERS)
def document(code: str) -> Response:
    """The letter as it would leave, as a Word file; it may name the person, so the look is recorded."""
    form = Form.typed()
    with writing() as tx:
        found = _draft(tx, code)
        found.require(Permission.IDENTIFY)
        preview = letter_of(found)
        if preview is None:
            raise NotOffered(_("La lettera non si può ancora scrivere: prima completa quello che manca."))
        record_look(found, form.key)
    return download(letter_bytes(preview), f"anteprima-{code}.docx", WORD)


def _submit(code: str, form: Form) -> Dossier:
    """Send it, unless somebody changed it since it was read; a look at the letter meanwhile changes nothing."""
    actor = present_actor()
    with writing() as tx:
        dossier = sight_of(tx, code, actor).dossier
        seen = int(form.revision) if form.revision.isdecimal() else -1
        since = [line.move for line in lines_of(tx, dossier.id) if line.number > seen]
        revision = dossier.last_number if since and HARMLESS.issuperset(since) else seen
        advance(tx, Attempt(dossier.id, "submit", actor, revision=revision, key=form.key))
    return dossier


def _not_sent(code: str, error: Unmet | Changed | NotOffered) -> tuple[str, int]:
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        if found.dossier.stage != DRAFT:
            raise error
        form = Form({"revision": found.dossier.last_number})
        return _letter_page(found, form, error), 422 if isinstance(error, Unmet) else 409


def _again(code: str, form: Form, status: int, error: Changed | None = None) -> tuple[str, int]:
    with reading() as tx:
        found = _draft(tx, code)
        if error:
            form.revision = str(found.dossier.last_number)
        return _check_page(found, form, error), status


def _draft(tx: Transaction, code: str) -> Sight:
    """The referral, for those who may read what it says."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "referral":
        raise NotVisible
    found.require(Permission.READ)
    return found


def _check_page(found: Sight, form: Form, error: Changed | None = None) -> str:
    require_editable(found)
    return render_template("sending/check.html", form=form, error=error, **page_facts(found))


def _letter_page(found: Sight, form: Form, error: Unmet | Changed | NotOffered | None = None) -> str:
    preview = letter_of(found)
    blocks = letter_words(preview) if preview else []
    facts = page_facts(found)
    return render_template("sending/letter.html", form=form, error=error, blocks=blocks, **facts)
