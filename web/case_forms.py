"""The fields of a new case: the people of the household row by row, the municipality, the situation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance import territory
from governance.actors import Actor
from governance.beneficiaries import GUARDIAN, Identity
from governance.database import Transaction
from governance.networks import members_of
from governance.organisations import OrganisationKind
from governance.roles import Role
from governance.texts import LONGEST_TEXT, folded
from web import agreements
from web.agreements import past_day
from web.forms import Form
from web.relations import RELATIONS, guardianships
from web.standings import LABELS as STANDING_LABELS
from web.texts import _, lazy
from workflows.beginnings import Intake
from workflows.calendars import local

MOST_PEOPLE = 20
OPENERS = frozenset({Role.WORKER, Role.HEAD, Role.MANAGER})
PERSON_LABELS = {
    "given_name": lazy("Nome"),
    "family_name": lazy("Cognome"),
    "relation": lazy("Chi è nel nucleo"),
    "born_on": lazy("Data di nascita"),
    "document": lazy("Numero del documento"),
    "phone": lazy("Telefono"),
    "language": lazy("Lingua"),
    "guardianship": lazy("Risponde dei minori come"),
}
LABELS = {
    "organisation": lazy("Ente che segue"),
    "municipality": lazy("Comune"),
    "situation": lazy("Situazione"),
    "health": lazy("Parte sanitaria"),
    "not_duplicate": lazy("Non è un doppione"),
    "take_charge": lazy("Prendi in carico subito"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality one may choose: its name with the ambito, and whether that ambito is only inferred."""

    code: str
    name: str
    district: str
    inferred: bool

    @property
    def words(self) -> str:
        """`Airuno (ambito di Lecco, da confermare)`."""
        if not self.district:
            return self.name
        words = _("%(place)s (%(district)s, da confermare)") if self.inferred else _("%(place)s (%(district)s)")
        return words % {"place": self.name, "district": self.district}


def openers(tx: Transaction, actor: Actor, network_id: int) -> list[int]:
    """The actor's own organisations, members of the network or the network itself, that may open a case."""
    members = {each.id for each in members_of(tx, network_id, local(tx.now).date())} | {network_id}
    return sorted(each for each in actor.home_ids & members if OPENERS & actor.roles[each])


def places(tx: Transaction, network_id: int) -> list[Place]:
    """The municipalities of the network, by name."""
    day = local(tx.now).date()
    known, districts = territory.municipalities(day), territory.districts(day)
    of_place = {each.istat_code: each.district for each in territory.memberships(day)}
    found = []
    for member in members_of(tx, network_id, day):
        place = known.get(member.seat or "")
        if member.kind != OrganisationKind.MUNICIPALITY or place is None:
            continue
        district = districts.get(of_place.get(place.istat_code, ""))
        inferred = district is not None and district.evidence is territory.Evidence.INFERRED
        found.append(Place(place.istat_code, place.name, district.name if district else "", inferred))
    return sorted(found, key=lambda each: each.name)


def narrowed(offered: Sequence[Place], words: str) -> list[Place]:
    """The places whose name, or a word in it, begins so; accents and apostrophes do not matter."""
    wanted = folded(words).replace(" ", "")
    return [each for each in offered if not wanted or _begins(each.name, wanted)]


def _begins(name: str, wanted: str) -> bool:
    words = folded(name).split()
    return any("".join(words[at:]).startswith(wanted) for at in range(len(words)))


def count_of(form: Form) -> int:
    """How many people the form has rows for."""
    text = form["people"]
    return min(max(int(text), 1), MOST_PEOPLE) if text.isdecimal() and len(text) < 4 else 1


def change_rows(form: Form) -> bool:
    """Add or take away a row where its button was pressed; whether one was."""
    count, act = count_of(form), form["act"]
    if act == "add_person":
        form.values["people"] = str(min(count + 1, MOST_PEOPLE))
        return True
    number = act.removeprefix("remove_person_")
    if act == number or not number.isdecimal() or not 1 < int(number) <= count:
        return False
    for row in range(int(number), count + 1):
        for name in PERSON_LABELS:
            form.values[f"{name}_{row}"] = form[f"{name}_{row + 1}"] if row < count else ""
    form.values["people"] = str(count - 1)
    return True


def read_people(form: Form, today: date) -> list[Identity]:
    """The people as they were typed, the reference person first; faults are noted on the form."""
    return [_person(form, number, today) for number in range(1, count_of(form) + 1)]


def _person(form: Form, number: int, today: date) -> Identity:
    born = past_day(form, f"born_on_{number}", today) if form[f"born_on_{number}"].strip() else None
    relation = form.choice(f"relation_{number}", list(RELATIONS)[1:]) if number > 1 else "reference"
    return Identity(
        given_name=form.line(f"given_name_{number}", longest=100),
        family_name=form.line(f"family_name_{number}", longest=100),
        relation=relation,
        born_on=born.isoformat() if born else "",
        document=form.line(f"document_{number}", longest=40, required=False),
        phone=form.line(f"phone_{number}", longest=40, required=False),
        language=form.line(f"language_{number}", longest=40, required=False),
        guardianship=guardianship_of(form, relation, f"guardianship_{number}"),
    )


def guardianship_of(form: Form, relation: str, name: str) -> str:
    """In what right the person answers for the minors; obligatory for a guardian from outside."""
    chosen = form.choice(name, dict(guardianships()), required=False)
    if relation == GUARDIAN and not chosen:
        form.fault(name, _("Indica in che veste risponde del minore."))
    return chosen


def read_intake(form: Form, network_id: int, own: Sequence[int], offered: Sequence[Place], today: date) -> Intake:
    """What the case is opened with; faults are noted on the form."""
    organisation_id = own[0] if len(own) == 1 else form.choice_of_key("organisation", own)
    return Intake(
        network_id=network_id,
        organisation_id=organisation_id or 0,
        municipality=form.choice("municipality", [each.code for each in offered]),
        people=read_people(form, today),
        situation=form.text("situation", LONGEST_TEXT, required=False),
    )


def labels_of(count: int) -> dict[str, str]:
    """The words of every field, for the summary of faults."""
    rows = {
        f"{name}_{row}": _("%(field)s, persona %(number)d", field=words, number=row)
        for row in range(1, count + 1)
        for name, words in PERSON_LABELS.items()
    }
    return {**rows, **{name: str(words) for name, words in {**LABELS, **STANDING_LABELS, **agreements.LABELS}.items()}}
