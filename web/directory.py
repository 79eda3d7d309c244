"""The directory: services searched by need, place and words, each with its reasons; the page of one; verifying it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance import registers, territory
from governance.actors import Actor
from governance.codes import AREAS, CATEGORIES, VERIFICATIONS, label_of
from governance.errors import NotVisible
from governance.inboxes import closure_of
from governance.keeping import headed_by, require_organisation
from governance.people import names_of_people
from governance.person_records import today
from governance.place_searches import places_like
from governance.roles import Role
from governance.service_records import SERVICE, keeps_services_of
from governance.service_searches import PAGE, Wanted, search
from governance.services import service
from governance.verifications import due_services, may_verify, verify
from governance.whereabouts import told_in_the_directory
from web.access import KEEPER, SIGNED_IN, Audience, open_to
from web.cases import CASE_FOLLOWERS
from web.forms import Form
from web.lists import filter_words
from web.place_names import place_names
from web.service_reasons import reasons_of
from web.texts import _, locale
from web.transactions import reading, writing
from web.visitors import present_actor

pages = Blueprint("directory", __name__, url_prefix="/servizi")
pages.add_app_template_global(reasons_of, "reasons_of")

VERIFIERS = Audience(
    "verifiers",
    "Gli amministratori, i responsabili degli enti e i funzionari degli Uffici di Piano.",
    roles=frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.OFFICER}),
)
FILTERS = ("q", "bisogno", "comune", "lingua")
LAST_PAGE = 500
SUGGESTED = 5


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """The search form and what was found; nothing is searched until something is said."""
    need, typed, number, actor = filter_words("bisogno"), filter_words("comune"), _page_number(), present_actor()
    with reading() as tx:
        asked = asked_for(actor, today(tx))
        found = search(tx, asked.wanted, (number - 1) * PAGE) if asked.wanted else None
    return render_template(
        "services/search.html",
        words=filter_words("q"),
        need=need,
        language=filter_words("lingua"),
        place=asked.place,
        typed=typed,
        suggested=[each.name for each in asked.places[:SUGGESTED]] if not asked.place else [],
        found=found,
        needs=_needs(),
        sends=CASE_FOLLOWERS.admits(actor),
        keeps=KEEPER.admits(actor),
        verifies=VERIFIERS.admits(actor),
        number=number,
        next_address=_address(number + 1) if found and number * PAGE < found.total else "",
        first_address=_address(1) if number > 1 else "",
        kind_words=lambda name: label_of("category", name, locale()),
    )


class Asked(NamedTuple):
    """What the address asks for: the search (None where nothing can be searched), and the places that were meant."""

    wanted: Wanted | None
    place: territory.Municipality | None
    places: Sequence[territory.Municipality]


def asked_for(actor: Actor, day: date) -> Asked:
    """Words, need, language and municipality from the address."""
    words, kinds, language = filter_words("q"), _kinds(filter_words("bisogno")), filter_words("lingua")
    typed = filter_words("comune")
    places = places_like(typed, day) if typed else []
    place = places[0] if len(places) == 1 else None
    if (typed and not place) or not (words or kinds or language or place):
        return Asked(None, place, places)
    wanted = Wanted(words, kinds, place.istat_code if place else "", language, actor.home_ids)
    return Asked(wanted, place, places)


@pages.get("/<int:service_id>")
@open_to(SIGNED_IN)
def show(service_id: int) -> str:
    """One service: what it does, where, for how many, until when it is verified."""
    actor = present_actor()
    with reading() as tx:
        found = service(tx, service_id)
        if found is None:
            raise NotVisible
        day, keeps = today(tx), keeps_services_of(actor, found.organisation_id)
        acts = registers.acts_on(tx, SERVICE, service_id) if keeps else []
        people = {each.actor_id for each in acts if each.actor_id} | {found.verified_by_id or 0}
        return render_template(
            "services/show.html",
            service=found,
            organisation=require_organisation(tx, found.organisation_id),
            closure=closure_of(tx, found.organisation_id, day),
            day=day,
            area=area_words(found.municipalities, found.districts, day),
            category=label_of("category", found.category, locale()),
            how=label_of("verification", found.verified_how, locale()),
            hows=verification_choices(),
            acts=acts,
            names=names_of_people(tx, people),
            keeps=keeps,
            verifies=may_verify(tx, actor, found),
            where=told_in_the_directory(tx, actor, found),
            places=found.organisation_id in headed_by(actor),
            sends=CASE_FOLLOWERS.admits(actor),
            form=Form({"how": "phone"}),
        )


@pages.post("/<int:service_id>/verifica")
@open_to(VERIFIERS)
def check(service_id: int) -> Response:
    """Somebody made sure that it is still so."""
    form = Form.typed()
    how = form.choice("how", [*VERIFICATIONS])
    form.check()
    with writing() as tx:
        found = verify(tx, present_actor(), service_id, how, form.key)
    flash(_("«%(name)s» è verificato a oggi.", name=found.name))
    back = url_for("directory.due") if form["back"] == "due" else url_for("directory.show", service_id=service_id)
    return redirect(back)


@pages.get("/da-verificare")
@open_to(VERIFIERS)
def due() -> str:
    """The services the actor may verify and that nobody verified in time, the longest due first."""
    with reading() as tx:
        rows = due_services(tx, present_actor())
        return render_template("services/due.html", rows=rows[: PAGE * 5], total=len(rows), hows=verification_choices())


def area_words(municipalities: Any, districts: Any, day: date) -> str:
    """Where a service works: ambiti and municipalities by name; empty means everywhere."""
    known = territory.districts(day)
    ambiti = [_("tutto l'ambito di %(name)s", name=known[code].name) for code in districts if code in known]
    places = place_names(municipalities, day)
    return ", ".join([*sorted(ambiti), *([places] if places else [])])


def verification_choices() -> Any:
    """The ways to verify, with their words."""
    return [(each.name, each.text(locale())) for each in VERIFICATIONS.values()]


def _kinds(need: str) -> frozenset[str]:
    """The kinds of service that were asked for: one, or all of an area of life."""
    of_area = frozenset(each.name for each in CATEGORIES.values() if need == f"area-{each.area}")
    return of_area or frozenset({need} & CATEGORIES.keys())


def _needs() -> Any:
    """The areas of life with their kinds of service, to choose from."""
    return [
        (
            area.name,
            area.text(locale()),
            [(c.name, c.text(locale())) for c in CATEGORIES.values() if c.area == area.name],
        )
        for area in AREAS.values()
    ]


def _page_number() -> int:
    text = request.args.get("pagina", "1")
    return min(int(text), LAST_PAGE) if text.isdecimal() and len(text) < 5 and int(text) else 1


def _address(number: int) -> str:
    kept: dict[str, Any] = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    return url_for("directory.list", **kept, pagina=number if number > 1 else None)
