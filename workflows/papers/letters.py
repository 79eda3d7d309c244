"""The facts of a referral's letters: from the frozen packet, and from nothing else of the person."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from document_templates.facts.acceptance_letter import AcceptanceLetter
from document_templates.facts.referral_letter import (
    Channel,
    Guardian,
    NeedArea,
    PersonField,
    PrivacyNotice,
    ProtocolCover,
    RecordedNeed,
    ReferralLetter,
    ReferredPerson,
    Urgency,
)
from document_templates.filters import date_figures
from governance import deadlines, history
from governance.actors import ROME
from governance.codes import label_of
from governance.dossiers import Dossier
from governance.personal_codes import ARTICLES, BASES
from governance.protocols import protocol
from governance.referrals import referral
from governance.services import service
from workflows.amounts import Amount, Unit
from workflows.calendars import Calendar, local
from workflows.covers import cover_of, is_excepted
from workflows.packets import packet_of
from workflows.papers.blocks import letter_block
from workflows.papers.ends import contact_in, name_in, organisation_in, service_in, signature_in
from workflows.reckonings import parse_amounts
from workflows.situations import Situation

TERM = "acknowledge_due"
"""The clock by which the letter asks for an answer."""


def referral_letter(situation: Situation) -> ReferralLetter:
    """The letter to the recipient; before sending, the same letter as it would leave now."""
    cover, day = cover_of(situation), local(situation.now).date()
    packet = packet_of(situation)
    person, area = packet["person"], NeedArea(packet["area"])
    reply_by = _reply_by(situation)
    informed = packet["informed"]
    return ReferralLetter(
        document=letter_block(situation, "Lettera di invio", organisation_in(situation, "sender")),
        case_code=case_code(situation, packet["case_id"]),
        sender=service_in(situation, "sender", ()),
        recipient=service_in(situation, "recipient", (area,)),
        protocol=_cover(situation, cover) if cover else None,
        authorisation=None if cover else _exception(situation),
        person=ReferredPerson(
            language=person.get("language") or "non indicata",
            is_minor=packet["minor"],
            name=person.get("name"),
            birth_year=person.get("birth_year"),
            contact=person.get("contact"),
            household=_people(person["household"]) if "household" in person else None,
            has_guardian=packet["guarded"],
            guardian=_guardian(person["guardian"]) if packet["minor"] and "guardian" in person else None,
        ),
        visible=tuple(PersonField(each) for each in packet["fields"]),
        needs=(RecordedNeed(area=area, urgency=_urgency(situation), description=packet["description"]),),
        done=(),
        request=packet["request"],
        wanted_by=None,
        privacy_notice=_informed(informed) if informed else None,
        agreed_on=date.fromisoformat(packet["agreed_on"]) if packet["agreed_on"] else None,
        copy_language=informed[1] if informed else None,
        channel=Channel.PLATFORM,
        reply_days=Calendar().working_days_between(day, reply_by) if reply_by else None,
        reply_by=reply_by,
        signatory=signature_in(situation, "sender"),
        legal_basis=_basis(packet["basis"]) if packet["basis"] else None,
        reply_hours=hours_of(_amount(situation, TERM)),
    )


def acceptance_letter(situation: Situation) -> AcceptanceLetter:
    """The answer by which the recipient takes charge; by case code only."""
    packet, tx = packet_of(situation), situation.tx
    sent = [line.at for line in history.lines_of(tx, situation.dossier.id) if line.move == "submit"]
    target = service(tx, situation.recall(referral).service_id)
    first = _due(situation, "first_contact")
    return AcceptanceLetter(
        document=letter_block(situation, "Lettera di presa in carico", organisation_in(situation, "recipient")),
        case_code=case_code(situation, packet["case_id"]),
        sender_service=name_in(situation, "sender"),
        sender=contact_in(situation, "sender"),
        recipient_service=target.name if target else name_in(situation, "recipient"),
        referred_on=local(sent[-1] if sent else situation.now).date(),
        accepted_on=local(situation.now).date(),
        needs=(NeedArea(packet["area"]),),
        worker=contact_in(situation, "recipient"),
        first_contact_by=first,
        first_meeting_place=None,
        to_bring=(),
        conditions=None,
        update_days=30,
        signatory=signature_in(situation, "recipient"),
    )


def case_code(situation: Situation, case_id: int) -> str:
    """The code under which everybody speaks of the person."""
    return situation.tx.get_one(Dossier, case_id).code


def _basis(basis: str) -> str:
    return f"{BASES[basis].it.lower()} dell'ente che riceve ({ARTICLES[basis]})"


def _cover(situation: Situation, cover: Any) -> ProtocolCover:
    clause, governing = cover
    facts = protocol(situation.tx, governing.id)
    return ProtocolCover(
        title=governing.title,
        signed_on=facts.signed_on,
        starts_on=facts.starts_on,
        until=facts.ends_on,
        clause=f"art. {clause.number}",
        sender_covered=True,
        recipient_covered=True,
    )


def _exception(situation: Situation) -> str | None:
    """The exception that lets it leave without a protocol, in words; None where there is none today."""
    facts = situation.recall(referral)
    if facts.exception_until is None or not is_excepted(situation):
        return None
    reason = label_of("exception_reason", facts.exception_reason or "")
    return f"deroga valida fino al {date_figures(facts.exception_until)} ({reason[:1].lower()}{reason[1:]})"


def hours_of(amounts: Sequence[Amount]) -> int | None:
    """How many hours the term is, where it runs in hours."""
    return amounts[0].number if amounts and amounts[0].unit is Unit.HOURS else None


def _amount(situation: Situation, timer: str) -> Sequence[Amount]:
    rows = deadlines.deadlines_of(situation.tx, situation.dossier.id)
    return parse_amounts(next((row.amount for row in rows if row.timer == timer), None))


def _reply_by(situation: Situation) -> date | None:
    return _due(situation, TERM)


def _due(situation: Situation, timer: str) -> date | None:
    rows = deadlines.deadlines_of(situation.tx, situation.dossier.id)
    found = next((row.due_at for row in rows if row.timer == timer and row.due_at), None)
    return found.astimezone(ROME).date() if found else None


def _urgency(situation: Situation) -> Urgency:
    return Urgency(situation.dossier.grade or "ordinary")


def _people(number: int) -> str:
    return "una persona" if number == 1 else f"{number} persone"


def _guardian(given: dict[str, str]) -> Guardian:
    role = label_of("guardianship", given["as"]).lower()
    return Guardian(name=given["name"], role=role, phone=given["contact"] or None)


def _informed(informed: list[str]) -> PrivacyNotice:
    return PrivacyNotice(code=informed[0], language=informed[1], given_on=date.fromisoformat(informed[2]))
