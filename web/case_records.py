"""What is recorded on a case: the privacy notice given, what the person agreed to and took back, duplicates checked."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from governance.beneficiaries import identities_of
from governance.codes import CHANNELS
from governance.consents import Consent, consents_of
from governance.database import Transaction
from governance.errors import Invalid, NotVisible
from governance.policy import Permission
from web import case_writings as writings
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.case_writings import Writing
from web.consent_scopes import begun
from web.dossier_facts import EVIDENCES
from web.dossier_sights import Sight, sight_of
from web.duplicates import holders_of_alike
from web.forms import Form
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.acts import perform
from workflows.calendars import local
from workflows.checks import OFFLINE_CHANNELS
from workflows.revocations import revoke as revoke_consent

pages = Blueprint("case_records", __name__, url_prefix="/pratiche")


@pages.get("/<code>/informativa")
@open_to(SIGNED_IN)
def inform(code: str) -> str:
    """The form by which the privacy notice is recorded as given."""
    with reading() as tx:
        return _page(_case(tx, code), "inform", Form({"given_on": _today(tx), "version": "1.0"}))


@pages.post("/<code>/informativa")
@open_to(SIGNED_IN)
def record_information(code: str) -> Response | tuple[str, int]:
    """Record that the notice was given."""
    return _record(code, "inform", writings.informed, _("Informativa registrata."))


@pages.get("/<code>/consenso")
@open_to(SIGNED_IN)
def consent(code: str) -> str:
    """The form by which it is recorded what the person agreed to."""
    with reading() as tx:
        return _page(_case(tx, code), "consent", Form({"given_on": _today(tx), **begun()}))


@pages.post("/<code>/consenso")
@open_to(SIGNED_IN)
def record_consent(code: str) -> Response | tuple[str, int]:
    """Record what the person agreed to."""
    return _record(code, "consent", writings.agreed, _("Consenso registrato."))


@pages.get("/<code>/consenso/<int:consent_id>/revoca")
@open_to(SIGNED_IN)
def revoke(code: str, consent_id: int) -> str:
    """The form by which the person takes a consent back."""
    with reading() as tx:
        found = _case(tx, code)
        _consent(found, consent_id)
        return _page(found, "revoke", Form({"revoked_on": _today(tx)}))


@pages.post("/<code>/consenso/<int:consent_id>/revoca")
@open_to(SIGNED_IN)
def record_revocation(code: str, consent_id: int) -> Response | tuple[str, int]:
    """Record that the person took it back; whoever received them under it loses access in the same instant."""
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            given = _consent(found, consent_id)
            act, day = writings.revoked(found, form, given)
            closed = revoke_consent(tx, act, given, day)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), "revoke", form.refuse(error)), 422
    flash(_("Revoca registrata. Chi aveva ricevuto la persona con questo consenso non la vede più."))
    follow((found.dossier.id, *closed))
    return redirect(url_for("dossiers.show", code=code))


@pages.get("/<code>/doppioni")
@open_to(SIGNED_IN)
def duplicates(code: str) -> str:
    """Whether somebody of the household is perhaps followed already, and by whom."""
    with reading() as tx:
        return _page(_case(tx, code), "duplicates", Form())


@pages.post("/<code>/doppioni")
@open_to(SIGNED_IN)
def confirm_no_duplicate(code: str) -> Response | tuple[str, int]:
    """Record that somebody looked, and it is no duplicate."""
    return _record(code, "duplicates", writings.checked, _("Annotato: non è un doppione."))


def _record(code: str, what: str, write: Callable[[Sight, Form], Writing], done: str) -> Response | tuple[str, int]:
    form = Form.typed()
    try:
        with writing() as tx:
            found = _case(tx, code)
            act, change = write(found, form)
            perform(tx, act, change)
    except Invalid as error:
        with reading() as tx:
            return _page(_case(tx, code), what, form.refuse(error)), 422
    flash(done)
    follow((found.dossier.id,))
    return redirect(url_for("dossiers.show", code=code))


def _case(tx: Transaction, code: str) -> Sight:
    """The case, for those who may write on it."""
    found = sight_of(tx, code, present_actor())
    if found.dossier.kind != "case":
        raise NotVisible
    found.require(Permission.WRITE)
    return found


def _consent(found: Sight, consent_id: int) -> Consent:
    given = consents_of(found.situation.tx, found.dossier.id)
    wanted = next((each for each in given if each.id == consent_id and not each.revoked_on), None)
    if wanted is None:
        raise NotVisible
    return wanted


def _page(found: Sight, what: str, form: Form) -> str:
    tx, household = found.situation.tx, found.dossier.household_id
    people = [each for _key, each in identities_of(tx, [household]).get(household, [])] if what == "duplicates" else []
    return render_template(
        f"dossiers/records/{what}.html",
        dossier=found.dossier,
        form=form,
        channels=[(each, CHANNELS[each].text(locale())) for each in OFFLINE_CHANNELS],
        organisations=writings.organisations_of(found) if what == "consent" else (),
        evidences=list(EVIDENCES.items()),
        alike=holders_of_alike(tx, people, household) if people else [],
    )


def _today(tx: Transaction) -> str:
    return local(tx.now).date().isoformat()
