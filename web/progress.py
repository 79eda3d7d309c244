"""Steps forward: what went ahead in a case, even where nothing is solved yet, as a line of its timeline."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.codes import AREAS
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.health import AREA as HEALTH_AREA
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.dossier_sights import Sight, sight_of
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform

pages = Blueprint("progress", __name__, url_prefix="/pratiche")

LONGEST = 2000
OFFERED = tuple(name for name in AREAS if name != HEALTH_AREA)
"""Steps forward in health are written in the health part: whoever reads the case reads these."""


@pages.get("/<code>/passo-avanti")
@open_to(SIGNED_IN)
def ask(code: str) -> str:
    """The form."""
    with reading() as tx:
        return _page(_case(tx, code), Form())


@pages.post("/<code>/passo-avanti")
@open_to(SIGNED_IN)
def add(code: str) -> Response | tuple[str, int]:
    """Write it into the timeline."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            area, words = form.choice("area", OFFERED), form.text("progress", LONGEST)
            form.check()
            texts = {"progress": words}
            act = Act(
                found.dossier.id, "progress", found.situation.actor, codes={"area": area}, texts=texts, key=form.key
            )
            perform(tx, act, lambda situation: None)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error)), 422
    flash(_("Annotato nella storia."))
    return redirect(url_for("dossiers.show", code=code, _anchor="titolo-storia"))


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may write on it."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _page(found: Sight, form: Form) -> str:
    areas = [(name, AREAS[name].text(locale())) for name in OFFERED]
    return render_template("dossiers/records/progress.html", dossier=found.dossier, form=form, areas=areas)
