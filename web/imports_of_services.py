"""Services brought in from a table: each row is a service of an organisation of the register."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from governance import enrolments
from governance.actors import Actor
from governance.codes import CATEGORIES, VERIFICATIONS, Code
from governance.database import Transaction
from governance.organisations import Organisation
from governance.service_records import ServiceFacts, keeps_services_of
from governance.texts import folded
from web.forms import Form
from web.plans import Plan, Verdict
from web.rows import Row
from web.service_forms import facts_of

COLUMNS: dict[str, tuple[str, ...]] = {
    "ente": ("organisation", "codice_fiscale_ente", "codice fiscale ente"),
    "nome": ("name", "servizio", "denominazione"),
    "risponde_a": ("category", "categoria", "bisogno"),
    "descrizione": ("description", "che cosa fa"),
    "contatto": ("contact", "a chi rivolgersi"),
    "comuni": ("municipalities", "comune"),
    "ambiti": ("districts", "ambito"),
    "lingue": ("languages", "lingua"),
    "posti": ("places",),
    "finanziati": ("funded", "posti finanziati"),
    "verificato_il": ("verified_on", "verificato"),
    "come": ("verified_how", "metodo"),
}
TEMPLATE = (
    "ente;nome;risponde_a;descrizione;contatto;comuni;ambiti;lingue;posti;finanziati;verificato_il;come\r\n"
    "Cooperativa Esempio;Sportello casa;Ricerca della casa;Aiuta a cercare un alloggio in affitto;0341 000000;"
    "Lecco, Malgrate;;italiano, arabo;10;6;01/10/2026;Per telefono\r\n"
)
_FIELDS = {
    "nome": "name", "descrizione": "description", "contatto": "contact", "comuni": "municipalities",
    "ambiti": "districts", "lingue": "languages", "posti": "places", "finanziati": "funded",
    "verificato_il": "verified_on",
}  # fmt: skip


def plan(tx: Transaction, actor: Actor, rows: list[Row], day: date) -> Plan:
    """What each row would do; services that are there already stay as they are."""
    found, seen = Plan(), dict[tuple[int, str], int]()
    houses = enrolments.organisations_named(tx, [row.cells.get("ente", "") for row in rows])
    known = enrolments.services_named(tx, {each.id for several in houses.values() for each in several})
    new: list[tuple[int, ServiceFacts]] = []
    for row in rows:
        facts = _read(row, day)
        house = _house(row, houses, actor)
        key = (house.id if house else 0, folded(facts.name))
        twin = seen.setdefault(key, row.line)
        if twin != row.line and not row.faults:
            row.faults.append(f"ripete la riga {twin}")
        words = f"{row.cells.get('ente', '')} · {facts.name}"
        if row.faults or house is None:
            found.add(row, words, Verdict.FAULTY)
        elif key in known:
            found.add(row, words, Verdict.KNOWN)
        else:
            found.add(row, words, Verdict.NEW)
            new.append((house.id, facts))
    found.writings.append(partial(enrolments.add_services, tx, actor, new))
    return found


def _read(row: Row, day: date) -> ServiceFacts:
    form = Form({name: row.cells.get(column, "") for column, name in _FIELDS.items()})
    form.values["category"] = _code(row.cells.get("risponde_a", ""), list(CATEGORIES.values()))
    form.values["verified_how"] = _code(row.cells.get("come", ""), list(VERIFICATIONS.values()))
    facts = facts_of(form, day)
    if facts.funded is not None and facts.funded > (facts.places or 0):
        form.fault("funded", "i posti finanziati sono più dei posti")
    columns = {name: column for column, name in _FIELDS.items()} | {"category": "risponde_a", "verified_how": "come"}
    row.faults.extend(f"{columns[name]}: {sentence}" for name, sentence in form.faults.items())
    return facts


def _house(row: Row, houses: enrolments.Houses, actor: Actor) -> Organisation | None:
    text = row.cells.get("ente", "")
    found: Sequence[Organisation] = houses.get(text.upper().replace(" ", "")) or houses.get(folded(text)) or ()
    if len(found) != 1:
        row.faults.append(
            "ente: più enti hanno questo nome: usa il codice fiscale" if found else "ente: non è in elenco"
        )
        return None
    if not keeps_services_of(actor, found[0].id):
        row.faults.append("ente: i suoi servizi li tiene il suo responsabile, oppure un amministratore")
    return found[0]


def _code(text: str, offered: Sequence[Code]) -> str:
    wanted = folded(text)
    meant = (each.name for each in offered if wanted in (folded(each.name), folded(each.it), folded(each.en)))
    return next(meant, text)
