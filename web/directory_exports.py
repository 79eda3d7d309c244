"""The directory as files: the services that a search finds, and the organisations of the list."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask import Blueprint, Response

from governance import territory
from governance.codes import label_of
from governance.database import Transaction
from governance.directories import list_organisations
from governance.person_records import today
from governance.service_searches import Finding, search
from web.access import SIGNED_IN, open_to
from web.directory import area_words, asked_for
from web.exports import CSV, XLSX, Cell
from web.list_exports import Rows, Wanted, saved
from web.lists import filter_words
from web.texts import _, locale
from web.visitors import present_actor
from web.words import kind_words

pages = Blueprint("directory_exports", __name__)

BATCH = 1000
MOST_SERVICES = 20_000
"""More services than this no search is meant to bring."""


@pages.get("/servizi/elenco.csv", defaults={"form": CSV})
@pages.get("/servizi/elenco.xlsx", defaults={"form": XLSX})
@open_to(SIGNED_IN)
def services(form: str) -> Response:
    """The services that answer the search in the address, the best first; none where nothing is asked."""
    headings = (
        *(_("Servizio"), _("Ente"), _("A che cosa risponde"), _("Comuni"), _("Lingue"), _("Posti"), _("Liberi")),
        *(_("Sotto protocollo"), _("Distanza in km"), _("A chi rivolgersi"), _("Verificato"), _("Come"), _("Attivo")),
    )

    def rows(tx: Transaction) -> Rows:
        asked = asked_for(present_actor(), today(tx))
        found = search(tx, asked.wanted, 0, MOST_SERVICES).rows if asked.wanted else []
        return map(_service_row, found)

    return saved(Wanted(_("Servizi"), "servizi", form, personal=False), headings, rows)


def _service_row(found: Finding) -> Sequence[Cell]:
    each, language = found.service, locale()
    return (
        each.name,
        found.organisation.name,
        label_of("category", each.category, language),
        area_words(each.municipalities, each.districts, found.day) or _("tutti"),
        ", ".join(each.languages),
        each.places,
        each.free,
        found.cover is not None,
        None if found.kilometres is None else round(found.kilometres, 1),
        each.contact,
        each.verified_on,
        label_of("verification", each.verified_how, language),
        each.active and not found.is_closed,
    )


@pages.get("/enti/elenco.csv", defaults={"form": CSV})
@pages.get("/enti/elenco.xlsx", defaults={"form": XLSX})
@open_to(SIGNED_IN)
def organisations(form: str) -> Response:
    """The organisations of the list, by name."""
    words, kind = filter_words("q"), filter_words("tipo")
    wanted = Wanted(_("Enti"), "enti", form, personal=False)
    headings = (_("Nome"), _("Tipo"), _("Sede"), _("Codice fiscale"), _("Aperto"))
    return saved(wanted, headings, lambda tx: _organisation_rows(tx, words, kind, today(tx)))


def _organisation_rows(tx: Transaction, words: str, kind: str, day: date) -> Iterator[Sequence[Cell]]:
    seats, after = territory.municipalities(day), None
    while found := list_organisations(tx, words, kind, after, BATCH):
        for each in found:
            seat = seats.get(each.seat or "")
            yield each.name, kind_words(each.kind), seat.name if seat else each.seat, each.tax_code, each.active
        after = found[-1].folded_name, found[-1].id
