"""Checks of accession, addendum and withdrawal: ADS-01 to 04, ADD-01 to 03, RCS-01 to 05."""

from collections.abc import Iterator
from datetime import timedelta

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.facts.accession import Accession
from document_templates.facts.addendum import Addendum
from document_templates.facts.common import ActKind
from document_templates.facts.withdrawal_notice import WithdrawalNotice

_RANKS = {
    ActKind.MANAGER: 1,
    ActKind.HEAD: 1,
    ActKind.EXECUTIVE: 2,
    ActKind.BOARD: 2,
    ActKind.COUNCIL: 3,
    ActKind.MEMBERS: 3,
}


def check_accession(facts: Accession) -> Iterator[Finding]:
    """Yield the faults of an accession."""
    yield from _agreement(facts)
    yield from _applicant(facts)
    answer = facts.acknowledgement
    if answer is not None and (answer.weight < 1 or answer.weight_on is None):
        field = "weight" if answer.weight < 1 else "weight_on"
        sentence = "Il peso del voto va calcolato alla data di riferimento e non può essere zero."
        yield blocking("ADS-04", f"acknowledgement.{field}", sentence)


def _agreement(facts: Accession) -> Iterator[Finding]:
    if not facts.agreement.in_force:
        yield blocking("ADS-01", "agreement.in_force", "L'accordo non è in vigore: non si può aderire.")
    if not facts.agreement.accession_open:
        yield blocking("ADS-01", "agreement.accession_open", "L'accordo non prevede nuove adesioni.")
    if facts.accepted_sha256 != facts.agreement.sha256:
        sentence = "Il testo accettato non è il testo coordinato in vigore."
        yield blocking("ADS-02", "accepted_sha256", sentence)
    if facts.applicant.name in facts.agreement.members:
        yield blocking("ADS-03", "applicant.name", f"{facts.applicant.name} aderisce già all'accordo.")


def _applicant(facts: Accession) -> Iterator[Finding]:
    for field, what in (("seat", "la sede"), ("fiscal_code", "il codice fiscale")):
        if not (getattr(facts.applicant, field) or "").strip():
            yield blocking("PTC-01", f"applicant.{field}", f"Manca {what} di chi aderisce.")
    if facts.act is None:
        yield grave("PTC-03", "act", "Manca l'atto con cui l'ente approva l'adesione.")
    if not facts.contacts:
        yield grave("PTC-01", "contacts", "Manca un referente.")


def check_addendum(facts: Addendum) -> Iterator[Finding]:
    """Yield the faults of an addendum."""
    yield from _changes(facts)
    signing = [signature.organisation for signature in facts.signatures]
    for member in facts.agreement.members:
        if member not in signing:
            yield blocking("ADD-02", "signatures", f"Manca una firma: {member} è Parte a questa data.")
    for place, organisation in enumerate(signing):
        if organisation not in facts.agreement.members:
            yield blocking("ADD-02", f"signatures[{place}]", f"{organisation} non è Parte a questa data.")
    if facts.consolidated_sha256 in (None, facts.agreement.sha256):
        yield blocking("ADD-03", "consolidated_sha256", "Manca il testo coordinato con le modifiche.")


def _changes(facts: Addendum) -> Iterator[Finding]:
    if not facts.changes:
        yield blocking("ADD-01", "changes", "L'addendum non cambia nessun articolo.")
    for place, change in enumerate(facts.changes):
        exists = 1 <= change.number <= facts.articles
        if exists and change.before is None:
            sentence = f"L'art. {change.number} esiste già: riporta il testo precedente."
            yield blocking("ADD-01", f"changes[{place}].before", sentence)
        if not exists and change.before is not None:
            sentence = f"L'art. {change.number} non esiste nell'accordo."
            yield blocking("ADD-01", f"changes[{place}].number", sentence)


def check_withdrawal_notice(facts: WithdrawalNotice) -> Iterator[Finding]:
    """Yield the faults of a withdrawal."""
    if facts.act is None:
        yield blocking("RCS-01", "act", "Manca l'atto che approva il recesso.")
    elif _RANKS[facts.act.kind] < _RANKS[facts.approving_act.kind]:
        sentence = (
            f"L'adesione era approvata con {facts.approving_act.kind.label}: "
            f"per il recesso non basta una {facts.act.kind.label}."
        )
        yield blocking("RCS-01", "act.kind", sentence)
    if facts.effect_on < facts.received_on + timedelta(days=facts.notice_days):
        sentence = f"L'effetto deve venire almeno {facts.notice_days} giorni dopo il ricevimento."
        yield blocking("RCS-02", "effect_on", sentence)
    yield from _left_open(facts)
    if facts.is_lead and not (facts.successor or "").strip():
        yield blocking("RCS-05", "successor", "Recede il capofila: indica chi gli succede.")


def _left_open(facts: WithdrawalNotice) -> Iterator[Finding]:
    if len(facts.commitments) != facts.commitments_on_record:
        sentence = f"Gli impegni aperti sono {facts.commitments_on_record}, elencati {len(facts.commitments)}."
        yield blocking("RCS-03", "commitments", sentence)
    for place, commitment in enumerate(facts.commitments):
        if not (commitment.proposal or "").strip():
            sentence = f"Per l'impegno «{commitment.what}» manca la proposta."
            yield blocking("RCS-03", f"commitments[{place}].proposal", sentence)
    if len(facts.cases) != facts.cases_on_record:
        sentence = f"I casi aperti sono {facts.cases_on_record}, elencati {len(facts.cases)}."
        yield blocking("RCS-04", "cases", sentence)
    for place, case in enumerate(facts.cases):
        if not (case.new_owner or "").strip():
            sentence = f"Per il caso {case.case_code} manca chi prosegue."
            yield blocking("RCS-04", f"cases[{place}].new_owner", sentence)
        if case.informed_on is None:
            sentence = f"La persona del caso {case.case_code} non risulta informata."
            yield blocking("RCS-04", f"cases[{place}].informed_on", sentence)
