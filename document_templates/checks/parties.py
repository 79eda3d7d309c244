"""Checks of each party to an agreement: identity, power, act, signature, pledges (PTC-01 to 04, PTC-10, PTC-12)."""

from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.facts.common import Act
from document_templates.facts.protocol_text import AgreementParty, ProtocolText


def check_parties(facts: ProtocolText) -> Iterator[Finding]:
    """Yield the faults of every party, in the order of the text."""
    for place, party in enumerate(facts.parties):
        path = f"parties[{place}]"
        yield from _identity(facts, party, path)
        yield from _act(facts, party, path)
        yield from _signature(facts, party, path)
        if not party.pledges and not party.no_charge:
            sentence = f"{party.organisation.name} non ha impegni: scrivili o indica «senza oneri»."
            yield blocking("PTC-10", f"{path}.pledges", sentence)
        for number, pledge in enumerate(party.pledges):
            if pledge.quantity < 1:
                sentence = f"L'impegno «{pledge.service}» non ha una quantità."
                yield blocking("PTC-10", f"{path}.pledges[{number}].quantity", sentence)


def _identity(facts: ProtocolText, party: AgreementParty, path: str) -> Iterator[Finding]:
    name = party.organisation.name
    if not (party.organisation.seat or "").strip():
        yield blocking("PTC-01", f"{path}.organisation.seat", f"Manca la sede di {name}.")
    if not (party.organisation.fiscal_code or "").strip():
        yield blocking("PTC-01", f"{path}.organisation.fiscal_code", f"Manca il codice fiscale di {name}.")
    if facts.legal_type.form.public_only and not party.organisation.kind.is_public:
        sentence = f"Un testo di tipo «{facts.legal_type.label}» è solo fra amministrazioni: {name} non lo è."
        yield blocking("PTC-01", f"{path}.organisation.kind", sentence)
    if not party.power.strip():
        yield blocking("PTC-02", f"{path}.power", f"Non è detto perché {party.representative} può firmare.")


def _act(facts: ProtocolText, party: AgreementParty, path: str) -> Iterator[Finding]:
    if party.act is None:
        fault = grave if party.signature is None else blocking
        yield fault("PTC-03", f"{path}.act", f"Manca l'atto di approvazione: {party.organisation.name}.")
        return
    if party.act.kind not in facts.legal_type.form.acts:
        sentence = f"Per questo testo non basta una {party.act.kind.label}."
        yield blocking("PTC-03", f"{path}.act.kind", sentence)
    if not party.act.enforceable:
        yield grave("PTC-03", f"{path}.act.enforceable", "L'atto non è ancora esecutivo.")
    if party.signed_on is not None and party.signed_on < party.act.on:
        sentence = f"{party.organisation.name} risulta firmare prima del proprio atto."
        yield blocking("PTC-03", f"{path}.signed_on", sentence)
    yield from _same_text(facts, party.act, f"{path}.act.text_sha256")


def _same_text(facts: ProtocolText, act: Act, path: str) -> Iterator[Finding]:
    if facts.text_sha256 is not None and act.text_sha256 != facts.text_sha256:
        yield blocking("PTC-12", path, f"L'atto n. {act.number} approva un testo diverso da questo.")


def _signature(facts: ProtocolText, party: AgreementParty, path: str) -> Iterator[Finding]:
    if party.signature is None:
        return
    form = facts.legal_type.form
    any_form = form.private_any_form and not party.organisation.kind.is_public
    if party.signature not in form.signatures and not any_form:
        sentence = f"Per {party.organisation.name} non è ammessa la {party.signature.label}."
        yield blocking("PTC-04", f"{path}.signature", sentence)
    if party.signed_on is None:
        yield blocking("PTC-04", f"{path}.signed_on", f"Manca la data della firma di {party.representative}.")
