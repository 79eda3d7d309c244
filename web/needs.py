"""Needs: a bisogno is added to a case, by its category, in words."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.dossiers import Dossier, by_code
from governance.errors import Invalid, NotVisible, Unmet
from governance.health import AREA as HEALTH_AREA
from governance.participations import parts_of
from governance.policy import Permission, permissions_on, require
from governance.texts import LONGEST_TEXT
from web.access import open_to
from web.cases import CASE_FOLLOWERS
from web.code_words import categories_by_area
from web.forms import Form
from web.texts import _, told
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.advance import open_dossier
from workflows.beginnings import need_opening

pages = Blueprint("needs", __name__)


@pages.get("/pratiche/<code>/bisogni/nuovo")
@open_to(CASE_FOLLOWERS)
def new(code: str) -> str:
    """The form for a need of this case."""
    with reading() as tx:
        return _form(tx, Form(), _case(tx, code))


@pages.post("/pratiche/<code>/bisogni/nuovo")
@open_to(CASE_FOLLOWERS)
def add(code: str) -> Response | tuple[str, int]:
    """Add the need; then its referral, if that was asked."""
    form = Form.typed()
    try:
        with writing() as tx:
            parent = _case(tx, code)
            category = form.choice("category", _offered(_heals(tx, parent)))
            words = form.text("description", LONGEST_TEXT)
            form.check()
            opening = need_opening(tx, present_actor(), parent, category, words)
            added, _line = open_dossier(tx, replace(opening, key=form.key))
    except (Invalid, Unmet) as error:
        with reading() as tx:
            fault = error if isinstance(error, Invalid) else Invalid({"need": told(error)})
            return _form(tx, form.refuse(fault), _case(tx, code)), 422
    flash(_("Bisogno aggiunto: il codice è %(code)s.", code=added.code))
    if form["act"] == "send":
        return redirect(url_for("sending.service", code=added.code))
    return redirect(url_for("dossiers.show", code=added.code))


def _case(tx: Transaction, code: str) -> Dossier:
    """The case, for those who may add to it."""
    found = by_code(tx, code)
    if found.kind != "case":
        raise NotVisible
    require(tx, present_actor(), found.id, found.kind, Permission.SEE)
    return found


def _form(tx: Transaction, form: Form, parent: Dossier) -> str:
    heals = _heals(tx, parent)
    groups = categories_by_area(heals)
    return render_template("needs/new.html", form=form, case=parent, groups=groups, heals=heals)


def _offered(heals: bool) -> list[str]:
    return [name for name, each in CATEGORIES.items() if heals or each.area != HEALTH_AREA]


def _heals(tx: Transaction, parent: Dossier) -> bool:
    """Whether the visitor reads the health part of the case."""
    return Permission.HEALTH in permissions_on(present_actor(), parent.kind, parts_of(tx, parent.id))
