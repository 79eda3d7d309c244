"""Facts of a dossier by kind, opened for its page; a kind that is not here shows what every dossier has."""

from collections.abc import Callable, Mapping
from typing import Any

from governance.beneficiaries import GUARDIAN, Identity, identities_of, present_members
from governance.cases import case, description, need, situation
from governance.codes import label_of
from governance.consents import consents_of, informations_of
from governance.database import Transaction
from governance.dossiers import read
from governance.organisations import names_of
from governance.policy import Permission, permissions_on
from governance.protocols import every_clause_of, protocol
from governance.referrals import packet, referral, request
from governance.services import Service, service
from governance.territory import municipalities
from governance.whereabouts import Told, told_on_a_referral
from web import assessments, dossier_team, standings
from web.blockage_facts import blockage_facts
from web.contact_facts import contact_facts, contacts_before
from web.dossier_sights import Sight
from web.dossier_words import grade_words
from web.lapses import ending_seen
from web.texts import _, lazy, locale
from workflows.amounts import Amount
from workflows.calendars import local
from workflows.compositions import Composition, composition_since
from workflows.pathway import Pathway
from workflows.published import newest_for
from workflows.wording import amount_words

EVIDENCES: Mapping[str, str] = {
    "signed": lazy("Modulo firmato"),
    "spoken": lazy("Detto a voce, annotato da noi"),
    "guardian": lazy("Dato da chi ha la responsabilità del minore"),
}
"""On what a consent rests."""
SHARED: Mapping[str, str] = {
    "name": lazy("nome e cognome"),
    "birth_year": lazy("anno di nascita"),
    "contact": lazy("telefono"),
    "household": lazy("quante persone sono nel nucleo"),
    "guardian": lazy("chi ha la responsabilità del minore"),
}
"""The parts of a person's identity that a protocol may let pass."""


def facts_of(sight: Sight) -> dict[str, Any]:
    """What the page shows of this kind's own facts; empty for a kind without any."""
    found = FACTS.get(sight.dossier.kind)
    return found(sight) if found else {}


def _case(sight: Sight) -> dict[str, Any]:
    tx, facts = sight.situation.tx, case(sight.situation.tx, sight.dossier.id)
    agreed, day = consents_of(tx, facts.id), local(tx.now).date()
    return {
        "situation": situation(tx, facts),
        "municipality": _place(tx, facts.municipality),
        "not_transferable": facts.not_transferable,
        "duplicates_checked": facts.duplicates_checked,
        "number": f"{facts.number}/{facts.year}" if facts.number else "",
        "informations": informations_of(tx, facts.id),
        "consents": agreed,
        "target": standings.shown(tx, facts.id, sight.dossier.network_id),
        "assessments": assessments.shown(sight),
        "team": dossier_team.shown_team(sight),
        "members": len(present_members(tx, facts.household_id)),
        "names": names_of(tx, {each.organisation_id for each in agreed if each.organisation_id}),
        "evidences": EVIDENCES,
        "contacts": contacts_before(sight),
        "holds": {each.id: each.state_on(day) for each in agreed},
    }


def _need(sight: Sight) -> dict[str, Any]:
    facts = need(sight.situation.tx, sight.dossier.id)
    return {
        "area": label_of("area", facts.area, locale()),
        "category": label_of("category", facts.category, locale()),
        "description": description(sight.situation.tx, facts, sight.dossier.household_id),
    }


def _referral(sight: Sight) -> dict[str, Any]:
    tx, dossier = sight.situation.tx, sight.dossier
    facts = referral(tx, dossier.id)
    sent = packet(tx, facts, dossier.household_id)
    asked, offered = need(tx, facts.need_id), service(tx, facts.service_id)
    live = not sent and sends(sight)
    return {
        "service": offered.name if offered else "",
        "category": label_of("category", asked.category, locale()),
        "request": sent.get("request") or (request(tx, facts, dossier.household_id) if live else ""),
        "description": sent.get("description") or (description(tx, asked, dossier.household_id) if live else ""),
        "packet": sent,
        "composition": composition_of(sight, sent),
        "shared": [str(SHARED[each]) for each in sent.get("fields", ()) if each in SHARED],
        "protocol": read(tx, facts.protocol_id) if facts.protocol_id else None,
        "clause": facts.clause,
        "language": sent.get("person", {}).get("language", ""),
        "where": _where(sight, offered) if offered else None,
    }


def _where(sight: Sight, offered: Service) -> Told | None:
    """Where the service stands, as far as this reader of the referral may know."""
    return told_on_a_referral(sight.situation.tx, offered, sight.dossier.stage, not sends(sight))


def _protocol(sight: Sight) -> dict[str, Any]:
    tx, facts = sight.situation.tx, protocol(sight.situation.tx, sight.dossier.id)
    clauses = every_clause_of(tx, facts.id)
    ids = {key for each in clauses for key in (each.sender_id, each.recipient_id) if key}
    return {
        "legal_type": label_of("legal_type", facts.legal_type, locale()),
        "number": facts.number,
        "facts": facts,
        "shared": [str(SHARED[each]) for each in facts.fields if each in SHARED],
        "clauses": [each for each in clauses if each.withdrawn_at is None],
        "withdrawn": [each for each in clauses if each.withdrawn_at is not None],
        "names": names_of(tx, ids),
        "places": {each.id: [_place(tx, code) for code in each.municipalities] for each in clauses},
        "categories": {each.id: label_of("category", each.category, locale()) for each in clauses},
        "ending": ending_seen(sight),
        "terms": _terms(newest_for(tx, "referral", sight.dossier.network_id), facts.terms),
    }


def sends(sight: Sight) -> bool:
    """Whether the visitor reads a referral from the sender's side, and so more than the recipient was given."""
    own = [part for part in sight.situation.parts if part.capacity in ("sender", "case")]
    return Permission.READ in permissions_on(sight.situation.actor, sight.dossier.kind, own)


def composition_of(sight: Sight, sent: Mapping[str, Any]) -> Composition | None:
    """The household at sending and now: for who sends, and for who was given how many they are."""
    told = sends(sight) or "household" in sent.get("fields", ())
    return composition_since(sight.situation.tx, sight.dossier.household_id, sent) if told else None


def people_of(sight: Sight) -> list[tuple[int, Identity]]:
    """Who the people are: the household for who follows it, what the letter said for who received it."""
    dossier, tx = sight.dossier, sight.situation.tx
    if dossier.kind == "referral" and not sends(sight):
        return given_people(packet(tx, referral(tx, dossier.id), dossier.household_id).get("person", {}))
    return identities_of(tx, [dossier.household_id]).get(dossier.household_id, [])


def given_people(given: Mapping[str, Any]) -> list[tuple[int, Identity]]:
    """The people a frozen packet speaks of: the person, and who answers for a minor where that was let pass."""
    found = [Identity(given.get("name", ""), "", "reference", "", "", given.get("contact", ""))] if given else []
    if who := given.get("guardian"):
        found.append(Identity(who["name"], "", GUARDIAN, phone=who["contact"], guardianship=who["as"]))
    return [(0, each) for each in found]


def _terms(pathway: Pathway, terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    labels = {timer.term: timer.label.text(locale()) for timer in pathway.timers.values() if timer.term}
    return [(labels.get(name, name), _amounts(value)) for name, value in terms.items()]


def _amounts(value: Any) -> str:
    if not isinstance(value, dict):
        return amount_words(Amount.parse(str(value)), locale())
    return ", ".join(f"{grade_words(grade)} {_amounts(amount)}" for grade, amount in value.items())


def _place(tx: Transaction, code: str) -> str:
    known = municipalities(local(tx.now).date()).get(code)
    return known.name if known else _("comune %(code)s", code=code)


FACTS: Mapping[str, Callable[[Sight], dict[str, Any]]] = {
    "case": _case,
    "need": _need,
    "referral": _referral,
    "protocol": _protocol,
    "blockage": blockage_facts,
    "contact": contact_facts,
}
"""The kinds whose own facts have a part of the page, `templates/dossiers/facts/KIND.html`."""
