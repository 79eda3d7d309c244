"""The packet: what the recipient of a referral is given, and no more than the protocol lets it have."""

from collections.abc import Sequence
from typing import Any

from governance.actors import ROME
from governance.beneficiaries import Identity, guardian_among, identities_of
from governance.cases import description, need
from governance.consents import consent_covering, informations_of
from governance.legal_bases import own_task_of
from governance.protocols import protocol
from governance.referrals import referral, request
from workflows.covers import cover_of
from workflows.situations import Situation

FIELDS = ("name", "birth_year", "contact", "household", "guardian")
"""The parts of a person's identity that a protocol may let pass; without a protocol only the case code passes."""


def data_in(fields: Sequence[str], area: str) -> frozenset[str]:
    """The categories of data a packet holds, for these fields and a need of this area."""
    found = {"needs"}
    found |= {"identity"} if {"name", "birth_year", "contact"} & set(fields) else set()
    found |= {"household"} if {"household", "guardian"} & set(fields) else set()
    return frozenset(found | ({area} & {"health", "legal"}))


def packet_of(situation: Situation) -> dict[str, Any]:
    """The packet as it would be frozen now: plain values, ready to be sealed. Gathered once per move."""
    return situation.reckon(_packet)


def _packet(situation: Situation) -> dict[str, Any]:
    tx, dossier, cover = situation.tx, situation.dossier, cover_of(situation)
    facts = situation.recall(referral)
    asked = situation.recall(need, facts.need_id)
    allowed = [each for each in FIELDS if cover and each in protocol(tx, cover[1].id).fields]
    household = identities_of(tx, [dossier.household_id]).get(dossier.household_id, [])
    people = [identity for _key, identity in household]
    recipient, day = situation.organisation_in("recipient") or 0, situation.now.astimezone(ROME).date()
    consent = consent_covering(tx, asked.case_id, recipient, day, data_in(allowed, asked.area))
    basis = own_task_of(tx, situation.organisation_in("sender"), recipient, day)
    given = informations_of(tx, asked.case_id)
    return {
        "case_id": asked.case_id,
        "area": asked.area,
        "category": asked.category,
        "description": description(tx, asked, dossier.household_id),
        "request": request(tx, facts, dossier.household_id),
        "fields": allowed,
        "person": _person(people, allowed),
        "informed": [given[0].version, given[0].language, given[0].given_on.isoformat()] if given else None,
        "agreed_on": consent.given_on.isoformat() if consent else None,
        "basis": basis.basis if basis else None,
        "data": sorted(data_in(allowed, asked.area)),
        "composition": [key for key, identity in household if identity.is_member],
        "minor": bool(people) and people[0].is_minor(day),
        "guarded": guardian_among(people) is not None,
    }


def _person(people: list[Identity], allowed: list[str]) -> dict[str, Any]:
    if not people:
        return {}
    reference = people[0]
    known: dict[str, Any] = {"language": reference.language}
    if "name" in allowed:
        known["name"] = reference.full_name
    if "birth_year" in allowed and reference.born_on:
        known["birth_year"] = int(reference.born_on[:4])
    if "contact" in allowed:
        known["contact"] = reference.phone
    if "household" in allowed:
        known["household"] = sum(each.is_member for each in people)
    if "guardian" in allowed and (guardian := guardian_among(people)):
        known["guardian"] = {"name": guardian.full_name, "as": guardian.guardianship, "contact": guardian.phone}
    return known
