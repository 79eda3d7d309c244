"""What a form about a case becomes: the act to perform and the row it writes, everything typed checked first."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from governance.cases import case
from governance.consents import Consent, Information
from governance.networks import members_of
from web.agreements import codes_of
from web.consent_scopes import read_scope
from web.dossier_facts import EVIDENCES
from web.dossier_sights import Sight
from web.forms import Form
from web.texts import _
from workflows.acts import Act
from workflows.calendars import local
from workflows.checks import OFFLINE_CHANNELS
from workflows.consenting import ending
from workflows.situations import Situation

Writing = tuple[Act, Callable[[Situation], None]]


def informed(found: Sight, form: Form) -> Writing:
    """The privacy notice was given."""
    version, language = form.line("version", 40), form.line("language", 40)
    channel, day = form.choice("channel", OFFLINE_CHANNELS), past_day(found, form, "given_on")
    form.check()
    told = Information(
        case_id=found.dossier.id,
        version=version,
        language=language,
        channel=channel,
        given_on=day,
        recorded_by=found.situation.actor.person_id,
    )
    codes = {"version": version, "language": language, "channel": channel, "given_on": str(day)}
    return _act(found, "inform", form, codes), lambda situation: situation.tx.add(told)


def agreed(found: Sight, form: Form) -> Writing:
    """The person agreed to be referred, to one organisation or to any of the network."""
    offered = dict(organisations_of(found))
    chosen = form.choice("organisation", list(offered), required=False)
    evidence, day = form.choice("evidence", list(EVIDENCES)), past_day(found, form, "given_on")
    until = form.day("until", required=False)
    if day and until and until < day:
        form.fault("until", _("La fine non può venire prima dell'inizio."))
    purposes, categories = read_scope(form)
    form.check()
    given = Consent(
        case_id=found.dossier.id,
        organisation_id=int(chosen) if chosen else None,
        purposes=purposes,
        categories=categories,
        evidence=evidence,
        given_on=day,
        until=until,
        recorded_by=found.situation.actor.person_id,
    )
    codes = codes_of(given, offered.get(chosen, _("qualunque ente della rete")))

    def change(situation: Situation) -> None:
        situation.tx.add(given)
        situation.tx.flush()
        situation.dates |= ending(situation)

    return _act(found, "consent", form, codes), change


def revoked(found: Sight, form: Form, given: Consent) -> tuple[Act, date]:
    """The person took a consent back; from that day on it covers nothing."""
    day = past_day(found, form, "revoked_on")
    if day and day < given.given_on:
        form.fault("revoked_on", _("La revoca non può venire prima del consenso."))
    form.check()
    return _act(found, "revoke", form, {"revoked_on": str(day)}), day or local(found.situation.now).date()


def checked(found: Sight, form: Form) -> Writing:
    """Somebody looked, and the household is no duplicate."""

    def change(situation: Situation) -> None:
        case(situation.tx, found.dossier.id).duplicates_checked = True
        situation.tx.flush()

    return _act(found, "duplicates_checked", form, {}), change


def organisations_of(found: Sight) -> list[tuple[str, str]]:
    """The organisations a consent can name: the members of the network, by name."""
    network_id, tx = found.dossier.network_id, found.situation.tx
    members = members_of(tx, network_id, local(tx.now).date()) if network_id else []
    return [(str(each.id), each.name) for each in members]


def past_day(found: Sight, form: Form, name: str) -> date | None:
    """A day that is not after today."""
    day = form.day(name)
    if day and day > local(found.situation.now).date():
        form.fault(name, _("Questa data deve ancora venire: scrivi quando è successo davvero."))
    return day


def _act(found: Sight, name: str, form: Form, codes: Mapping[str, Any]) -> Act:
    return Act(found.dossier.id, name, found.situation.actor, codes=codes, key=form.key)
