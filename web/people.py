"""People: the register of those who work in the network, for administrators and heads."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance import person_records as records
from governance import registers
from governance.database import Transaction
from governance.directories import PAGE, all_mandates_of, list_people
from governance.errors import Invalid
from governance.keeping import headed_by, keeps_alone, keeps_people_of, require_person, scope_of
from governance.open_sessions import sessions_of
from governance.organisations import names_of
from governance.people import Person, names_of_people
from web.access import KEEPER, open_to
from web.aftermath import follow
from web.forms import Form
from web.links import Purpose, send
from web.lists import filter_words, page_of, place
from web.texts import _
from web.transactions import database, reading, writing
from web.visitors import present_actor
from web.words import role_words

pages = Blueprint("people", __name__, url_prefix="/persone")


@pages.get("")
@open_to(KEEPER)
def list() -> str:
    """The people one keeps, by name, with search."""
    actor = present_actor()
    words = filter_words("q")
    with reading() as tx:
        found = list_people(tx, words, scope_of(actor), place())
        homes = names_of(tx, headed_by(actor))
    return render_template(
        "people/list.html",
        page=page_of(found, PAGE, lambda each: (each.folded_name, each.id)),
        words=words,
        homes=homes,
        administers=actor.is_administrator,
    )


@pages.get("/<int:person_id>")
@open_to(KEEPER)
def show(person_id: int) -> str:
    """One person: access, mandates of all times, and what was done."""
    actor = present_actor()
    with reading() as tx:
        found = require_person(tx, actor, person_id)
        mandates = all_mandates_of(tx, person_id)
        acts = registers.acts_on(tx, registers.PERSON, person_id)
        return render_template(
            "people/show.html",
            person=found,
            mandates=mandates,
            names=names_of(tx, [each.organisation_id for each in mandates]),
            day=records.today(tx),
            sessions=len(sessions_of(tx, person_id)),
            alone=keeps_alone(tx, actor, person_id),
            keeps={each.organisation_id: keeps_people_of(actor, each.organisation_id) for each in mandates},
            acts=acts,
            actors=names_of_people(tx, [each.actor_id for each in acts if each.actor_id]),
            role_words=role_words,
            form=Form(),
        )


@pages.get("/<int:person_id>/modifica")
@open_to(KEEPER)
def edit(person_id: int) -> str:
    """The form that changes name and address."""
    with reading() as tx:
        found = require_person(tx, present_actor(), person_id)
        form = Form({"name": found.name, "email": found.email, "revision": _revision(tx, person_id)})
    return render_template("people/form.html", form=form, person=found)


@pages.post("/<int:person_id>/modifica")
@open_to(KEEPER)
def change(person_id: int) -> Response | tuple[str, int]:
    """Change name and address, unless somebody else just did."""
    form = Form.typed()
    actor = present_actor()
    try:
        with writing() as tx:
            found = require_person(tx, actor, person_id, to_change=True)
            form.unchanged_since(_revision(tx, person_id))
            name, email = form.line("name"), form.email("email")
            form.check()
            records.change_person(tx, actor, person_id, name, email)
    except Invalid as error:
        return render_template("people/form.html", form=form.refuse(error), person=found), 422
    flash(_("Modifica salvata."))
    return redirect(url_for("people.show", person_id=person_id))


@pages.post("/<int:person_id>/invito")
@open_to(KEEPER)
def invite(person_id: int) -> Response:
    """Send the link by which the person chooses a password, the first or a new one."""
    actor = present_actor()
    with writing() as tx:
        found = require_person(tx, actor, person_id)
        invite_in(tx, found)
        purpose = "invite_person" if found.password is None else "send_reset"
        registers.record(tx, actor, registers.Entry(purpose, registers.PERSON, person_id))
    follow(())
    flash(_("Il messaggio parte subito: la persona trova nella posta il collegamento per scegliere la password."))
    return redirect(url_for("people.show", person_id=person_id))


@pages.post("/<int:person_id>/sessioni")
@open_to(KEEPER)
def end_sessions(person_id: int) -> Response:
    """End every session of the person and make earlier links useless."""
    actor = present_actor()
    with writing() as tx:
        require_person(tx, actor, person_id)
        records.withdraw_access(tx, person_id)
        registers.record(tx, actor, registers.Entry("end_sessions", registers.PERSON, person_id))
    flash(_("Tutte le sessioni della persona sono chiuse."))
    return redirect(url_for("people.show", person_id=person_id))


@pages.post("/<int:person_id>/stato")
@open_to(KEEPER)
def set_state(person_id: int) -> Response:
    """Suspend the access of a person, or give it back."""
    form = Form.typed()
    state = form.choice("state", ("active", "suspended"))
    form.check()
    with writing() as tx:
        act = records.resume if state == "active" else records.suspend
        act(tx, present_actor(), person_id)
    flash(_("Accesso riattivato.") if state == "active" else _("Accesso sospeso: vale dalla prossima pagina che apre."))
    return redirect(url_for("people.show", person_id=person_id))


def invite_in(tx: Transaction, found: Person) -> None:
    """Write the invitation, or the link for a new password, to the outbox."""
    if not found.active:
        raise Invalid({"state": _("L'accesso di questa persona è sospeso: prima riattivalo.")})
    send(tx, database().settings, found, Purpose.INVITATION if found.password is None else Purpose.RESET)


def _revision(tx: Transaction, person_id: int) -> str:
    return registers.revision_of(tx, registers.PERSON, person_id)
