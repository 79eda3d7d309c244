"""The fields of a contact: how they are offered, read and checked; nothing here asks who somebody is."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from governance.actors import Actor
from governance.codes import AREAS
from governance.contact_codes import DEEDS
from governance.contacts import LONGEST_WORDS, MOST_PEOPLE, Met, Whom
from governance.database import Transaction
from governance.desks import Desk, desks_of_many
from governance.roles import Role
from governance.territory import municipalities
from governance.texts import folded
from web.agreements import past_day
from web.area_fields import languages_of
from web.forms import Form
from web.texts import _, lazy, locale
from workflows.colleagues import MEETING

LABELS: Mapping[str, str] = {
    "desk": lazy("Chi l'ha incontrata"),
    "network": lazy("Rete"),
    "met_on": lazy("Quando"),
    "municipality": lazy("Comune"),
    "zone": lazy("Zona"),
    "languages": lazy("Lingue che parla"),
    "minors": lazy("Minori di 18 anni"),
    "adults": lazy("Dai 18 ai 64 anni"),
    "elders": lazy("Dai 65 anni"),
    "asked": lazy("Che cosa ha chiesto"),
    "done": lazy("Che cosa avete fatto"),
    "words": lazy("In due parole"),
    "seek": lazy("Va rivista presto"),
}
GIVEAWAYS = (
    re.compile(r"\S@\S"),
    re.compile(r"\d(?:[ .]?\d){6,}"),
    re.compile(r"\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b", re.IGNORECASE),
    re.compile(r"\b(?:mi chiamo|si chiama|di nome)\b", re.IGNORECASE),
)
"""What gives away that somebody wrote who a person is: an address, a telephone, a tax code, a name."""


def own_desks(tx: Transaction, actor: Actor) -> list[Desk]:
    """The open desks whose encounters the actor may record."""
    return desks_of_many(tx, [each for each, roles in actor.roles.items() if MEETING & {Role(role) for role in roles}])


def labels() -> dict[str, str]:
    """The words of every field, for the summary of faults."""
    return {name: str(words) for name, words in LABELS.items()}


def offered() -> dict[str, Sequence[tuple[str, str]]]:
    """What may be ticked: areas of need, and what was done."""
    return {
        "areas": [(each.name, each.text(locale())) for each in AREAS.values()],
        "deeds": [(each.name, each.text(locale())) for each in DEEDS.values()],
    }


def zones_of(desks: Sequence[Desk]) -> list[str]:
    """Every zone of these desks, each once, by name."""
    return sorted({zone for each in desks for zone in each.zones})


def read_met(form: Form, desks: Sequence[Desk], today: date) -> Met:
    """One encounter as it was typed; faults are noted on the form."""
    desk = _desk(form, desks)
    zone = form.choice("zone", zones_of(desks), required=False)
    if zone and desk and zone not in desk.zones:
        form.fault("zone", _("«%(zone)s» non è una zona di questo sportello.", zone=zone))
    asked = tuple(name for name in AREAS if form.ticked(f"asked_{name}"))
    done = tuple(name for name in DEEDS if form.ticked(f"done_{name}"))
    if not asked and not done:
        form.fault("asked", _("Segna almeno una cosa: che cosa ha chiesto, o che cosa avete fatto."))
    met_on = past_day(form, "met_on", today) or today
    words, at_risk = read_words(form, "words", required=False), desk is not None and zone in desk.risk_zones
    return Met(met_on, desk.id if desk else None, zone, at_risk, asked, done, words)


def _desk(form: Form, desks: Sequence[Desk]) -> Desk | None:
    """The desk that was chosen; the only one where there is one, none where there is none."""
    if len(desks) < 2:
        return next(iter(desks), None)
    key = form.choice_of_key("desk", [each.id for each in desks])
    return next((each for each in desks if each.id == key), None)


def read_whom(form: Form, day: date) -> Whom:
    """Where, in which languages, how many; faults are noted on the form."""
    minors, adults, elders = (_number(form, name) for name in ("minors", "adults", "elders"))
    if not minors + adults + elders:
        form.fault("adults", _("Scrivi quante persone erano, anche a occhio: almeno una."))
    return Whom(read_place(form, day), languages_of(form), minors, adults, elders)


def read_place(form: Form, day: date) -> str:
    """The ISTAT code of the municipality that was named."""
    name = form.line("municipality")
    code = next((code for code, each in municipalities(day).items() if folded(each.name) == folded(name)), "")
    if name and not code:
        form.fault("municipality", _("Non conosco il Comune «%(name)s»: scrivilo per intero.", name=name))
    return code


def read_words(form: Form, name: str, required: bool = True) -> str:
    """A few words about somebody unknown; what gives away who it is is refused."""
    words = form.text(name, LONGEST_WORDS, required)
    if any(each.search(words) for each in GIVEAWAYS):
        form.fault(
            name, _("Qui non si scrive chi è la persona: togli nomi, telefoni, indirizzi e numeri di documento.")
        )
    return words


def _number(form: Form, name: str) -> int:
    text = form[name].strip() or "0"
    if not text.isascii() or not text.isdigit() or len(text) > 3 or int(text) > MOST_PEOPLE:
        form.fault(name, _("Scrivi un numero da 0 a %(most)d.", most=MOST_PEOPLE))
        return 0
    return int(text)
