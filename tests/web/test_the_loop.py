"""The loop on its pages: exceptions, duplicates, refusals with their consequences, siblings, full services."""

from datetime import datetime

from governance.dossiers import Dossier
from governance.services import Service
from tests import blocked
from tests.looped import accepted, uncovered
from tests.web.desk import Desk, words_of
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.scoring import DEFAULT
from workflows.targeting import USUAL


def test_an_exception_is_offered_where_cover_is_missing_and_waits_on_the_officers_today(desk: Desk) -> None:
    uncovered(desk.cast)
    draft = desk.draft()[1]
    desk.asked(draft)
    assert "Chiedi una deroga" in words_of(desk.visit("manager").get(f"/invii/{draft}/controllo"))
    desk.cast.move(desk.dossier(draft).id, "ask_exception", "manager", _now(desk), exception_reason="only_service")
    assert draft in desk.visit("officer").get("/oggi").text
    said = words_of(desk.visit("officer").get(f"/pratiche/{draft}"))
    assert "È l'unico servizio adatto" in said and "Ricerca della casa" in said and "Lecco" in said
    assert "Vi chiediamo un colloquio." not in said


def test_under_an_exception_the_letter_and_the_page_say_until_when(desk: Desk) -> None:
    uncovered(desk.cast)
    draft = desk.draft()[1]
    desk.asked(draft)
    key = desk.dossier(draft).id
    desk.cast.move(key, "ask_exception", "manager", _now(desk), exception_reason="urgent")
    desk.cast.move(key, "grant_exception", "officer", _now(desk), excepted_until="2026-12-31")
    said = words_of(desk.visit("manager").get(f"/invii/{draft}/lettera"))
    assert "La deroga vale fino al 31 dicembre 2026." in said and "autorizzazione dell'Ufficio di Piano" in said
    assert desk.send(draft).location == f"/pratiche/{draft}"
    assert "Inviato con una deroga" in words_of(desk.visit("intake").get(f"/pratiche/{draft}"))


def test_where_a_protocol_covers_no_exception_is_offered(desk: Desk) -> None:
    draft = desk.draft()[1]
    assert "deroga" not in words_of(desk.visit("manager").get(f"/invii/{draft}/controllo"))


def test_an_open_referral_is_shown_before_another_is_made(desk: Desk) -> None:
    sent = desk.cast.sent(_now(desk))
    with desk.site.database.reading() as tx:
        need = tx.get_one(Dossier, sent.parent_id).code
    page = desk.visit("manager").get(f"/invii/nuovo/{need}")
    assert "C'è già un invio aperto che chiede lo stesso" in words_of(page) and sent.code in page.text


def test_each_reason_to_decline_says_what_it_brings_before_it_is_chosen(desk: Desk) -> None:
    sent = desk.cast.sent(_now(desk))
    said = words_of(desk.visit("intake").get(f"/pratiche/{sent.code}/propose_decline"))
    assert "finché il suo responsabile non li riapre" in said and "tre tentativi di contatto" in said


def test_who_confirms_a_refusal_reads_what_it_brings(desk: Desk) -> None:
    sent = desk.cast.sent(_now(desk))
    desk.cast.move(sent.id, "propose_decline", "intake", _now(desk), decline_reason="no_capacity")
    said = words_of(desk.visit("officer").get(f"/pratiche/{sent.code}/confirm_decline"))
    assert "Il servizio risulta senza posti" in said


def test_who_needs_a_more_specialised_service_is_sent_on_from_the_review(desk: Desk) -> None:
    for reason, offered in (("needs_higher_level", True), ("not_eligible", False)):
        sent = desk.cast.sent(_now(desk)) if offered else blocked.sent(desk.cast, "Altracasa", _now(desk))
        desk.cast.move(sent.id, "propose_decline", "intake", _now(desk), decline_reason=reason)
        said = words_of(desk.visit("manager").get(f"/pratiche/{sent.code}"))
        assert ("Reindirizza a un altro servizio" in said) == offered


def test_a_withdrawal_says_what_it_means_at_its_stage(desk: Desk) -> None:
    sent = accepted(desk.cast, _now(desk))
    said = words_of(desk.visit("manager").get(f"/pratiche/{sent.code}/withdraw"))
    assert "il posto torna libero" in said and "vale l'esito" in said


def test_what_another_service_took_up_is_proposed_on_the_need_and_on_today(desk: Desk) -> None:
    need = desk.cast.need(desk.cast.case(_now(desk)), _now(desk))
    first, second = (desk.cast.referral(need, _now(desk), each) for each in ("housing", "aid"))
    for each in (first, second):
        desk.cast.move(each.id, "submit", "manager", _now(desk))
    accepted(desk.cast, _now(desk), first)
    address = f"/pratiche/{second.code}/withdraw"
    for page in (f"/pratiche/{need.code}", f"/pratiche/{second.code}", "/oggi"):
        answer = desk.visit("manager").get(page)
        assert "Un altro servizio ha già preso in carico la persona" in words_of(answer) and address in answer.text


def test_who_received_it_is_not_asked_to_withdraw_what_another_took_up(desk: Desk) -> None:
    now, need = _now(desk), desk.cast.need(desk.cast.case(_now(desk)), _now(desk))
    mine, theirs = (desk.cast.referral(need, now, each) for each in ("housing", "aid"))
    for each in (mine, theirs):
        desk.cast.move(each.id, "submit", "manager", now)
    by_phone = {"behalf": "recipient", "channel": "phone", "evidence": "Ha risposto la referente."}
    with desk.site.database.transaction(now) as tx:
        answers = {"worker": "Una volontaria"}
        advance(tx, Attempt(theirs.id, "accept", desk.cast.actor(tx, "manager"), answers=answers, **by_phone))
    assert (
        "ha già preso in carico" not in words_of(desk.visit("intake").get(f"/pratiche/{mine.code}")).split("Storia")[0]
    )


def test_a_full_service_is_opened_again_by_who_keeps_it(desk: Desk) -> None:
    key = desk.cast.services["housing"]
    with desk.site.database.transaction() as tx:
        tx.get_one(Service, key).full_on = tx.now.date()
    assert "dice di non avere posti" in words_of(desk.visit("manager").get(f"/servizi/{key}"))
    assert desk.visit("head").send(f"/servizi/{key}/posti", {"key": "open"}).status_code == 302
    assert "dice di non avere posti" not in words_of(desk.visit("manager").get(f"/servizi/{key}"))


def test_how_far_a_network_looks_for_duplicates_is_chosen_on_its_page(desk: Desk) -> None:
    address = f"/enti/{desk.cast.organisations['network']}/regole"
    rules = {"target": USUAL, "scale": DEFAULT}
    assert desk.visit("manager").send(address, {**rules, "scope": "network", "key": "s"}).status_code == 302
    assert 'value="network" checked' in desk.visit("manager").get(address).text
    assert desk.visit("manager").send(address, {**rules, "scope": "everything", "key": "t"}).status_code == 422
    assert desk.visit("officer").send(address, {**rules, "scope": "service", "key": "u"}).status_code == 403


def _now(desk: Desk) -> datetime:
    return desk.site.database.now()
