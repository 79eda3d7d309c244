"""The morning: signing in, a new case with its need, a protocol already signed, a referral sent."""

from datetime import timedelta

from tests.stories.day import Day, Somebody
from workflows.calendars import local

NEED = "Cerca un bilocale vicino alla scuola dei figli."
REQUEST = "Vi chiediamo un primo colloquio e un aiuto a cercare casa."
PEOPLE = ("Nadia", "Inventatissima", "Samir")


def one_marta_signs_in_and_sees_what_waits(day: Day) -> None:
    """1. Oggi: what waits for me, what is late, what I wait for from others, each one click from its act."""
    marta = day.begins_for("marta")
    marta.opens("/").reads("Oggi", "Aspetta te", "Aspetti da altri", "Scadenze controllate")
    day.photograph(marta, "oggi")
    assert marta.page.locator("main .work-act").count() > 0


def two_she_opens_a_case_with_a_need(day: Day) -> str:
    """2. A case for a household: code everywhere, identity apart, found by name; informed; a need; note and file."""
    marta, today = day.begins_for("marta"), local(day.database.now()).date().isoformat()
    marta.opens("/prese-in-carico").presses("Apri una presa in carico")
    marta.writes(organisation="Consorzio Esempio Lecco", municipality="097042", given_name_1=PEOPLE[0])
    marta.writes(family_name_1=PEOPLE[1], born_on_1="1990-04-12", phone_1="000 9999999", language_1="arabo")
    marta.presses("Aggiungi una persona")
    marta.writes(given_name_2=PEOPLE[2], family_name_2=PEOPLE[1], relation_2="child", born_on_2="2018-09-01")
    marta.writes(situation="Esce dall'accoglienza a fine anno.", informed="1", notice_version="rete 1.0")
    marta.writes(notice_language="arabo", notice_on=today, notice_channel="in_person")
    day.photograph(marta, "nuova-presa-in-carico")
    marta.presses("Apri la presa in carico")
    case = marta.reads("Presa in carico aperta").does_not_read(*PEOPLE).code("PIC")
    _finds_her_by_name(marta, case)
    _edits_and_adds(marta, case)
    marta.opens(f"/pratiche/{case}/bisogni/nuovo").writes(category="school_support", description=NEED)
    marta.presses("Aggiungi il bisogno").reads("Bisogno aggiunto", NEED)
    return case


def _finds_her_by_name(marta: Somebody, case: str) -> None:
    marta.opens("/prese-in-carico").writes(words="inventatissima nàdia").presses("Cerca").reads("Nadia", case)
    marta.opens(f"/pratiche/{case}").presses("Mostra i dati della persona").reads(*PEOPLE)


def _edits_and_adds(marta: Somebody, case: str) -> None:
    marta.opens(f"/pratiche/{case}/modifica").writes(situation="Esce dall'accoglienza il 15 gennaio.").presses("Salva")
    marta.opens(f"/pratiche/{case}").reads("15 gennaio").unfolds("Aggiungi una nota o un allegato")
    marta.writes(note="Preferisce essere chiamata al mattino.").attaches(
        "file", "foglio firmato.pdf", b"%PDF-1.7 prova"
    )
    marta.presses("Aggiungi").reads("al mattino", "foglio firmato.pdf", "Integra:")


def three_she_registers_a_protocol_already_signed(day: Day) -> None:
    """3. A service that no protocol covers yet; then the protocol, already signed: from now on there is cover."""
    rita, marta = day.begins_for("rita"), day.begins_for("marta")
    today = local(day.database.now()).date()
    rita.opens("/enti").writes(q="La Prova").presses("Cerca").presses("Cooperativa La Prova").presses(
        "Servizi che offre"
    )
    rita.presses("Aggiungi un servizio").writes(name="Doposcuola La Prova", category="school_support", places="3")
    rita.writes(languages="arabo, francese", verified_on=today.isoformat()).presses("Aggiungi il servizio")
    rita.reads("Doposcuola La Prova", "3 liberi su 3")
    marta.opens("/invii/nuovo").presses("Cerca un servizio per il bisogno").reads("Nessun protocollo vigente permette")
    marta.opens("/protocolli").presses("Registra un protocollo firmato")
    marta.writes(title="Intesa per il doposcuola", legal_type="protocollo_intesa", signed_on=today.isoformat())
    marta.writes(starts_on=today.isoformat(), ends_on=(today + timedelta(days=400)).isoformat())
    marta.writes(lead="Ufficio di Piano di Lecco", party_1="Consorzio Esempio Lecco").presses("Aggiungi una parte")
    marta.writes(party_2="Cooperativa La Prova", clause_category_1="school_support", clause_places_1="Lecco, Merate")
    marta.writes(clause_sender_1="Consorzio Esempio Lecco", clause_recipient_1="Cooperativa La Prova")
    marta.attaches("file", "intesa firmata.pdf", b"%PDF-1.7 firmata")
    day.photograph(marta, "protocollo")
    marta.presses("Registra il protocollo").reads(
        "Protocollo registrato", "Intesa per il doposcuola", "intesa firmata.pdf"
    )
    marta.opens("/protocolli").reads("Intesa per il doposcuola", "Vigente")


def four_she_sends_a_referral(day: Day, case: str) -> str:
    """4. She sees what is missing, mends it, reads the letter, sends; the recipient hears of it, the clock starts."""
    marta, today = day.begins_for("marta"), local(day.database.now()).date().isoformat()
    begins(marta, case, "Sostegno scolastico").reads(
        "Coperto dal protocollo «Intesa per il doposcuola»", "3 posti liberi"
    )
    marta.presses("Scegli Doposcuola").reads("Manca il consenso della persona per questo ente")
    referral = marta.code("INV")
    marta.writes(request=REQUEST, urgency="ordinary")
    marta.writes(agreed_for="any", agreed_on=today, agreed_evidence="signed").presses("Registra il consenso")
    marta.does_not_read("Manca il consenso")
    day.photograph(marta, "controllo")
    marta.presses("Vai alla lettera").reads(REQUEST, "[nome e cognome]").does_not_read(*PEOPLE)
    day.photograph(marta, "lettera")
    marta.presses("Invia").reads("Inviato", "Inviata", "Ora tocca a", "entro")
    assert day.waits_for(lambda: any(address.startswith("ivo.") for address in day.told(referral)))
    assert not [word for word in PEOPLE for _to, message in day.mail.received if word in message.as_string()]
    assert day.waits_for(lambda: "Lettera di invio" in marta.opens(f"/pratiche/{referral}").said())
    return referral


def begins(marta: Somebody, case: str, need: str) -> Somebody:
    """From the case to the second step of sending, for one of its needs."""
    marta.opens(f"/pratiche/{case}")
    marta.page.locator("main .related a", has_text=need).first.click()
    return marta.opens(f"/invii/nuovo/{marta.code('BIS')}")
