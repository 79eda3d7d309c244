"""People of a household: added, and their identity corrected, by those who may know who they are."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.beneficiaries import Beneficiary, Identity, add_beneficiary, identities_of, write_identity
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.case_forms import guardianship_of
from web.dossier_sights import Sight, sight_of
from web.dossiers import record_look
from web.forms import Form
from web.relations import RELATIONS, guardianships
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.situations import Situation

pages = Blueprint("household_people", __name__, url_prefix="/pratiche")

LONGEST = 80


@pages.get("/<code>/persone/nuova")
@open_to(SIGNED_IN)
def new(code: str) -> str:
    """The form for one more person of the household."""
    with reading() as tx:
        found = _case(tx, code)
        return _page(found, Form({"revision": found.dossier.last_number}), 0)


@pages.post("/<code>/persone/nuova")
@open_to(SIGNED_IN)
def add(code: str) -> Response | tuple[str, int]:
    """Add the person."""
    return _write(code, 0, _("Persona aggiunta al nucleo."))


@pages.post("/<code>/persone/<int:beneficiary_id>/apri")
@open_to(SIGNED_IN)
def open_form(code: str, beneficiary_id: int) -> str:
    """The form with the identity as it stands; opening it is a look at the person, and recorded."""
    form = Form.typed()
    with writing() as tx:
        found = _case(tx, code)
        identity = _identity(found, beneficiary_id)
        record_look(found, form.key)
    with reading() as tx:
        found = _case(tx, code)
        values = {name: getattr(identity, name) for name in Identity.__slots__}
        return _page(found, Form({**values, "revision": found.dossier.last_number}), beneficiary_id)


@pages.post("/<code>/persone/<int:beneficiary_id>")
@open_to(SIGNED_IN)
def change(code: str, beneficiary_id: int) -> Response | tuple[str, int]:
    """Correct the identity."""
    return _write(code, beneficiary_id, _("Dati della persona corretti."))


def _write(code: str, beneficiary_id: int, done: str) -> Response | tuple[str, int]:
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            if beneficiary_id:
                _identity(found, beneficiary_id)
            identity = _read(found, form)
            form.check()

            def change(situation: Situation) -> None:
                if beneficiary_id:
                    write_identity(situation.tx, situation.tx.get_one(Beneficiary, beneficiary_id), identity)
                else:
                    add_beneficiary(situation.tx, found.dossier.household_id, identity)

            changed = {"changed": ["people"]}
            perform(tx, Act(found.dossier.id, "edit", found.situation.actor, codes=changed, key=form.key), change)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), form.refuse(error), beneficiary_id), 422
    flash(done)
    return redirect(url_for("dossiers.show", code=code))


def _read(found: Sight, form: Form) -> Identity:
    born = form.day("born_on", required=False)
    if born and born > local(found.situation.now).date():
        form.fault("born_on", _("La nascita non può essere nel futuro."))
    relation = form.choice("relation", list(RELATIONS))
    return Identity(
        form.line("given_name", LONGEST),
        form.line("family_name", LONGEST),
        relation,
        born.isoformat() if born else "",
        form.line("document", 40, required=False),
        form.line("phone", 40, required=False),
        form.line("language", 40, required=False),
        guardianship_of(form, relation, "guardianship"),
    )


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may know and change who the people are."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.IDENTIFY)
    return found


def _identity(found: Sight, beneficiary_id: int) -> Identity:
    household = found.dossier.household_id
    known = dict(identities_of(found.situation.tx, [household]).get(household, []))
    if beneficiary_id not in known:
        raise NotVisible
    return known[beneficiary_id]


def _page(found: Sight, form: Form, beneficiary_id: int) -> str:
    address = (
        url_for("household_people.change", code=found.dossier.code, beneficiary_id=beneficiary_id)
        if beneficiary_id
        else url_for("household_people.add", code=found.dossier.code)
    )
    return render_template(
        "dossiers/records/person.html",
        dossier=found.dossier,
        form=form,
        address=address,
        is_new=not beneficiary_id,
        relations=list(RELATIONS.items()),
        guardianships=guardianships(),
    )
