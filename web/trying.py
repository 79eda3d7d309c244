"""Prova di un percorso: walked by clicking, with every role in turn, on a simulated clock; nothing is written."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.pathway_versions import PathwayVersion, versions
from web.access import ADMINISTRATOR, SIGNED_IN, open_to
from web.forms import Form, read_day
from web.labels import labels_in
from web.texts import _, lazy, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.calendars import at, local
from workflows.drawing import drawing
from workflows.exporting import stored_version
from workflows.matrices import addressee_words
from workflows.pathway import Pathway
from workflows.published import compiled
from workflows.publishing import mark_tried
from workflows.shipped_drafts import ShippedDraft, shipped_draft
from workflows.vocabulary import NEW
from workflows.walks import Place, Walk, WrongWalk, offers, read_walk, walked
from workflows.wording import DOCUMENTS, GRADES, grant_words, word

pages = Blueprint("trying", __name__, url_prefix="/percorsi")

MORNING = time(9)
PASSING = ((timedelta(hours=1), lazy("un'ora")), (timedelta(days=1), lazy("un giorno")),
           (timedelta(days=7), lazy("una settimana")), (timedelta(days=30), lazy("un mese")))  # fmt: skip
REFUSED = {
    "not_offered": lazy("non si può fare adesso"),
    "not_permitted": lazy("non spetta a questo ruolo"),
    "unmet": lazy("manca qualcosa"),
}


@pages.get("/<name>/prova")
@open_to(SIGNED_IN)
def show(name: str) -> str:
    """Where the walk has led, who could go on and how, what left on the way, and which clocks run."""
    with reading() as tx:
        stored = _stored(tx, name)
        pathway = stored.pathway if isinstance(stored, ShippedDraft) else compiled(tx, stored)
        walk = _walk(tx.now, pathway)
    place = walked(pathway, walk)
    roles = offers(pathway, place.stage)
    role = request.args.get("ruolo", "")
    return render_template(
        "trying/show.html",
        stored=stored,
        pathway=pathway,
        walk=walk,
        stage=None if place.stage == NEW else pathway.stages[place.stage],
        roles=roles,
        role=role if role in roles else next(iter(roles), ""),
        picture=Markup(drawing(pathway, locale(), place.stage, place.stages)),  # noqa: S704 - our own SVG, escaped
        traces=list(_told(pathway, place)),
        clocks=[(due, pathway.timers[each].label.text(locale())) for due, each in place.due],
        passing=list(_passing(walk, place)),
        address=lambda other, role="": _address(stored, other, role),
        label=_label,
        grant_words=lambda grant: grant_words(grant, locale()),
        grade_words=lambda grade: word(GRADES, grade, locale()),
        language=locale(),
        absent=stored.absent if isinstance(stored, ShippedDraft) else (),
        administrator=present_actor().is_administrator,
        form=Form(),
    )


@pages.post("/<name>/prova")
@open_to(ADMINISTRATOR)
def mark(name: str) -> Response:
    """The draft was walked from end to end: from now on it may be published."""
    with writing() as tx:
        stored = _stored(tx, name)
        if isinstance(stored, ShippedDraft):
            raise Invalid({"status": _("A questa bozza mancano ancora delle parti: prima vanno scritte.")})
        mark_tried(tx, stored.name, stored.version, present_actor())
    flash(_("Segnato come provato: ora si può pubblicare."))
    return redirect(url_for("trying.show", name=name, versione=stored.version))


def _stored(tx: Transaction, name: str) -> PathwayVersion | ShippedDraft:
    """The version in the installation; where there is none, the draft that comes with Raccordo."""
    version = request.args.get("versione", "")
    if version and not version.isdecimal():
        raise NotVisible
    known = any(each.name == name and version in ("", str(each.version)) for each in versions(tx))
    if not known and (draft := shipped_draft(name, version)):
        return draft
    return stored_version(tx, f"{name}@{version}" if version else name)


def _walk(now: datetime, pathway: Pathway) -> Walk:
    """The walk that the address tells; a new one, this morning, where it tells none."""
    day = read_day(request.args.get("da", "")) or local(now).date()
    grade = request.args.get("urgenza", "")
    known = grade if grade in pathway.grades else next(iter(pathway.grades), None)
    try:
        return read_walk(request.args.get("passi", ""), at(day, MORNING), known)
    except WrongWalk as fault:
        raise NotVisible from fault


def _address(stored: PathwayVersion | ShippedDraft, walk: Walk, role: str) -> str:
    told: dict[str, Any] = {"passi": str(walk), "ruolo": role, "urgenza": walk.grade}
    day = local(walk.began_at).date().isoformat()
    said = {name: value for name, value in told.items() if value}
    return url_for("trying.show", name=stored.name, versione=stored.version, da=day, **said)


def _label(name: str) -> str:
    """A requirement or a question in words; a name that nobody implemented yet is said to be one."""
    return labels_in(locale()).get(name) or _("«%(name)s» (ancora da scrivere)", name=name)


def _passing(walk: Walk, place: Place) -> Iterator[tuple[str, Walk]]:
    """Ways to let time pass: some lengths, and up to the next clock."""
    yield from ((str(words), walk.later(length)) for length, words in PASSING)
    if place.due and place.due[0][0] > walk.now:
        yield _("fino alla prossima scadenza"), walk.later(place.due[0][0] - walk.now)


def _told(pathway: Pathway, place: Place) -> Iterator[dict[str, Any]]:
    """What happened, in words, the last first."""
    language = locale()
    for trace in reversed(place.traces):
        timer, step = pathway.timers.get(trace.timer), trace.step
        made = step.label.text(language) if step else ""
        yield {
            "at": trace.at,
            "title": timer.label.text(language) if timer else made or _("Un passo che non c'è"),
            "made": made if timer else "",
            "by": grant_words(trace.by, language) if step and trace.by else "",
            "refused": REFUSED.get(trace.refused, ""),
            "told": [addressee_words(each, language) for each in trace.told],
            "papers": [word(DOCUMENTS, each, language) for each in step.issues] if step and not trace.refused else [],
        }
