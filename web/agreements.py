"""Agreements: the privacy notice that was given and what the person agreed to, read from a form and recorded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from governance.actors import Actor
from governance.codes import CHANNELS
from governance.consents import Consent, Information
from governance.database import Transaction
from governance.networks import members_of
from governance.organisations import OrganisationKind, names_of
from web import consent_scopes
from web.consent_scopes import read_scope
from web.dossier_facts import EVIDENCES
from web.forms import Form
from web.texts import _, lazy, locale
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.checks import OFFLINE_CHANNELS
from workflows.consenting import agree

ANYBODY = "any"
LANGUAGES = (
    "italiano", "albanese", "amarico", "arabo", "bengalese", "cinese", "dari", "francese", "georgiano", "inglese",
    "pashto", "portoghese", "punjabi", "rumeno", "russo", "somalo", "spagnolo", "tigrino", "turco", "ucraino", "urdu",
    "wolof",
)  # fmt: skip
"""Offered while one types; any other may be written."""
LABELS = {
    "notice_version": lazy("Versione dell'informativa"),
    "notice_language": lazy("Lingua dell'informativa"),
    "notice_on": lazy("Data dell'informativa"),
    "notice_channel": lazy("Come è stata data"),
    "agreed_for": lazy("Verso chi può essere inviata"),
    "agreed_on": lazy("Data del consenso"),
    "agreed_until": lazy("Il consenso vale fino al"),
    "agreed_evidence": lazy("Che cosa lo prova"),
    "purpose_accompany": lazy("Per che cosa è d'accordo"),
    "data_needs": lazy("Quali dati si possono comunicare"),
}


def begun(today: date) -> dict[str, str]:
    """What the fields hold before anybody types."""
    day = today.isoformat()
    usual = {"notice_on": day, "notice_channel": "in_person", "agreed_on": day, "agreed_for": ANYBODY}
    return {**usual, **consent_scopes.begun()}


def channels() -> list[tuple[str, str]]:
    """The ways in which a notice is given."""
    return [(name, CHANNELS[name].text(locale())) for name in OFFLINE_CHANNELS]


def evidences() -> list[tuple[str, str]]:
    """What a consent may rest on."""
    return [(name, str(words)) for name, words in EVIDENCES.items()]


def recipients(tx: Transaction, network_id: int | None) -> list[tuple[int, str]]:
    """To whom somebody may agree to be sent: the members of the network that are not municipalities."""
    members = members_of(tx, network_id, local(tx.now).date()) if network_id else []
    return [(each.id, each.name) for each in members if each.kind != OrganisationKind.MUNICIPALITY]


def read_information(form: Form, today: date) -> Information:
    """The notice as it was typed; faults are noted on the form."""
    return Information(
        version=form.line("notice_version", longest=40),
        language=form.line("notice_language", longest=40),
        channel=form.choice("notice_channel", OFFLINE_CHANNELS),
        given_on=past_day(form, "notice_on", today),
    )


def read_consent(form: Form, today: date, offered: Sequence[int]) -> Consent:
    """The consent as it was typed; faults are noted on the form."""
    wanted = form.choice("agreed_for", [ANYBODY, *map(str, offered)])
    given_on, until = past_day(form, "agreed_on", today), form.day("agreed_until", required=False)
    if given_on and until and until < given_on:
        form.fault("agreed_until", _("Il consenso finirebbe prima di cominciare."))
    if until and until < today:
        form.fault("agreed_until", _("Questa data è già passata: il consenso non varrebbe più."))
    purposes, categories = read_scope(form)
    return Consent(
        organisation_id=int(wanted) if wanted.isdecimal() else None,
        purposes=purposes,
        categories=categories,
        evidence=form.choice("agreed_evidence", list(EVIDENCES)),
        given_on=given_on,
        until=until,
    )


def past_day(form: Form, name: str, today: date) -> date | None:
    """A day that has come already."""
    day = form.day(name)
    if day and day > today:
        form.fault(name, _("Questa data deve ancora venire."))
    return day


def record_information(tx: Transaction, actor: Actor, case_id: int, facts: Information, key: str) -> None:
    """Write the notice and its line in the case's history."""
    facts.case_id, facts.recorded_by = case_id, int(actor.person_id or 0)
    codes = {"version": facts.version, "language": facts.language, "channel": facts.channel}
    codes["given_on"] = facts.given_on.isoformat()
    perform(tx, Act(case_id, "inform", actor, codes=codes, key=key), lambda situation: situation.tx.add(facts))


def codes_of(facts: Consent, organisation: str) -> dict[str, Any]:
    """What a consent leaves in the history line."""
    codes: dict[str, Any] = {"organisation": organisation, "given_on": facts.given_on.isoformat()}
    if facts.until:
        codes["until"] = facts.until.isoformat()
    scope = {"purposes": facts.purposes, "categories": facts.categories}
    return {**codes, **{name: chosen for name, chosen in scope.items() if chosen}}


def record_consent(tx: Transaction, actor: Actor, case_id: int, facts: Consent, key: str) -> None:
    """Write the consent and its line in the case's history."""
    facts.case_id, facts.recorded_by = case_id, int(actor.person_id or 0)
    named = names_of(tx, [facts.organisation_id] if facts.organisation_id else [])
    codes = codes_of(facts, next(iter(named.values()), _("qualunque ente della rete")))
    agree(tx, Act(case_id, "consent", actor, codes=codes, key=key), facts)
