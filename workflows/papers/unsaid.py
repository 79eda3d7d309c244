"""What the papers of a protocol would have to assume, because nobody wrote it: each a finding, never a guess."""

from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking
from document_templates.facts.legal_types import LegalType
from governance.organisations import Organisation
from governance.protocols import protocol
from workflows.papers.agreements import Agreement
from workflows.papers.protocols import protection_of, text_issued


def unsaid_text(agreement: Agreement) -> Iterator[Finding]:
    """What the text would have to assume: facts that have no empty form and that nobody wrote."""
    if agreement.lines("indicators") and not agreement.number("report_months"):
        yield blocking("PTC-15", "report_months", "Manca ogni quanti mesi si presenta la relazione.")
    demanded = LegalType(agreement.situation.recall(protocol).legal_type).form.required
    if "breaches" in demanded and not agreement.number("breach_days"):
        yield blocking("PTC-15", "breach_days", "Mancano i giorni per rispondere a una contestazione.")
    if protection_of(agreement) is not None:
        for place, each in enumerate(agreement.parties):
            yield from unsaid_role(agreement, each, f"parties[{place}].data_role")


def unsaid_role(agreement: Agreement, organisation: Organisation, path: str = "data_role") -> Iterator[Finding]:
    """The role in the treatment of data, where nobody said it: a paper never assumes it."""
    if agreement.data_role(organisation.id) is None:
        yield blocking("PTC-08", path, f"Non è detto il ruolo di {organisation.name} nel trattamento dei dati.")


def unsaid_accession(agreement: Agreement, organisation: Organisation) -> Iterator[Finding]:
    """The role of the party where nobody said it, and the text it accepts where that was never issued."""
    yield from unsaid_role(agreement, organisation)
    if agreement.situation.reckon(text_issued) is None:
        sentence = "Prima emetti il testo del protocollo: chi aderisce accetta proprio quel testo."
        yield blocking("ADS-02", "agreement.sha256", sentence)
