"""Sending a referral on its four pages: reasons, what is missing and who mends it, the letter, and sending."""

from datetime import date

from sqlalchemy import select

from governance.documents import Document
from governance.history import lines_of
from governance.protocols import Protocol
from tests.web.desk import AGREED, INFORMED, Desk, codes_in, words_of
from tests.web.site import hidden


def test_the_first_step_offers_the_open_needs_one_may_read(desk: Desk) -> None:
    need = desk.cast.need(desk.cast.case())
    assert codes_in(desk.visit("manager").get("/invii/nuovo"), "BIS") == [need.code]
    assert codes_in(desk.visit("officer").get("/invii/nuovo"), "BIS") == []


def test_a_need_is_added_on_the_way_to_a_service(desk: Desk) -> None:
    case = desk.cast.case()
    fields = {"category": "housing_search", "description": "Cerca casa.", "act": "send", "key": "n"}
    answer = desk.visit("manager").send(f"/pratiche/{case.code}/bisogni/nuovo", fields)
    assert answer.location.startswith("/invii/nuovo/BIS-")
    assert desk.visit("manager").send(f"/pratiche/{case.code}/bisogni/nuovo", fields).location == answer.location


def test_a_need_waits_for_the_privacy_notice(desk: Desk) -> None:
    code = desk.new_case().location.rsplit("/")[-1]
    fields = {"category": "housing_search", "description": "Cerca casa."}
    answer = desk.visit("manager").send(f"/pratiche/{code}/bisogni/nuovo", fields)
    assert answer.status_code == 422 and "informativa" in words_of(answer) and "Cerca casa." in answer.text


def test_a_need_is_not_added_by_others(desk: Desk) -> None:
    case = desk.cast.case()
    fields = {"category": "housing_search", "description": "Cerca casa."}
    assert desk.visit("stranger").send(f"/pratiche/{case.code}/bisogni/nuovo", fields).status_code == 404
    assert desk.visit("officer").send(f"/pratiche/{case.code}/bisogni/nuovo", fields).status_code == 403


def test_each_service_says_why_and_why_not(desk: Desk) -> None:
    need = desk.cast.need(desk.cast.case())
    said = words_of(desk.visit("manager").get(f"/invii/nuovo/{need.code}"))
    assert "Coperto dal protocollo «Protocollo di prova», art. 9.1, fino al 31 dicembre 2028." in said
    assert "Non conta i posti." in said and "Mai verificato" in said and "ha già dato il consenso" in said


def test_a_service_without_cover_says_so_and_comes_after(desk: Desk) -> None:
    with desk.site.database.transaction() as tx:
        tx.get_one(Protocol, desk.cast.protocol_id).ends_on = date(2026, 11, 1)
    need = desk.cast.need(desk.cast.case())
    assert "Nessun protocollo vigente permette" in words_of(desk.visit("manager").get(f"/invii/nuovo/{need.code}"))


def test_the_draft_goes_to_another_service_and_keeps_what_was_asked(any_desk: Desk) -> None:
    need, code = any_desk.draft("aid")
    any_desk.asked(code, "Serve una stanza.")
    visit = any_desk.visit("manager")
    page = visit.get(f"/invii/nuovo/{need}?bozza={code}")
    fields = {
        "service": any_desk.cast.services["housing"],
        "bozza": code,
        "revision": hidden(page, "revision"),
        "key": "c",
    }
    assert visit.send(f"/invii/nuovo/{need}", fields).location == f"/invii/{code}/controllo"
    said = visit.get(f"/invii/{code}/controllo").text
    assert "Servizio housing, Ente cooperative" in said and "Serve una stanza." in said


def test_a_draft_is_one_even_when_chosen_twice(desk: Desk) -> None:
    need, code = desk.draft()
    fields = {"service": desk.cast.services["housing"], "key": "draft"}
    assert desk.visit("manager").send(f"/invii/nuovo/{need}", fields).location == f"/invii/{code}/controllo"


def test_what_is_missing_is_a_sentence_with_who_mends_it(desk: Desk) -> None:
    code = desk.new_case(**INFORMED).location.rsplit("/")[-1]
    draft = desk.draft(case=desk.dossier(code))[1]
    said = words_of(desk.visit("manager").get(f"/invii/{draft}/controllo"))
    assert "Manca il consenso della persona per questo ente" in said and "chi segue la presa in carico" in said


def test_consent_is_recorded_where_it_is_missing_and_the_request_stays(desk: Desk) -> None:
    code = desk.new_case(**INFORMED).location.rsplit("/")[-1]
    draft = desk.draft(case=desk.dossier(code))[1]
    visit = desk.visit("manager")
    revision = hidden(visit.get(f"/invii/{draft}/controllo"), "revision")
    typed = {**AGREED, "what": "consent", "request": "Un colloquio.", "urgency": "urgent", "revision": revision}
    assert visit.send(f"/invii/{draft}/consenso", {**typed, "key": "agree"}).status_code == 302
    page = visit.get(f"/invii/{draft}/controllo")
    assert "Un colloquio." in page.text and "C'è tutto" in words_of(page)


def test_nothing_leaves_while_something_is_missing(desk: Desk) -> None:
    draft = desk.draft()[1]
    visit = desk.visit("manager")
    page = visit.get(f"/invii/{draft}/lettera")
    assert "Scrivi che cosa chiedi al servizio" in words_of(page) and "Invia</button>" not in page.text
    fields = {"revision": "2", "key": "no"}
    answer = visit.send(f"/invii/{draft}/lettera", fields)
    assert answer.status_code in (409, 422) and "Non è partito nulla" in words_of(answer)
    assert desk.cast.stage(desk.dossier(draft).id) == "draft"


def test_the_letter_is_read_before_it_leaves_and_hides_who_it_is_about(desk: Desk) -> None:
    draft = desk.draft()[1]
    desk.asked(draft)
    page = desk.visit("manager").get(f"/invii/{draft}/lettera")
    said = words_of(page)
    assert "Vi chiediamo un colloquio." in said and "[nome e cognome]" in said and "entro il 25 novembre 2026" in said
    assert "Amina" not in page.text and "Provadestinatari" not in page.text


def test_sending_makes_the_letter_and_starts_the_clock(any_desk: Desk) -> None:
    draft = any_desk.draft()[1]
    any_desk.asked(draft)
    answer = any_desk.send(draft)
    assert answer.location == f"/pratiche/{draft}"
    sent = any_desk.dossier(draft)
    with any_desk.site.database.reading() as tx:
        made = tx.scalars(select(Document).where(Document.dossier_id == sent.id)).one()
    assert sent.stage == "submitted" and sent.due_at and made.made_at
    assert codes_in(any_desk.visit("intake").get("/invii?chi=me"), "INV") == [draft]


def test_a_double_click_sends_once(desk: Desk) -> None:
    draft = desk.draft()[1]
    desk.asked(draft)
    assert desk.send(draft).location == desk.send(draft).location
    with desk.site.database.reading() as tx:
        assert [line.move for line in lines_of(tx, desk.dossier(draft).id)].count("submit") == 1


def test_a_look_at_the_letter_does_not_stand_in_the_way(desk: Desk) -> None:
    draft = desk.draft()[1]
    desk.asked(draft)
    visit = desk.visit("manager")
    revision = hidden(visit.get(f"/invii/{draft}/lettera"), "revision")
    word = visit.send(f"/invii/{draft}/lettera.docx", {"key": "look"})
    assert word.mimetype.endswith("document") and "attachment" in word.headers["Content-Disposition"]
    assert visit.send(f"/invii/{draft}/lettera", {"revision": revision, "key": "s"}).location == f"/pratiche/{draft}"


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    draft = desk.draft()[1]
    visit = desk.visit("colleague")
    seen = hidden(visit.get(f"/invii/{draft}/controllo"), "revision")
    desk.asked(draft, "Scritto da una.")
    answer = visit.send(
        f"/invii/{draft}/controllo", {"request": "Scritto da due.", "urgency": "urgent", "revision": seen, "key": "x"}
    )
    assert answer.status_code == 409 and "Scritto da due." in answer.text
    assert "Scritto da una." in desk.visit("manager").get(f"/invii/{draft}/controllo").text


def test_nobody_else_reads_or_sends_a_draft(desk: Desk) -> None:
    need, draft = desk.draft()
    for name, status in (("stranger", 404), ("worker", 404), ("officer", 403)):
        for path in (f"/invii/nuovo/{need}", f"/invii/{draft}/controllo", f"/invii/{draft}/lettera"):
            assert desk.visit(name).get(path).status_code == status, (name, path)
