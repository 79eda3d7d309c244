"""Protocolli: the agreements one may read, the first to expire on top; and registering one already signed."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from governance.actors import Actor
from governance.codes import CATEGORIES, LEGAL_TYPES
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Invalid, NotPermitted, NotVisible
from governance.lists import Filter, caseload
from governance.organisations import names_of
from governance.roles import Role
from web.access import SIGNED_IN, Audience, open_to
from web.aftermath import follow
from web.dossier_acts import attach
from web.dossier_sights import sight_of
from web.exports import CSV, XLSX
from web.forms import Form
from web.list_exports import Rows, Wanted, day_of, dossier_headings, dossier_rows, saved
from web.listed import ALL, CLOSED, OPEN, STATES, Listed, chosen, listed
from web.lists import Page, page_of, place
from web.protocol_forms import (
    FILE_ENDINGS,
    SHARED,
    change_rows,
    count_of,
    labels_of,
    offered_organisations,
    read_file,
    read_signed,
)
from web.term_forms import grouped, terms_asked, units, usual_values
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import networks_offered, present_actor
from workflows.advance import open_dossier
from workflows.calendars import local
from workflows.signings import protocol_opening

pages = Blueprint("protocols", __name__, url_prefix="/protocolli")

REGISTRARS = Audience(
    "registrars",
    "I responsabili degli enti, i funzionari degli Uffici di Piano e i network manager.",
    roles=frozenset({Role.HEAD, Role.OFFICER, Role.MANAGER}),
)
PAGE = 50
MOST = 2000
"""More protocols than this nobody reads in one list; they are sorted by their last day in memory."""


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """The protocols, the first to expire on top."""
    actor, state = present_actor(), chosen("stato", [*STATES], OPEN)
    with reading() as tx:
        today = local(tx.now).date()
        after = place() or ("", 0)
        rows = [each for each in _ordered(tx, actor, state) if (_end(each.dates), each.id) > after][: PAGE + 1]
        page: Page[Listed] = page_of(listed(tx, actor, rows), PAGE, lambda each: (_end(each.dates), each.id))
    return render_template(
        "protocols/list.html",
        page=page,
        state=state,
        states=[(OPEN, _("In vigore o in scadenza")), (CLOSED, _("Conclusi")), (ALL, _("Tutti"))],
        ends={each.id: day_of(each.dates.get("ends_on")) for each in page.rows},
        today=today,
        registers=REGISTRARS.admits(actor),
    )


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(SIGNED_IN)
def save(form: str) -> Response:
    """The same protocols as a file."""
    actor, state = present_actor(), chosen("stato", [*STATES], OPEN)

    def rows(tx: Transaction) -> Rows:
        found = [_ordered(tx, actor, state)]
        return dossier_rows(tx, actor, found, lambda row: (row.who.get("lead_party"), day_of(row.dates.get("ends_on"))))

    wanted = Wanted(_("Protocolli"), "protocolli", form, {"stato": state}, personal=False)
    return saved(wanted, dossier_headings(_("Capofila"), _("Ultimo giorno")), rows)


def _ordered(tx: Transaction, actor: Actor, state: str) -> Sequence[Dossier]:
    """The protocols one may read, the first to expire on top."""
    found = caseload(tx, actor, Filter(("protocol",), STATES[state]), limit=MOST)
    return sorted(found.rows, key=lambda each: (_end(each.dates), each.id))


@pages.get("/nuovo")
@open_to(REGISTRARS)
def new() -> str:
    """The form; first the network, where there is more than one."""
    with reading() as tx:
        network_id = _network(tx, request.args.get("rete", ""))
        if network_id is None:
            return render_template("protocols/network.html", networks=networks_offered())
        begun = {"parties": "1", "clauses": "1", "share_name": "1", "share_contact": "1"}
        return _form(tx, Form({**begun, **usual_values(terms_asked(tx))}), network_id)


@pages.post("/nuovo")
@open_to(REGISTRARS)
def add() -> Answer | str | tuple[str, int]:
    """Register the protocol: from now on it opens referrals and gives them their terms."""
    form = Form.typed()
    form.key = form.key[:48]
    with reading() as tx:
        network_id = _network(tx, form["network"])
        if network_id is None:
            raise NotVisible
        if change_rows(form):
            return _form(tx, form, network_id)
    try:
        with writing() as tx:
            code, dossier_id = _register(tx, form, network_id)
    except Invalid as error:
        with reading() as tx:
            return _form(tx, form.refuse(error), network_id), 422
    follow((dossier_id,))
    flash(_("Protocollo registrato: da ora permette gli invii che prevede."))
    return redirect(url_for("dossiers.show", code=code))


def _register(tx: Transaction, form: Form, network_id: int) -> tuple[str, int]:
    actor = present_actor()
    signed, sent = read_signed(tx, form, network_id), read_file(form)
    form.check()
    try:
        opened, _line = open_dossier(tx, protocol_opening(tx, actor, signed, form.key))
    except NotPermitted as error:
        raise Invalid(
            {
                "lead": _(
                    "Lo registra il responsabile del capofila, l'Ufficio di Piano che lo firma o il network manager."
                )
            }
        ) from error
    if sent is not None:
        attach(sight_of(tx, opened.code, actor), sent.name, sent.data, f"{form.key}:file")
    return opened.code, opened.id


def _network(tx: Transaction, text: str) -> int | None:
    """The network somebody chose among the actor's; the only one where there is one."""
    offered = [key for key, _name in networks_offered()]
    if len(offered) == 1 and not text:
        return offered[0]
    return int(text) if text in map(str, offered) else None


def _end(dates: dict[str, str]) -> str:
    """The last day as text, so that it sorts; one without an end comes last."""
    return dates.get("ends_on") or "9999-12-31"


def _form(tx: Transaction, form: Form, network_id: int) -> str:
    terms, language = terms_asked(tx), locale()
    return render_template(
        "protocols/new.html",
        form=form,
        network_id=network_id,
        network=names_of(tx, [network_id])[network_id],
        legal_types=[(each.name, each.text(language)) for each in LEGAL_TYPES.values()],
        categories=[(each.name, each.text(language)) for each in CATEGORIES.values()],
        organisations=offered_organisations(tx, network_id),
        parties=count_of(form, "parties"),
        clauses=count_of(form, "clauses"),
        groups=grouped(terms),
        units=units(),
        shared=[(name, str(words)) for name, words in SHARED.items()],
        endings=",".join(f".{each}" for each in FILE_ENDINGS),
        labels=labels_of(form, terms),
    )
