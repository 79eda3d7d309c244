"""Invii: the referrals one may know of, as a list and as a board by stage of the same data."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request

from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lists import Filter, awaited_by, caseload, waiting_for, walk
from governance.lists import Page as Found
from governance.policy import Permission
from governance.ranges import ranges_of
from governance.roles import Role
from web.access import Audience, open_to
from web.exports import CSV, XLSX
from web.list_exports import Rows, Wanted, dossier_headings, dossier_rows, saved, urgency_of
from web.listed import (
    ALL,
    CLOSED,
    OPEN,
    STATES,
    Listed,
    after,
    chosen,
    listed,
    page_from,
    stages_offered,
)
from web.lists import Page
from web.texts import _, lazy
from web.transactions import reading
from web.urgencies import grades
from web.visitors import networks_offered, present_actor

pages = Blueprint("referrals", __name__, url_prefix="/invii")

REFERRAL_FOLLOWERS = Audience(
    "referral_followers",
    "Chi invia, chi riceve e chi coordina gli invii.",
    roles=frozenset({Role.WORKER, Role.HEALTH, Role.INTAKE, Role.HEAD, Role.MANAGER, Role.OFFICER, Role.DPO}),
)
ME, OTHERS, EVERYONE = "me", "altri", ""
WHOM = {EVERYONE: lazy("Tutti"), ME: lazy("Aspettano me"), OTHERS: lazy("Aspetto una risposta")}
LIST, BOARD = "elenco", "bacheca"


@pages.get("")
@open_to(REFERRAL_FOLLOWERS)
def list() -> str:
    """The referrals, the last changed first; or those that wait for me, what is owed first on top."""
    actor = present_actor()
    with reading() as tx:
        stages, networks = stages_offered(tx, "referral"), networks_offered()
        filters = _filters(stages, networks)
        found = _found(tx, actor, filters)
        page: Page[Listed] = page_from(found, listed(tx, actor, found.rows))
        sends = bool(ranges_of(actor, ("need",), Permission.READ))
    view = chosen("vista", (LIST, BOARD), LIST)
    return render_template(
        "referrals/list.html",
        page=page,
        view=view,
        columns=_columns(page.rows, stages) if view == BOARD else [],
        filters=filters,
        filtered=bool({"fase", "rete", "chi", "dopo"} & {name for name, value in request.args.items() if value})
        or filters["stato"] != OPEN,
        stages=stages,
        networks=networks,
        states=[(OPEN, _("Aperti")), (CLOSED, _("Conclusi")), (ALL, _("Tutti"))],
        whom=[(name, str(words)) for name, words in WHOM.items()],
        grades=grades(),
        sends=sends,
    )


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(REFERRAL_FOLLOWERS)
def save(form: str) -> Response:
    """The same referrals as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        filters = _filters(stages_offered(tx, "referral"), networks_offered())

    def rows(tx: Transaction) -> Rows:
        found = walk(tx, actor, _filter(filters)) if not filters["chi"] else [_awaited(tx, actor, filters)]
        return dossier_rows(
            tx, actor, found, lambda row: (urgency_of(row), row.who.get("sender"), row.who.get("recipient"))
        )

    wanted = Wanted(_("Invii"), "invii", form, filters)
    return saved(wanted, dossier_headings(_("Urgenza"), _("Da"), _("A")), rows)


def _filters(stages: Sequence[tuple[str, str]], networks: Sequence[tuple[int, str]]) -> dict[str, str]:
    return {
        "stato": chosen("stato", [*STATES], OPEN),
        "fase": chosen("fase", [name for name, _words in stages]),
        "rete": chosen("rete", [str(key) for key, _name in networks]),
        "chi": chosen("chi", (ME, OTHERS)),
    }


def _found(tx: Transaction, actor: Actor, filters: dict[str, str]) -> Found:
    if filters["chi"]:
        return Found(_awaited(tx, actor, filters), None)
    return caseload(tx, actor, _filter(filters), after())


def _awaited(tx: Transaction, actor: Actor, filters: dict[str, str]) -> Sequence[Dossier]:
    rows = (waiting_for if filters["chi"] == ME else awaited_by)(tx, actor)
    return [each for each in rows if _fits(each, filters)]


def _filter(filters: dict[str, str]) -> Filter:
    stage, network = filters["fase"], filters["rete"]
    return Filter(("referral",), STATES[filters["stato"]], (stage,) if stage else (), int(network) if network else None)


def _fits(row: object, filters: dict[str, str]) -> bool:
    """What waits for somebody is open by nature; stage and network still narrow it."""
    if getattr(row, "kind", "") != "referral":
        return False
    stage, network = filters["fase"], filters["rete"]
    return (not stage or getattr(row, "stage", "") == stage) and (
        not network or str(getattr(row, "network_id", "")) == network
    )


def _columns(rows: Sequence[Listed], stages: Sequence[tuple[str, str]]) -> Sequence[tuple[str, Sequence[Listed]]]:
    """The same rows by stage, in the order of the pathway; empty stages are left out."""
    grouped = [(words, [each for each in rows if each.stage == name]) for name, words in stages]
    return [(words, each) for words, each in grouped if each]
