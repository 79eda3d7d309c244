"""Modelli: the Word templates of a network: the built-in ones to download, its own in versions, each made sound."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from document_templates.errors import DocumentError, Fault
from document_templates.facts import FACTS
from document_templates.layout import builtin
from governance import templates
from governance.database import Transaction
from governance.errors import NotVisible
from governance.networks import Network
from governance.organisations import names_of
from governance.people import names_of_people
from governance.templates import Status, Template
from web.access import SIGNED_IN, open_to
from web.dossier_words import document_words
from web.dossiers import WORD, download
from web.forms import Form
from web.texts import _, lazy
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.papers import uploads

pages = Blueprint("templates", __name__, url_prefix="/modelli")

STATUSES = {
    Status.DRAFT: lazy("bozza"),
    Status.PROPOSED: lazy("da approvare"),
    Status.PUBLISHED: lazy("in uso"),
    Status.RETIRED: lazy("ritirato"),
}
COLOURS = {Status.PROPOSED: "waiting", Status.PUBLISHED: "good"}


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """Every document of every network one works in, with the template in use."""
    with reading() as tx:
        networks = templates.networks_seen(tx, present_actor())
        names = names_of(tx, [each.id for each in networks])
        return render_template(
            "templates/list.html",
            networks=[(each.slug, names[each.id], _rows(tx, each)) for each in networks],
            statuses=STATUSES,
        )


@pages.get("/<slug>/<name>")
@open_to(SIGNED_IN)
def show(slug: str, name: str) -> str:
    """One document: the built-in template, the network's versions, and what may be done with each."""
    with reading() as tx:
        return page(tx, slug, name, Form())


@pages.post("/<slug>/<name>")
@open_to(SIGNED_IN)
def upload(slug: str, name: str) -> Answer | tuple[str, int]:
    """Check what was uploaded; keep it as a draft only if nothing is wrong."""
    form = Form.typed()
    faults: tuple[Fault, ...] = ()
    with reading() as tx:
        network_id = network_of(tx, slug, name).id
        templates.require_keeper(present_actor(), network_id)
    sent = request.files.get("file")
    data = sent.read() if sent and sent.filename else b""
    if not data:
        form.fault("file", _("Scegli un file Word (.docx)."))
    else:
        faults = faults_in(form, name, data)
    if form.faults or form.reopened:
        with reading() as tx:
            return page(tx, slug, name, form, faults=faults), 422
    with writing() as tx:
        version = templates.add_template(tx, present_actor(), network_id, name, data).version
    flash(_("Caricata la versione %(number)d: guardala in anteprima, poi proponila.", number=version))
    return redirect(url_for("templates.show", slug=slug, name=name))


@pages.get("/<slug>/<name>/integrato.docx")
@open_to(SIGNED_IN)
def built_in(slug: str, name: str) -> Response:
    """The built-in template as Word, to be edited."""
    with reading() as tx:
        network_of(tx, slug, name)
    return download(builtin(name).data, f"modello-{name}.docx", WORD)


@pages.get("/<slug>/<name>/<int:version>.docx")
@open_to(SIGNED_IN)
def version(slug: str, name: str, version: int) -> Response:
    """One version as it was uploaded."""
    with reading() as tx:
        found = templates.version_of(tx, network_of(tx, slug, name).id, name, version)
        return download(found.data, f"modello-{name}-{version}.docx", WORD)


def network_of(tx: Transaction, slug: str, name: str) -> Network:
    """The network, for people who work in it, if there is such a document; else NotVisible."""
    if name not in FACTS:
        raise NotVisible
    return templates.require_network(tx, present_actor(), slug)


def faults_in(form: Form, name: str, data: bytes) -> tuple[Fault, ...]:
    """What is wrong in a template; the sentence stands on the form, the places beside it."""
    try:
        faults = uploads.faults_of(name, data)
    except DocumentError as error:
        form.fault("file", str(error))
        return ()
    if faults:
        form.fault("file", _("Il modello non si può ancora usare: correggi in Word quello che trovi qui sotto."))
    return faults


def page(tx: Transaction, slug: str, name: str, form: Form, **more: Any) -> str:
    """The page of one document of a network."""
    network, actor = network_of(tx, slug, name), present_actor()
    versions = templates.versions_of(tx, network.id, name)
    people = {key for each in versions for key in (each.uploaded_by, each.approved_by) if key}
    return render_template(
        "templates/show.html",
        slug=slug,
        name=name,
        title=document_words(name),
        network=names_of(tx, [network.id])[network.id],
        versions=versions,
        people=names_of_people(tx, people),
        keeps=templates.keeps_templates(actor, network.id),
        me=actor.person_id,
        used=next((each for each in versions if each.status == Status.PUBLISHED), None),
        names=uploads.names_of(name),
        statuses=STATUSES,
        colours=COLOURS,
        form=form,
        **{"faults": (), **more},
    )


def _rows(tx: Transaction, network: Network) -> Sequence[tuple[str, str, Template | None, Template | None]]:
    """For each document: name, words, the version in use, the one that waits for approval."""
    found: dict[str, dict[str, Template]] = {}
    for each in templates.versions_of(tx, network.id):
        found.setdefault(each.document, {}).setdefault(each.status, each)
    rows = [
        (name, document_words(name), found.get(name, {}).get("published"), found.get(name, {}).get("proposed"))
        for name in FACTS
    ]
    return sorted(rows, key=lambda row: row[1])
