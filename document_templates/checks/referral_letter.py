"""Checks of the referral letter, LIN-01 to LIN-09."""

from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.facts.referral_letter import Channel, PersonField, ReferralLetter

_UNSEALED = (Channel.PLAIN_MAIL,)


def check_referral_letter(facts: ReferralLetter) -> Iterator[Finding]:
    """Yield the faults of one letter, in the order of their codes."""
    yield from _cover(facts)
    yield from _information(facts)
    yield from _sensitive(facts)
    yield from _matching_service(facts)
    yield from _reply(facts)
    yield from _minimisation(facts)
    yield from _guardian(facts)
    yield from _channel(facts)
    if facts.copy_language is None:
        yield grave("LIN-09", "copy_language", "Manca la lingua della copia per la persona.")


def _cover(facts: ReferralLetter) -> Iterator[Finding]:
    cover = facts.protocol
    if cover is None:
        if facts.authorisation is None:
            sentence = "Nessun protocollo permette questo invio e manca l'autorizzazione dell'Ufficio di Piano."
            yield blocking("LIN-01", "protocol", sentence)
        return
    day = facts.document.issued_on
    if day < cover.starts_on or (cover.until is not None and day > cover.until):
        yield blocking("LIN-01", "protocol.until", "Il protocollo non è in vigore alla data della lettera.")
    if not cover.sender_covered:
        yield blocking("LIN-01", "sender.organisation", "Il protocollo non comprende l'ente che invia.")
    if not cover.recipient_covered:
        yield blocking("LIN-01", "recipient.organisation", "Il protocollo non comprende l'ente che riceve.")


def _information(facts: ReferralLetter) -> Iterator[Finding]:
    if facts.privacy_notice is None:
        yield blocking("LIN-02", "privacy_notice", "Manca l'informativa data alla persona.")
    elif facts.privacy_notice.given_on > facts.document.issued_on:
        sentence = "L'informativa risulta data dopo la lettera: va data prima."
        yield blocking("LIN-02", "privacy_notice.given_on", sentence)
    if facts.agreed_on is None and facts.legal_basis is None:
        yield blocking("LIN-02", "agreed_on", "Manca la data in cui la persona ha accettato l'invio.")


def _sensitive(facts: ReferralLetter) -> Iterator[Finding]:
    for place, fact in enumerate(facts.person.sensitive):
        if not (fact.purpose or "").strip():
            sentence = f"Il dato «{fact.label}» è di categoria particolare: scrivi a che cosa serve."
            yield blocking("LIN-03", f"person.sensitive[{place}].purpose", sentence)


def _matching_service(facts: ReferralLetter) -> Iterator[Finding]:
    if not facts.needs:
        yield blocking("LIN-04", "needs", "Manca il bisogno per cui si chiede l'invio.")
    for place, need in enumerate(facts.needs):
        if need.area not in facts.recipient.areas:
            sentence = f"Il servizio che riceve non si occupa di «{need.area.label}»."
            yield grave("LIN-04", f"needs[{place}].area", sentence)


def _reply(facts: ReferralLetter) -> Iterator[Finding]:
    in_hours = facts.reply_hours is not None and facts.reply_hours > 0
    if not in_hours and (facts.reply_days is None or facts.reply_days < 1):
        yield blocking("LIN-05", "reply_days", "Manca il termine di risposta in giorni lavorativi.")
    if facts.reply_by is None:
        yield blocking("LIN-05", "reply_by", "Manca la data entro cui rispondere.")
    elif facts.reply_by < facts.document.issued_on or (facts.reply_by == facts.document.issued_on and not in_hours):
        yield blocking("LIN-05", "reply_by", "La risposta è attesa prima della lettera stessa.")
    if facts.wanted_by is not None and facts.wanted_by < facts.document.issued_on:
        yield notice("LIN-05", "wanted_by", "La data richiesta per l'intervento è già passata.")


def _minimisation(facts: ReferralLetter) -> Iterator[Finding]:
    for field in PersonField:
        if getattr(facts.person, field.value) and field not in facts.visible:
            sentence = f"Chi riceve non può vedere «{field.label}»: toglilo dai dati della lettera."
            yield blocking("LIN-06", f"person.{field.value}", sentence)
    name = (facts.person.name or "").strip().casefold()
    for path, text in (("document.title", facts.document.title), ("case_code", facts.case_code)):
        if name and any(part in text.casefold().split() for part in name.split()):
            yield blocking("LIN-06", path, "L'oggetto contiene il nome della persona: usa il codice del caso.")


def _guardian(facts: ReferralLetter) -> Iterator[Finding]:
    if facts.person.is_minor and not (facts.person.has_guardian or facts.person.guardian):
        yield blocking("LIN-07", "person.guardian", "La persona è minorenne: scrivi chi ne ha la responsabilità.")


def _channel(facts: ReferralLetter) -> Iterator[Finding]:
    if facts.channel in _UNSEALED and (facts.person.sensitive or facts.person.risks):
        sentence = "La lettera contiene dati particolari: non spedirla per posta elettronica ordinaria."
        yield blocking("LIN-08", "channel", sentence)
