"""The fields by which each kind of dossier is edited: how they are asked, read and written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from governance import health, territory
from governance.cases import case, description, need, situation, write_description, write_situation
from governance.codes import AREAS, CATEGORIES, LEGAL_TYPES
from governance.protocols import protocol
from governance.referrals import referral, request, write_request
from web.case_forms import places
from web.dossier_facts import SHARED
from web.dossier_sights import Sight
from web.dossier_words import grade_words
from web.forms import Form
from web.texts import lazy, locale
from workflows.calendars import local
from workflows.relocations import relocate
from workflows.situations import Situation

GRADES = ("ordinary", "urgent", "emergency")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `shape`: text, line, choice, tick or day; `options` gives the pairs of a choice when asked."""

    name: str
    label: str
    shape: str
    required: bool = True
    hint: str = ""
    offered: Callable[[Sight], Sequence[tuple[str, str]]] = lambda _sight: ()

    def read(self, sight: Sight, form: Form) -> str:
        """What was typed, checked; a day as 2026-11-26."""
        if self.shape == "choice":
            return form.choice(self.name, [value for value, _words in self.offered(sight)], self.required)
        if self.shape == "tick":
            return "1" if form.ticked(self.name) else ""
        if self.shape == "day":
            day = form.day(self.name, self.required)
            return day.isoformat() if day else ""
        read = form.text if self.shape == "text" else form.line
        return read(self.name, required=self.required)


@dataclass(frozen=True, slots=True)
class Edit:
    """How one kind is edited: its fields, the present values, and what writes them."""

    fields: Sequence[Field]
    values: Callable[[Sight], dict[str, str]]
    write: Callable[[Situation, Mapping[str, str]], None]

    def read(self, sight: Sight, form: Form) -> dict[str, str]:
        """Every field as it was typed, faults noted in the form."""
        return {each.name: each.read(sight, form) for each in self.fields}


def _categories(sight: Sight) -> list[tuple[str, str]]:
    offered = [each for each in CATEGORIES.values() if sight.heals or each.area != health.AREA]
    return [(each.name, f"{AREAS[each.area].text(locale())}: {each.text(locale())}") for each in offered]


def _legal_types(_sight: Sight) -> list[tuple[str, str]]:
    return [(each.name, each.text(locale())) for each in LEGAL_TYPES.values()]


def _grades(_sight: Sight) -> list[tuple[str, str]]:
    return [(each, grade_words(each)) for each in GRADES]


def _places(sight: Sight) -> list[tuple[str, str]]:
    """The municipalities of the network, and the one where the household lives now."""
    tx, network_id = sight.situation.tx, sight.dossier.network_id
    present = case(tx, sight.dossier.id).municipality
    offered = {each.code: each.name for each in places(tx, network_id)} if network_id else {}
    here = territory.municipalities(local(tx.now).date()).get(present)
    return sorted({present: here.name if here else present, **offered}.items(), key=lambda each: each[1])


def _case(sight: Sight) -> dict[str, str]:
    facts = case(sight.situation.tx, sight.dossier.id)
    told = situation(sight.situation.tx, facts)
    held = "1" if facts.not_transferable else ""
    return {"municipality": facts.municipality, "situation": told, "not_transferable": held}


def _write_case(held: Situation, typed: Mapping[str, str]) -> None:
    facts = case(held.tx, held.dossier.id)
    facts.not_transferable = bool(typed["not_transferable"])
    relocate(held, typed["municipality"])
    write_situation(held.tx, facts, typed["situation"])


def _need(sight: Sight) -> dict[str, str]:
    tx, facts = sight.situation.tx, need(sight.situation.tx, sight.dossier.id)
    return {"category": facts.category, "description": description(tx, facts, sight.dossier.household_id)}


def _write_need(held: Situation, typed: Mapping[str, str]) -> None:
    facts = need(held.tx, held.dossier.id)
    facts.category, facts.area = typed["category"], CATEGORIES[typed["category"]].area
    write_description(held.tx, facts, held.dossier.household_id, typed["description"])
    health.set_apart(held.tx, facts.id, facts.area)


def _referral(sight: Sight) -> dict[str, str]:
    tx, dossier = sight.situation.tx, sight.dossier
    asked = request(tx, referral(tx, dossier.id), dossier.household_id)
    return {"request": asked, "urgency": dossier.grade or GRADES[0]}


def _write_referral(held: Situation, typed: Mapping[str, str]) -> None:
    write_request(held.tx, referral(held.tx, held.dossier.id), held.dossier.household_id, typed["request"])
    held.regrade(typed["urgency"])


def _protocol(sight: Sight) -> dict[str, str]:
    facts = protocol(sight.situation.tx, sight.dossier.id)
    shared = {f"share_{each}": "1" if each in facts.fields else "" for each in SHARED}
    told = {"number": facts.number, "legal_type": facts.legal_type, "signed_on": facts.signed_on.isoformat()}
    return {**told, **shared}


def _write_protocol(held: Situation, typed: Mapping[str, str]) -> None:
    facts = protocol(held.tx, held.dossier.id)
    facts.number, facts.legal_type = typed["number"], typed["legal_type"]
    facts.signed_on = date.fromisoformat(typed["signed_on"])
    facts.fields = [each for each in SHARED if typed[f"share_{each}"]]
    held.tx.flush()


EDITS: Mapping[str, Edit] = {
    "case": Edit(
        (
            Field(
                "municipality",
                lazy("Comune"),
                "choice",
                hint=lazy("Se il nucleo si sposta. Cambia anche l'Ufficio di Piano, ma non per gli invii già partiti."),
                offered=_places,
            ),
            Field("situation", lazy("Situazione"), "text", False, lazy("Quello che serve per accompagnare il nucleo.")),
            Field(
                "not_transferable",
                lazy("Per ora la persona non si può inviare altrove"),
                "tick",
                hint=lazy("Per esempio per un ricovero o un provvedimento: finché è segnato, nessun invio parte."),
            ),
        ),
        _case,
        _write_case,
    ),
    "need": Edit(
        (
            Field("category", lazy("Tipo di bisogno"), "choice", offered=_categories),
            Field("description", lazy("Descrizione"), "text", hint=lazy("In poche parole, senza nomi.")),
        ),
        _need,
        _write_need,
    ),
    "referral": Edit(
        (
            Field("request", lazy("Richiesta"), "text", hint=lazy("Che cosa chiedi al servizio. Senza nomi.")),
            Field(
                "urgency",
                lazy("Urgenza"),
                "choice",
                hint=lazy("Cambiarla ricalcola i tempi entro cui si deve rispondere."),
                offered=_grades,
            ),
        ),
        _referral,
        _write_referral,
    ),
    "protocol": Edit(
        (
            Field("number", lazy("Numero"), "line", False, lazy("Il numero di protocollo o di repertorio.")),
            Field("legal_type", lazy("Tipo di accordo"), "choice", offered=_legal_types),
            Field("signed_on", lazy("Firmato il"), "day"),
            Field("share_name", lazy("Si può condividere: nome e cognome"), "tick"),
            Field("share_birth_year", lazy("Si può condividere: anno di nascita"), "tick"),
            Field("share_contact", lazy("Si può condividere: telefono"), "tick"),
            Field("share_household", lazy("Si può condividere: quante persone sono nel nucleo"), "tick"),
            Field("share_guardian", lazy("Si può condividere: chi ha la responsabilità del minore"), "tick"),
        ),
        _protocol,
        _write_protocol,
    ),
}
"""The kinds whose facts can be edited; any other kind has no form."""
