"""Cifre: how the loop of referrals goes, each figure with its definition, for the part of it that one may see."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request, url_for

from governance import territory
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotVisible
from governance.figure_views import NETWORK, RECEIVED, SENT, TERRITORY, View, Wanted, views_of
from governance.person_records import today
from governance.roles import Role
from web.access import Audience, open_to
from web.exports import CSV, XLSX
from web.figure_files import headings, rows_of
from web.figure_words import count_words, days_words
from web.list_exports import Wanted as WantedFile
from web.list_exports import saved
from web.texts import _
from web.told_figures import told
from web.transactions import database, reading
from web.visitors import networks_offered, present_actor
from workflows.milestones import catch_up

pages = Blueprint("figures", __name__, url_prefix="/cifre")

READERS = Audience(
    "figure_readers",
    "I network manager, i valutatori, gli Uffici di Piano e i responsabili degli enti.",
    roles=frozenset({Role.MANAGER, Role.EVALUATOR, Role.STEERING, Role.OFFICER, Role.HEAD}),
)
YEAR = timedelta(days=365)
FILTERS = ("vista", "rete", "ambito", "dal", "al")


class Asked(NamedTuple):
    """What the address asks for, its days as typed; `wanted` is None where it cannot be read: `fault` says why."""

    wanted: Wanted | None
    days: tuple[str, str]
    fault: str


@pages.get("")
@open_to(READERS)
def show() -> str:
    """The figures with their charts and tables."""
    actor = present_actor()
    catch_up(database(), lately=True)
    with reading() as tx:
        day, views = today(tx), views_of(tx, actor)
        asked = _asked(tx, actor, views, day)
        found = told(tx, asked.wanted) if asked.wanted else None
        networks = networks_offered()
    return render_template(
        "figures/show.html",
        asked=asked,
        views=[(each.key, view_words(each)) for each in views],
        view=view_words(asked.wanted.view) if asked.wanted else "",
        networks=networks,
        districts=sorted((code, each.name) for code, each in territory.districts(day).items()),
        presets=_presets(day),
        found=found,
        count_words=count_words,
        days_words=days_words,
        kept={name: value for name, value in request.args.items() if name in FILTERS and value},
    )


@pages.get("/cifre.csv", defaults={"form": CSV})
@pages.get("/cifre.xlsx", defaults={"form": XLSX})
@open_to(READERS)
def save(form: str) -> Response:
    """The same figures as a file, with their definitions."""
    actor = present_actor()
    catch_up(database(), lately=True)
    with reading() as tx:
        wanted = _asked(tx, actor, views_of(tx, actor), today(tx)).wanted
    if wanted is None:
        raise NotVisible
    words = view_words(wanted.view)
    file = WantedFile(_("Cifre"), "cifre", form, personal=False)
    return saved(file, headings(), lambda tx: rows_of(told(tx, wanted), wanted, words))


def view_words(view: View) -> str:
    """Whose figures these are."""
    words = {
        NETWORK: _("Tutta la rete: %(name)s", name=view.name),
        TERRITORY: _("Territorio di %(name)s", name=view.name),
        SENT: _("Mandati da %(name)s", name=view.name),
        RECEIVED: _("Ricevuti da %(name)s", name=view.name),
    }
    return words[view.capacity]


def _asked(tx: Transaction, actor: Actor, views: Sequence[View], day: date) -> Asked:
    """The view, the period and the territory in the address; what is not offered counts as not said."""
    if not views:
        raise NotVisible
    typed = request.args.get("dal", "").strip()[:20], request.args.get("al", "").strip()[:20]
    usual = day - YEAR + timedelta(days=1), day
    days = [_day(text) if text else each for text, each in zip(typed, usual, strict=True)]
    view = next((each for each in views if each.key == request.args.get("vista")), views[0])
    first, last = days
    shown = typed[0] or usual[0].isoformat(), typed[1] or usual[1].isoformat()
    if first is None or last is None:
        return Asked(None, shown, _("Scrivi i giorni così: 2026-11-26."))
    if first > last:
        return Asked(None, shown, _("Il primo giorno viene dopo l'ultimo: scambiali."))
    known = {str(key): key for key, _name in networks_offered()}
    district = request.args.get("ambito", "")
    district = district if district in territory.districts(day) else ""
    network = known.get(request.args.get("rete", ""))
    return Asked(Wanted(view, first, last, district, network), shown, "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _presets(day: date) -> Sequence[tuple[str, str]]:
    """Usual periods, each with its address."""
    kept: dict[str, Any] = {name: request.args[name] for name in ("vista", "rete", "ambito") if request.args.get(name)}
    first_of_month = day.replace(day=1)
    periods = (
        (_("Ultimi 12 mesi"), day - YEAR + timedelta(days=1), day),
        (_("Ultimi 3 mesi"), day - timedelta(days=91), day),
        (_("Questo mese"), first_of_month, day),
        (_("Quest'anno"), day.replace(month=1, day=1), day),
        (_("L'anno scorso"), date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    )
    return [
        (words, url_for("figures.show", **kept, dal=first.isoformat(), al=last.isoformat()))
        for words, first, last in periods
    ]
