"""The check before a document is issued: everything found, by severity, with where it is mended; then issuing it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from document_templates.checks.findings import Severity
from document_templates.readings import read_blocks
from governance.errors import Changed, Invalid, NotVisible, Unmet
from governance.organisations import names_of
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_sights import Sight
from web.dossier_words import document_words
from web.forms import Form
from web.paper_menders import grouped
from web.papers import readable
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.issuing.by_hand import PER_PARTY, Issue, Prepared, issuable, issue, prepare
from workflows.papers.making import render

pages = Blueprint("paper_checks", __name__, url_prefix="/pratiche")

LONGEST_REASON = 1000


@pages.get("/<code>/atti/<name>/verifica")
@open_to(SIGNED_IN)
def show(code: str, name: str) -> str:
    """What the checks find now, and the words of the document where they may be shown."""
    with reading() as tx:
        found = readable(tx, code, present_actor())
        return _page(found, name, Form({"revision": found.dossier.last_number}))


@pages.post("/<code>/atti/<name>/emetti")
@open_to(SIGNED_IN)
def make(code: str, name: str) -> Response | tuple[str, int]:
    """Issue it, unless something blocking was found, or something grave without a written reason."""
    form = Form.typed()
    try:
        dossier_id = _issue(code, name, form)
    except (Unmet, Invalid, Changed) as error:
        if isinstance(error, Unmet):
            form.fault(
                "reason", _("Prima di emettere correggi quello che blocca; per ciò che è grave scrivi il motivo.")
            )
        elif isinstance(error, Invalid):
            form.refuse(error)
        else:
            form.fault("reason", _("La pratica è cambiata nel frattempo: rileggi e conferma di nuovo."))
        with reading() as tx:
            found = readable(tx, code, present_actor())
            form.revision = str(found.dossier.last_number)
            return _page(found, name, form), 409 if isinstance(error, Changed) else 422
    follow((dossier_id,))
    flash(_("Emesso: lo trovi qui sotto appena è pronto."))
    return redirect(url_for("papers.show", code=code))


def _issue(code: str, name: str, form: Form) -> int:
    actor = present_actor()
    with writing() as tx:
        dossier = readable(tx, code, actor).dossier
        reason = form.text("reason", LONGEST_REASON, required=False)
        form.check()
        seen = int(form.revision) if form.revision.isdecimal() else -1
        issue(tx, Issue(dossier.id, name, actor, seen, _about(), reason, form.key))
    return dossier.id


def _about() -> int | None:
    """The party a document concerns, from the address."""
    text = request.args.get("ente", "")
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _page(found: Sight, name: str, form: Form) -> str:
    about_id = _about()
    if (about_id is not None) != (name in PER_PARTY):
        raise NotVisible
    prepared = prepare(found.situation, name, about_id)
    return render_template(
        "papers/check.html",
        dossier=found.dossier,
        name=name,
        title=document_words(name),
        about_id=about_id,
        about=names_of(found.situation.tx, [about_id])[about_id] if about_id else "",
        findings=grouped(found, prepared),
        blocked=bool(prepared.of(Severity.BLOCKING)),
        issues=name in issuable(found.situation),
        draft=found.dossier.kind == "referral" and found.dossier.stage == "draft",
        blocks=_words(found, prepared),
        form=form,
    )


def _words(found: Sight, prepared: Prepared) -> Any:
    """The document as it would read; nothing while something is missing, or where it could name a person."""
    if prepared.of(Severity.BLOCKING) or found.dossier.household_id:
        return []
    return read_blocks(render(prepared.name, prepared.facts)[0])
