"""The facts of a registered protocol's papers: its consolidated text, and the accession of each party."""

from collections.abc import Iterator

from document_templates.facts.accession import Accession, AgreementReference
from document_templates.facts.articles import Wording, number_articles
from document_templates.facts.common import Contact, Signature
from document_templates.facts.legal_types import LegalType
from document_templates.facts.protocol_text import (
    AgreementParty,
    DataProtection,
    DataRole,
    ProtocolText,
    ReferralPath,
)
from governance import documents
from governance.codes import label_of
from governance.documents import Document
from governance.organisations import Organisation
from governance.protocols import Protocol, clauses_of, protocol
from workflows.amounts import Amount, Unit
from workflows.papers.agreements import Agreement, agreement_of, named
from workflows.papers.blocks import block, place_of
from workflows.published import newest_for
from workflows.situations import Situation
from workflows.terms import ONE_DAY

IN_FORCE = ("active", "expiring")
_FILLED = {
    "definitions": "definitions",
    "aims": "aims",
    "commitments": "common_commitments",
    "operators": "training",
    "monitoring": "indicators",
    "breaches": "breach_days",
    "accession": "accession_days",
    "withdrawal": "withdrawal_days",
}
"""Articles that say nothing until this particular is there: left out, unless the legal type demands them."""
_PROTECTION = ("contact", "informs", "answers", "essence_available_at", "retention")


def protocol_text(situation: Situation) -> ProtocolText:
    """The consolidated text as it would be issued now; what nobody wrote is empty, and the checks list it."""
    agreement, facts = agreement_of(situation), situation.recall(protocol)
    legal_type, lead = LegalType(facts.legal_type), agreement.party(agreement.lead_id)
    paths = tuple(_paths(agreement, facts))
    protection = protection_of(agreement)
    return ProtocolText(
        document=block(situation, situation.dossier.title, lead),
        legal_type=legal_type,
        name=situation.dossier.title,
        article=number_articles(_left_out(agreement, legal_type, bool(paths), protection is not None)),
        wording=Wording(),
        parties=tuple(_party(agreement, each, facts) for each in agreement.parties),
        recitals=agreement.lines("recitals"),
        considerations=agreement.lines("considerations"),
        notice_reference=agreement.said("notice_reference") or None,
        definitions=agreement.lines("definitions"),
        subject=agreement.said("subject"),
        aims=agreement.lines("aims"),
        beneficiaries=agreement.said("beneficiaries"),
        territory=tuple(sorted({town for towns in agreement.represented.values() for town in towns})),
        common_commitments=agreement.lines("common_commitments"),
        bodies=(),
        referral_paths=paths,
        training=agreement.said("training"),
        budget=agreement.said("budget") or None,
        indicators=agreement.lines("indicators"),
        report_months=agreement.number("report_months") or 0,
        data_protection=protection,
        accession_days=agreement.number("accession_days"),
        withdrawal_days=agreement.number("withdrawal_days"),
        breach_days=agreement.number("breach_days") or 0,
        months=_months(facts),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        renewal=agreement.said("renewal") or None,
        forum=agreement.said("forum"),
        text_sha256=None,
    )


def text_issued(situation: Situation) -> Document | None:
    """The text that was issued last, if there is one."""
    return documents.latest(situation.tx, situation.dossier.id, "protocol_text")


def accession(agreement: Agreement, organisation_id: int) -> Accession:
    """The act by which one party joins the text that was issued last; KeyError for who is no party."""
    situation, applicant = agreement.situation, agreement.party(organisation_id)
    facts, text = situation.recall(protocol), situation.reckon(text_issued)
    digest = (text.digest or "") if text else ""
    name, quality = agreement.representative(organisation_id)
    return Accession(
        document=block(situation, f"Atto di adesione: {applicant.name}", applicant),
        applicant=named(agreement, applicant, place_of(applicant, situation)),
        representative=name,
        quality=quality,
        agreement=AgreementReference(
            title=situation.dossier.title,
            signed_on=facts.signed_on,
            sha256=digest,
            in_force=situation.dossier.stage in IN_FORCE,
            accession_open=agreement.number("accession_days") is not None,
            members=tuple(each.name for each in agreement.parties if each.id != organisation_id),
        ),
        accepted_sha256=digest,
        pledges=agreement.pledges(organisation_id),
        act=agreement.act(organisation_id),
        contacts=tuple(_contacts(agreement, applicant)),
        data_role=agreement.data_role(organisation_id) or DataRole.CONTROLLER,
        signature=Signature(name=name, role=quality, organisation=applicant.name),
        acknowledgement=None,
    )


def _party(agreement: Agreement, organisation: Organisation, facts: Protocol) -> AgreementParty:
    name, quality = agreement.representative(organisation.id)
    return AgreementParty(
        organisation=named(agreement, organisation, place_of(organisation, agreement.situation)),
        representative=name,
        quality=quality,
        power=agreement.said("power", organisation.id),
        act=agreement.act(organisation.id),
        data_role=agreement.data_role(organisation.id) or DataRole.CONTROLLER,
        lead=organisation.id == agreement.lead_id,
        pledges=agreement.pledges(organisation.id),
        no_charge=agreement.said("no_charge", organisation.id) == "1",
        municipalities=tuple(agreement.represented[organisation.id]),
    )


def _left_out(agreement: Agreement, legal_type: LegalType, refers: bool, protects: bool) -> set[str]:
    empty = {article for article, name in _FILLED.items() if not agreement.said(name)}
    empty |= {"governance"} | (set() if refers else {"referrals"})
    if refers and not protects:
        empty.add("privacy")
    return empty - legal_type.form.required


def _paths(agreement: Agreement, facts: Protocol) -> Iterator[ReferralPath]:
    known = {each.id: each.name for each in agreement.parties}
    for clause in clauses_of(agreement.situation.tx, facts.id):
        yield ReferralPath(
            sender=known.get(clause.sender_id or 0, "ogni Parte"),
            recipient=known.get(clause.recipient_id or 0, "ogni Parte che offre il servizio"),
            need=label_of("category", clause.category).lower(),
            answer_days=_answer_days(agreement.situation, facts),
        )


def _answer_days(situation: Situation, facts: Protocol) -> int:
    """The working days within which a decision is due: as agreed, else as the pathway of referrals says."""
    agreed = facts.terms.get("decide")
    written = agreed.get("ordinary") if isinstance(agreed, dict) else agreed
    amount = Amount.parse(written) if written else None
    if amount is None or amount.unit is not Unit.WORKING_DAYS:
        pathway = newest_for(situation.tx, "referral", situation.dossier.network_id)
        timers = [timer for timer in pathway.timers.values() if timer.term == "decide"]
        amount = timers[0].amounts_for("ordinary")[0]
    return amount.number


def protection_of(agreement: Agreement) -> DataProtection | None:
    """What was written about the treatment of data; None where nothing was."""
    said = {name: agreement.said(f"protection_{name}") for name in _PROTECTION}
    return DataProtection(**said) if any(said.values()) else None


def _months(facts: Protocol) -> int:
    """Whole months from the first day to the last, both included."""
    after = facts.ends_on + ONE_DAY
    months = (after.year - facts.starts_on.year) * 12 + after.month - facts.starts_on.month
    return months - (after.day < facts.starts_on.day)


def _contacts(agreement: Agreement, organisation: Organisation) -> Iterator[Contact]:
    _role, person = agreement.signers.get(organisation.id, ("", None))
    mail = person.email if person else organisation.email
    if mail or organisation.phone:
        yield Contact(
            name=person.name if person else organisation.name,
            role=agreement.representative(organisation.id)[1] if person else "recapito dell'ente",
            organisation=organisation.name,
            phone=organisation.phone,
            mail=mail,
        )
