"""Moves: the form of one step of a dossier, and making it; whatever happens, what was typed is kept."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import health
from governance.errors import Changed, Invalid, NotOffered, NotVisible, RaccordoError, Repeated, Unmet
from governance.history import lines_of
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_sights import Sight, ancestors_of, sight_of, visible_rows
from web.dossier_steps import Press, consequences, lacks_of, presses, with_fields
from web.dossier_view import events_of, names_on
from web.dossier_words import kind_of, move_words
from web.forms import Form, read_day
from web.texts import _, said
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.calendars import local
from workflows.checks import offered, permitted
from workflows.vocabulary import DATE_QUESTIONS

pages = Blueprint("dossier_moves", __name__, url_prefix="/pratiche")

HARMLESS = frozenset({"show_identity", "mute", "unmute", *health.ACTS})
"""Lines that change nothing somebody else could have relied on."""


@pages.get("/<code>/<move>")
@open_to(SIGNED_IN)
def ask(code: str, move: str) -> str:
    """The form of one move: what it asks, what is missing, what follows."""
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        _require_known(found, move)
        press = _press(found, move)
        if press is None:
            permitted(found.situation, offered(found.situation, move))
        today = local(tx.now).date().isoformat()
        return _page(found, (move, press), Form({"revision": found.dossier.last_number, "said_on": today}))


@pages.post("/<code>/<move>")
@open_to(SIGNED_IN)
def make(code: str, move: str) -> Response | tuple[str, int]:
    """Make the move; what is refused comes back with the words that were typed."""
    form = Form.typed()
    try:
        _make(code, move, form)
    except (Unmet, Invalid) as error:
        return _refused(code, move, form, error), 422
    except (Changed, NotOffered, Repeated) as error:
        return _refused(code, move, form, error), 409
    return redirect(url_for("dossiers.show", code=code))


def _make(code: str, move: str, form: Form) -> None:
    try:
        _attempt(code, move, form)
    except Changed as error:
        if not HARMLESS.issuperset(error.since):
            raise
        _attempt(code, move, form, compared=False)


def _attempt(code: str, move: str, form: Form, compared: bool = True) -> None:
    actor = present_actor()
    with writing() as tx:
        found = sight_of(tx, code, actor)
        _require_known(found, move)
        dossier, pathway = found.dossier, found.situation.pathway
        seen = int(form.revision) if form.revision.isdecimal() else -1
        attempt = Attempt(
            dossier.id,
            move,
            actor,
            revision=seen if compared else dossier.last_number,
            answers=answers_in(form),
            key=form.key,
            behalf=form["behalf"],
            channel=form["channel"] if form["behalf"] else "web",
            evidence=_evidence(form, tx.now) if form["behalf"] else "",
        )
        advance(tx, attempt)
    flash(_("Fatto: %(step)s.", step=move_words(pathway, move)))
    follow((dossier.id, dossier.parent_id))


def _evidence(form: Form, now: datetime) -> str:
    """Who answered and on which day, in one line; Invalid for a day that does not exist or is still to come."""
    who, typed = form["evidence"].strip(), form["said_on"].strip()
    day = read_day(typed) if typed else local(now).date()
    if day is None or day > local(now).date():
        raise Invalid({"said_on": _("Scrivi il giorno in cui ha risposto: oggi, o uno passato.")})
    return f"{who} ({day:%d/%m/%Y})" if who else ""


def answers_in(form: Form) -> dict[str, str]:
    """What was typed; a date as people write it becomes one that the engine reads."""
    typed = dict(form.values)
    for name in DATE_QUESTIONS & typed.keys():
        day = read_day(typed[name].strip())
        typed[name] = day.isoformat() if day else typed[name]
    return typed


def _refused(code: str, move: str, form: Form, error: RaccordoError) -> str:
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        since: Sequence[Any] = ()
        if isinstance(error, Changed | NotOffered | Repeated):
            since = _since(found, form)
            form.revision, form.key = str(found.dossier.last_number), secrets.token_urlsafe(16)
        if isinstance(error, Invalid):
            form.refuse(error)
        press = _press(found, move)
        lacks = list(press.lacks) if press else []
        if press and isinstance(error, Unmet):
            lacks = lacks_of(found, press.step, error.missing, *_surroundings(found))
            for each in error.missing:
                if each.code:
                    form.fault(each.code, said(each.sentence))
        return _page(found, (move, press), form, lacks=lacks, since=since, refused=error)


def _page(found: Sight, shown: tuple[str, Press | None], form: Form, **more: Any) -> str:
    (move, press), names = shown, names_on(found)
    behalf = found.situation.organisation_in(press.behalf) if press and press.behalf != "beneficiary" else None
    return render_template(
        "dossiers/move.html",
        sight=found,
        dossier=found.dossier,
        kind=kind_of(found.situation.pathway),
        title=move_words(found.situation.pathway, move),
        move=move,
        press=press,
        follows=consequences(found, press.step, names.organisations, names.people) if press else None,
        behalf=names.organisations.get(behalf or 0, ""),
        form=form,
        **{"lacks": press.lacks if press else [], "since": (), "refused": None, **more},
    )


def _press(found: Sight, move: str) -> Press | None:
    each = next((each for each in presses(found, *_surroundings(found)) if each.step.move == move), None)
    return with_fields(found, each) if each else None


def _surroundings(found: Sight) -> tuple[list[Any], set[int]]:
    """The dossier with those above it, and which of them the visitor may read."""
    tx = found.situation.tx
    above = [found.dossier, *ancestors_of(tx, found.dossier)]
    seen = visible_rows(tx, found.situation.actor, above)
    return above, {key for key, (_row, reads) in seen.items() if reads}


def _since(found: Sight, form: Form) -> Sequence[Any]:
    seen = int(form.revision) if form.revision.isdecimal() else found.dossier.last_number
    lines = [each for each in lines_of(found.situation.tx, found.dossier.id) if each.number > seen]
    return events_of(found, lines, names_on(found, lines), {}) if lines else ()


def _require_known(found: Sight, move: str) -> None:
    """NotVisible for a word that is no move of this pathway."""
    if not any(name == move for _stage, name in found.situation.pathway.steps):
        raise NotVisible
