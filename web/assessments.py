"""Assessments: the areas of life scored on the network's scale, at intake and at each review, with what changed."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.assessments import Assessment, Scored, assessments_of
from governance.codes import AREAS, Code
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.health import AREA as HEALTH_AREA
from governance.personal_codes import OCCASIONS
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act
from workflows.calendars import local
from workflows.scoring import CLOCK, STEPS, Scale, assess, scale_named, scale_of

pages = Blueprint("assessments", __name__, url_prefix="/pratiche")

SHOWN = 4
"""How many assessments stand side by side; the first and the latest are always among them."""
LONGEST_REMARK = 2000


class Row(NamedTuple):
    """One area: its scores side by side in words, the latest as a number, and what changed since the first."""

    area: str
    scores: Sequence[str]
    latest: int
    change: str


@pages.get("/<code>/valutazione")
@open_to(SIGNED_IN)
def new(code: str) -> str:
    """The form: each area on the scale, those left aside are not scored."""
    with reading() as tx:
        found = _case(tx, code)
        known = assessments_of(tx, [found.dossier.id], found.dossier.household_id)
        begun = {"made_on": local(tx.now).date().isoformat(), "occasion": "review" if known else "intake"}
        return _page(found, Form(begun))


@pages.post("/<code>/valutazione")
@open_to(SIGNED_IN)
def add(code: str) -> Response | tuple[str, int]:
    """Keep the scores, sealed; history says only that they were given."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            _write(found, form)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error)), 422
    follow((found.dossier.id,))
    flash(_("Valutazione registrata."))
    return redirect(url_for("dossiers.show", code=code) + "#titolo-valutazioni")


def _write(found: Sight, form: Form) -> None:
    tx, case_id = found.situation.tx, found.dossier.id
    scale = scale_of(tx, found.dossier.network_id)
    steps = [str(step) for step in range(1, STEPS + 1)]
    typed = {area: form.choice(f"score_{area}", steps, required=False) for area in _areas(found)}
    scores = {area: int(step) for area, step in typed.items() if step.isdecimal()}
    if not scores:
        form.fault(f"score_{next(iter(AREAS))}", _("Valuta almeno un'area."))
    occasion, remark = form.choice("occasion", OCCASIONS), form.text("remark", LONGEST_REMARK, required=False)
    day = form.day("made_on")
    if day and day > local(tx.now).date():
        form.fault("made_on", _("Questa data deve ancora venire."))
    form.check()
    row = Assessment(case_id=case_id, made_on=day, occasion=occasion, scale=scale.mark)
    row.recorded_by = int(found.situation.actor.person_id or 0)
    codes = {"occasion": occasion, "scale": scale.mark}
    act = Act(case_id, "assess", found.situation.actor, codes=codes, key=form.key, restarts=(CLOCK,))
    assess(tx, act, row, scores, remark)


def shown(sight: Sight) -> dict[str, Any]:
    """The history of the scores of a case, as a table with its chart."""
    tx = sight.situation.tx
    known = assessments_of(tx, [sight.dossier.id], sight.dossier.household_id)
    side_by_side = known if len(known) <= SHOWN else [known[0], *known[1 - SHOWN :]]
    scale = scale_named(known[-1].row.scale) if known else scale_of(tx, sight.dossier.network_id)
    return {
        "count": len(known),
        "columns": [(each.row.made_on, OCCASIONS[each.row.occasion].text(locale()).lower()) for each in side_by_side],
        "rows": _rows(side_by_side, scale, _areas(sight)),
        "remark": known[-1].remark if known else "",
        "steps": STEPS,
        "scale": scale.label.get(locale()) or scale.label["it"],
    }


def _areas(sight: Sight) -> Mapping[str, Code]:
    """The areas the visitor scores and reads: health only where the health part is theirs."""
    return {name: code for name, code in AREAS.items() if sight.heals or name != HEALTH_AREA}


def _rows(known: Sequence[Scored], scale: Scale, areas: Mapping[str, Code]) -> list[Row]:
    found = []
    for area, code in areas.items():
        scores = [each.scores.get(area) for each in known]
        given = [each for each in scores if each]
        if given:
            words = [f"{each} · {scale.words(each, locale())}" if each else _("non valutata") for each in scores]
            found.append(Row(code.text(locale()), words, given[-1], _change(given)))
    return found


def _change(given: Sequence[int]) -> str:
    if len(given) < 2:
        return _("prima valutazione")
    if given[-1] == given[0]:
        return _("come all'inizio")
    return _("meglio dell'inizio") if given[-1] > given[0] else _("peggio dell'inizio")


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may write on it."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _page(found: Sight, form: Form) -> str:
    scale = scale_of(found.situation.tx, found.dossier.network_id)
    return render_template(
        "dossiers/records/assessment.html",
        dossier=found.dossier,
        form=form,
        areas=[(f"score_{name}", code.text(locale())) for name, code in _areas(found).items()],
        steps=[(step, f"{step} · {scale.words(step, locale())}") for step in range(1, STEPS + 1)],
        occasions=[(name, code.text(locale())) for name, code in OCCASIONS.items()],
        scale=scale.label.get(locale()) or scale.label["it"],
    )
