"""Edits: the facts of a dossier changed by those whom its stage lets; nothing is lost when two write at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.errors import Changed, Invalid, NotPermitted, NotVisible
from governance.history import lines_of
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_edit_fields import EDITS, Edit
from web.dossier_moves import HARMLESS
from web.dossier_sights import Sight, sight_of
from web.dossier_view import events_of, names_on
from web.dossier_words import kind_of
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, is_done, perform
from workflows.situations import Situation

pages = Blueprint("dossier_edits", __name__, url_prefix="/pratiche")

CODED = frozenset({"choice", "tick", "day"})


@pages.get("/<code>/modifica")
@open_to(SIGNED_IN)
def edit(code: str) -> str:
    """The form with the facts as they stand."""
    with reading() as tx:
        found = sight_of(tx, code, present_actor())
        kind = _edit_of(found)
        return _page(found, kind, Form({**kind.values(found), "revision": found.dossier.last_number}))


@pages.post("/<code>/modifica")
@open_to(SIGNED_IN)
def change(code: str) -> Response | tuple[str, int]:
    """Write what was changed; what somebody else wrote meanwhile is shown beside it first."""
    form = Form.typed()
    try:
        _change(code, form)
    except Invalid as error:
        with reading() as tx:
            found = sight_of(tx, code, present_actor())
            return _page(found, _edit_of(found), form.refuse(error)), 422
    except Changed:
        with reading() as tx:
            found = sight_of(tx, code, present_actor())
            since = since_seen(found, form)
            form.revision = str(found.dossier.last_number)
            return _page(found, _edit_of(found), form, since=since), 409
    return redirect(url_for("dossiers.show", code=code))


def _change(code: str, form: Form) -> None:
    with writing() as tx:
        found = sight_of(tx, code, present_actor())
        kind = _edit_of(found)
        before, typed = kind.values(found), kind.read(found, form)
        form.check()
        act = Act(found.dossier.id, "edit", found.situation.actor, _seen(found, form), key=form.key, asked=typed)
        if is_done(tx, act):
            return
        changed = sorted(name for name in typed if typed[name] != before[name])
        if not changed:
            raise Invalid({kind.fields[0].name: _("Non hai cambiato nulla.")})
        shapes = {each.name: each.shape for each in kind.fields}
        codes: dict[str, Any] = {name: typed[name] for name in changed if shapes[name] in CODED}
        texts = {name: typed[name] for name in changed if shapes[name] not in CODED}

        def write(situation: Situation) -> None:
            kind.write(situation, typed)

        perform(tx, replace(act, codes=codes, texts=texts), write)
    flash(_("Modifica salvata."))
    follow((found.dossier.id,))


def _seen(found: Sight, form: Form) -> int:
    """The revision that the visitor saw, or the present one where nothing since then concerns what is edited."""
    seen = int(form.revision) if form.revision.isdecimal() else -1
    since = (line.move for line in lines_of(found.situation.tx, found.dossier.id) if line.number > seen >= 0)
    return found.dossier.last_number if HARMLESS.issuperset(since) else seen


def _edit_of(found: Sight) -> Edit:
    """How this kind is edited; NotVisible where it has nothing to edit, NotPermitted where it is not the visitor's."""
    if found.dossier.kind not in EDITS:
        raise NotVisible
    if not found.edits:
        raise NotPermitted(_("In questa fase i dati non spettano a te: puoi chiederlo a chi segue la pratica."))
    return EDITS[found.dossier.kind]


def since_seen(found: Sight, form: Form) -> Sequence[Any]:
    """What happened after the revision that the visitor saw."""
    seen = int(form.revision) if form.revision.isdecimal() else 0
    lines = [each for each in lines_of(found.situation.tx, found.dossier.id) if each.number > seen]
    return events_of(found, lines, names_on(found, lines), {})


def _page(found: Sight, kind: Edit, form: Form, since: Sequence[Any] = ()) -> str:
    return render_template(
        "dossiers/edit.html",
        dossier=found.dossier,
        kind=kind_of(found.situation.pathway),
        sight=found,
        fields=kind.fields,
        present=kind.values(found),
        form=form,
        since=since,
    )
