"""Modelli: previewing a version with sample facts, proposing it, approving it as a second person, retiring it."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Answer

from document_templates.errors import DocumentError
from document_templates.facts.samples import SAMPLES
from governance import templates
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotVisible
from governance.templates import Template
from web.access import SIGNED_IN, open_to
from web.dossiers import WORD, download
from web.forms import Form
from web.network_templates import network_of, page
from web.texts import _, lazy
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.papers import uploads

pages = Blueprint("template_acts", __name__, url_prefix="/modelli")

PDF = "application/pdf"
ACTS: Mapping[str, tuple[Callable[[Transaction, Actor, Template], None], str]] = {
    "proponi": (templates.propose, lazy("Proposto: ora lo approva un'altra persona.")),
    "rimanda": (templates.send_back, lazy("Di nuovo in bozza.")),
    "pubblica": (templates.publish, lazy("In uso da adesso, per gli atti che si emettono da qui in avanti.")),
    "ritira": (templates.retire, lazy("Ritirato. Gli atti già emessi restano come sono.")),
}
"""What may be done with a version: the act, and what is said once it is done."""


@pages.post("/<slug>/<name>/<int:version>/anteprima.<kind>")
@open_to(SIGNED_IN)
def preview(slug: str, name: str, version: int, kind: str) -> Response | tuple[str, int]:
    """The document that a version makes of the sample facts, as Word or PDF."""
    if kind not in ("docx", "pdf"):
        raise NotVisible
    with reading() as tx:
        data = templates.version_of(tx, network_of(tx, slug, name).id, name, version).data
    try:
        made = uploads.rendered(data, SAMPLES[name])
        made = uploads.as_pdf(made) if kind == "pdf" else made
    except DocumentError as error:
        form = Form()
        form.fault("file", str(error))
        with reading() as tx:
            return page(tx, slug, name, form), 422
    return download(made, f"anteprima-{name}-{version}.{kind}", PDF if kind == "pdf" else WORD)


@pages.post("/<slug>/<name>/<int:version>/<act>")
@open_to(SIGNED_IN)
def do(slug: str, name: str, version: int, act: str) -> Answer:
    """Propose, send back, publish or retire one version."""
    if act not in ACTS:
        raise NotVisible
    change, words = ACTS[act]
    with writing() as tx:
        network = network_of(tx, slug, name)
        change(tx, present_actor(), templates.version_of(tx, network.id, name, version, to_change=True))
    flash(_(str(words)))
    return redirect(url_for("templates.show", slug=slug, name=name))
