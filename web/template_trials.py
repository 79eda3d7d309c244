"""Modelli: trying a template with facts of one's own, and the sample facts to begin with."""

import json
from typing import Any

from flask import Blueprint, Response, render_template, request

from document_templates.checks import check
from document_templates.errors import DocumentError, Fault, Faulty
from document_templates.facts import FACTS
from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import UnreadableFacts, from_json, to_json
from document_templates.layout import builtin
from document_templates.webpages import as_webpage
from governance.errors import NotVisible
from web.access import SIGNED_IN, open_to
from web.dossier_words import document_words
from web.dossiers import WORD, download
from web.forms import Form
from web.template_acts import PDF
from web.texts import _
from workflows.papers import uploads

pages = Blueprint("template_trials", __name__, url_prefix="/modelli")

LONGEST_FACTS = 8_000_000
KINDS = {"docx": WORD, "pdf": PDF, "html": "text/html"}
CONVERTED = {"pdf": uploads.as_pdf, "html": as_webpage}
"""What may come out: its media type, and how the Word file becomes it."""


@pages.get("/prova")
@open_to(SIGNED_IN)
def ask() -> str:
    """The form: a template, the facts, and what is to come out."""
    return trial(Form({"kind": "docx"}))


@pages.post("/prova")
@open_to(SIGNED_IN)
def make() -> Response | tuple[str, int]:
    """The document, or every fault; nothing is kept."""
    form = Form.typed()
    name = form.choice("document", FACTS, required=False)
    kind = form.choice("kind", KINDS, required=False) or "docx"
    template, text = _sent("template"), _sent("facts_file") or form["facts"].encode()
    if not template and not name:
        form.fault("template", _("Scegli un modello Word, oppure un documento di Raccordo."))
    if not text.strip():
        form.fault("facts", _("Scrivi i dati in JSON, oppure scegli il file."))
    facts = None if form.faults else _facts(form, name, text)
    if form.faults or form.reopened:
        return trial(form), 422
    try:
        made = uploads.rendered(template, facts) if template else builtin(name).render(facts)
        made = CONVERTED[kind](made) if kind in CONVERTED else made
    except DocumentError as error:
        form.fault("template", _("Il documento non si fa: guarda qui sotto perché."))
        faults = error.faults if isinstance(error, Faulty) else (Fault(str(error)),)
        return trial(form, faults=faults), 422
    return download(made, f"prova.{kind}", KINDS[kind])


@pages.post("/prova/controlla")
@open_to(SIGNED_IN)
def find() -> str | tuple[str, int]:
    """What the checks say of the facts of one of our documents, without making it."""
    form = Form.typed()
    name = form.choice("document", FACTS)
    facts = None if form.faults else _facts(form, name, _sent("facts_file") or form["facts"].encode())
    if form.faults:
        return trial(form), 422
    return trial(form, findings=check(name, facts), checked=True)


@pages.get("/prova/<name>.json")
@open_to(SIGNED_IN)
def sample(name: str) -> Response:
    """The invented facts of a document, as a beginning for one's own."""
    if name not in SAMPLES:
        raise NotVisible
    return download(to_json(SAMPLES[name]).encode(), f"dati-{name}.json", "application/json")


def _facts(form: Form, name: str, text: bytes) -> Any:
    """The facts as written: those of a document of ours checked strictly, others as they are."""
    try:
        written = text.decode("utf-8-sig")
        if len(written) > LONGEST_FACTS:
            form.fault("facts", _("I dati sono troppo lunghi."))
            return None
        facts = from_json(name, written) if name else json.loads(written)
    except UnreadableFacts as error:
        for number, sentence in enumerate(error.faults[:20]):
            form.fault("facts" if number == 0 else f"facts {number}", sentence)
        return None
    except (ValueError, RecursionError):
        form.fault("facts", _("I dati non sono scritti in JSON."))
        return None
    if not name and not isinstance(facts, dict):
        form.fault("facts", _("I dati devono essere un oggetto JSON, fra parentesi graffe."))
    return facts


def _sent(name: str) -> bytes:
    sent = request.files.get(name)
    return sent.read() if sent and sent.filename else b""


def trial(form: Form, **more: Any) -> str:
    """The page that makes a document from facts, with what was typed or begun."""
    names = sorted(((name, document_words(name)) for name in FACTS), key=lambda pair: pair[1])
    return render_template(
        "templates/trial.html", form=form, names=names, **{"faults": (), "findings": (), "checked": False, **more}
    )
