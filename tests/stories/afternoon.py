"""The afternoon: answers, a refusal, an answer by phone, silence, a handover, the end of a mandate, and paper."""

from governance.dossiers import by_code
from tests.stories.day import Day, Somebody
from tests.stories.morning import PEOPLE, REQUEST, begins
from workflows.calendars import local
from workflows.ticks import tick

WORKING_DAYS_UNTIL_IT_RETURNS = 8


def five_the_cooperative_answers_until_the_loop_closes(day: Day, case: str, referral: str) -> None:
    """5. Intake sees it and only it: asks, gets, accepts; the worker contacts, starts, reports; the sender closes."""
    ivo, lea, marta = (day.begins_for(name) for name in ("ivo", "lea", "marta"))
    assert ivo.opens(f"/pratiche/{case}").status == 404
    ivo.opens("/invii?chi=me").reads(referral).opens(f"/pratiche/{referral}").reads(REQUEST)
    move(ivo, referral, "acknowledge")
    move(ivo, referral, "request_info", reason="In quale scuola vanno i figli?").reads("Integrazione richiesta")
    marta.opens(f"/pratiche/{referral}").reads("In quale scuola vanno i figli?")
    move(marta, referral, "provide_info", note="Alla primaria di Lecco.")
    move(ivo, referral, "accept", worker="Lea Prova").reads("Accettata")
    move(lea, referral, "record_contact", contact="not_reached_phone", note="Telefono spento.")
    move(lea, referral, "record_contact", contact="reached_phone", note="Appuntamento fissato.")
    move(lea, referral, "start").reads("Fatto: Avvia")
    move(lea, referral, "record_update", note="I figli frequentano tre pomeriggi.")
    today = local(day.database.now()).date().isoformat()
    move(lea, referral, "record_outcome", outcome="need_met", outcome_on=today, note="Iscritti fino a giugno.")
    move(marta, referral, "confirm_closure").reads("Chiusa", "È finita")
    day.photograph(marta, "chiusa")


def five_another_is_declined_and_somebody_else_confirms(day: Day, case: str) -> None:
    """5. A refusal carries a coded reason, and holds only once somebody else has confirmed it."""
    ivo, marta = day.begins_for("ivo"), day.begins_for("marta")
    referral = sends(day, case, "job_search", "Ricerca del lavoro", "Scegli Tirocini")
    move(ivo, referral, "propose_decline", decline_reason="no_capacity").reads("Diniego in verifica")
    assert ivo.opens(f"/pratiche/{referral}/confirm_decline").status == 403
    marta.opens("/invii?chi=me").reads(referral)
    move(marta, referral, "confirm_decline").reads("Rifiutata", "Non ci sono posti")


def five_a_group_without_an_account_answers_by_phone(day: Day, case: str) -> None:
    """5. A volunteer group answers by phone: recorded on its behalf, with channel and note."""
    marta = day.begins_for("marta")
    referral = sends(day, case, "material_aid", "Aiuti materiali", "Scegli Pacchi")
    move(
        marta, referral, "accept", channel="phone", evidence="La referente, stamattina.", worker="Referente del gruppo"
    )
    marta.reads("Accettata", "La referente, stamattina.")


def six_nobody_answers_and_it_comes_back(day: Day, case: str) -> None:
    """6. The recipient is reminded, then its head, then office and network manager; then it expires and comes back."""
    marta = day.begins_for("marta")
    referral = sends(day, case, "", "Ricerca del lavoro", "Scegli Tirocini")
    assert day.waits_for(lambda: day.told(referral))
    told = [set(day.told(referral))]
    for _ in range(WORKING_DAYS_UNTIL_IT_RETURNS):
        marta.opens(f"/pratiche/{referral}").presses("1 giorno lavorativo", within="body")
        told.append(set(day.told(referral)))
    order = [next(at for at, names in enumerate(told) if f"{name}@esempio.invalid" in names) for name in LADDER]
    assert order == sorted(order) and order[1] < order[2] < order[3]
    marta.opens(f"/pratiche/{referral}").reads("Scaduta senza risposta")
    day.photograph(marta, "scaduta")
    with day.database.reading() as tx:
        assert by_code(tx, referral).stage == "expired"
    assert tick(day.database, "prefect").moved == 0
    marta.opens(f"/pratiche/{case}").reads("Ricerca del lavoro", "Aperto")


LADDER = ("ivo.accoglienza", "ivo.accoglienza", "rita.cooperativa", "piero.ufficio")


def seven_work_is_handed_over_and_a_mandate_ends(day: Day, case: str) -> None:
    """7. A colleague's work passes in one act; somebody whose mandate ended sees nothing from the next request."""
    carlo, sara, lea = (day.begins_for(name) for name in ("carlo", "sara", "lea"))
    carlo.opens("/consegne").writes(da="Marta Esempio").presses("Avanti").writes(a="Sara Esempio").presses("Avanti")
    carlo.reads(case).presses("Passa le consegne a Sara Esempio").reads("Consegne passate a Sara Esempio")
    sara.opens(f"/pratiche/{case}").reads("Sara Esempio")
    lea.opens("/invii?stato=tutte").reads("INV-")
    anna = day.begins_for("anna").opens("/persone").writes(q="Lea").presses("Cerca").presses("Lea Prova")
    anna.presses("Fai finire").writes(at_once="1")
    anna.page.locator("main form button").last.click()
    anna.reads("Fine del mandato annotata")
    assert lea.opens("/invii").status == 403


def eight_any_dossier_prints(day: Day, case: str) -> None:
    """8. On paper only what belongs there: no menu, no buttons, the whole history, still no name."""
    marta = day.begins_for("marta").opens(f"/pratiche/{case}")
    marta.page.emulate_media(media="print")
    assert (
        not marta.page.locator(".menu").is_visible() and not marta.page.locator("main form button").first.is_visible()
    )
    marta.reads(case, "Storia").does_not_read(*PEOPLE)
    assert marta.page.pdf(format="A4").startswith(b"%PDF")
    marta.page.emulate_media(media="screen")


def move(one: Somebody, code: str, name: str, **answers: str) -> Somebody:
    """One step of a dossier, from the page that asks for it."""
    one.opens(f"/pratiche/{code}/{name}").writes(**answers)
    with one.page.expect_navigation():
        one.page.locator("main .actions button").first.click()
    assert one.page.url.endswith(f"/pratiche/{code}"), one.said()
    return one


def sends(day: Day, case: str, category: str, need: str, choice: str) -> str:
    """A referral, from the need (a new one where a category is given) to the letter."""
    marta = day.begins_for("marta")
    if category:
        marta.opens(f"/pratiche/{case}/bisogni/nuovo").writes(category=category, description=f"{need} per la madre.")
        marta.presses("Aggiungi il bisogno")
    begins(marta, case, need).presses(choice).writes(request=REQUEST, urgency="ordinary").presses("Vai alla lettera")
    marta.presses("Invia").reads("Inviata")
    return marta.code("INV")
