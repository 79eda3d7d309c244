"""The team of a case: who joins it and who leaves."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.personal_codes import PROFESSIONS
from governance.policy import Permission
from governance.teams import TeamMember, member_of
from web.access import SIGNED_IN, open_to
from web.case_writings import organisations_of, past_day
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.situations import Situation

pages = Blueprint("teams", __name__, url_prefix="/pratiche")


@pages.get("/<code>/equipe")
@open_to(SIGNED_IN)
def ask(code: str) -> str:
    """The form for somebody who joins."""
    with reading() as tx:
        found = _case(tx, code)
        return _page(found, Form({"joined_on": local(tx.now).date().isoformat()}))


@pages.post("/<code>/equipe")
@open_to(SIGNED_IN)
def add(code: str) -> Response | tuple[str, int]:
    """Somebody joins."""
    form = Form.typed()
    try:
        with writing() as tx:
            _join(_case(tx, code), form)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error)), 422
    flash(_("Aggiunto all'équipe."))
    return redirect(url_for("dossiers.show", code=code))


@pages.post("/<code>/equipe/<int:member_id>/uscita")
@open_to(SIGNED_IN)
def leave(code: str, member_id: int) -> Response:
    """Somebody leaves, today."""
    form = Form.typed()
    with writing() as tx:
        found = _case(tx, code)
        gone, day = member_of(tx, found.dossier.id, member_id), local(tx.now).date()

        def change(situation: Situation) -> None:
            gone.left_on = day
            situation.tx.flush()

        codes = {"profession": gone.profession, "left_on": day.isoformat()}
        perform(tx, Act(found.dossier.id, "leave_team", found.situation.actor, codes=codes, key=form.key), change)
    flash(_("Non fa più parte dell'équipe."))
    return redirect(url_for("dossiers.show", code=code))


def _join(found: Sight, form: Form) -> None:
    tx, offered = found.situation.tx, organisations_of(found)
    organisation = form.choice("organisation", [key for key, _name in offered])
    profession, name = form.choice("profession", [*PROFESSIONS]), form.line("member", required=False)
    day = past_day(found, form, "joined_on")
    form.check()
    joins = TeamMember(
        case_id=found.dossier.id,
        organisation_id=int(organisation),
        profession=profession,
        name=name,
        joined_on=day,
        recorded_by=found.situation.actor.person_id,
    )
    codes = {"profession": profession, "organisation": dict(offered)[organisation], "joined_on": str(day)}
    act = Act(found.dossier.id, "join_team", found.situation.actor, codes=codes, key=form.key)
    perform(tx, act, lambda situation: situation.tx.add(joins))


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may write on it."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _page(found: Sight, form: Form) -> str:
    return render_template(
        "dossiers/records/team.html",
        dossier=found.dossier,
        form=form,
        organisations=organisations_of(found),
        professions=[(name, code.text(locale())) for name, code in PROFESSIONS.items()],
    )
