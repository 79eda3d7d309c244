"""Invii: one list for who sends, who receives and who watches over the network; a board of the same data."""

from datetime import timedelta

import pytest

from tests.web.desk import Desk, codes_in, words_of


@pytest.mark.parametrize("name", ["manager", "case_head", "officer", "intake", "head"])
def test_everybody_concerned_finds_it(desk: Desk, name: str) -> None:
    sent = desk.cast.sent()
    assert codes_in(desk.visit(name).get("/invii"), "INV") == [sent.code]


def test_a_stranger_finds_nothing(desk: Desk) -> None:
    desk.cast.sent()
    said = desk.visit("stranger").get("/invii")
    assert codes_in(said, "INV") == [] and "Nessun invio in corso" in words_of(said)


def test_what_waits_for_me_is_with_the_recipient_and_what_i_wait_for_with_the_sender(any_desk: Desk) -> None:
    sent = any_desk.cast.sent()
    assert codes_in(any_desk.visit("intake").get("/invii?chi=me"), "INV") == [sent.code]
    assert codes_in(any_desk.visit("intake").get("/invii?chi=altri"), "INV") == []
    assert codes_in(any_desk.visit("manager").get("/invii?chi=altri"), "INV") == [sent.code]


def test_the_board_shows_the_same_as_the_list(desk: Desk) -> None:
    case = desk.cast.case()
    drafted = desk.cast.referral(desk.cast.need(case), service="aid")
    sent = desk.cast.referral(desk.cast.need(case))
    desk.cast.move(sent.id, "submit", "manager", desk.site.database.now())
    visit = desk.visit("manager")
    board = visit.get("/invii?vista=bacheca")
    assert set(codes_in(board, "INV")) == set(codes_in(visit.get("/invii"), "INV")) == {sent.code, drafted.code}
    assert words_of(board).index("Bozza (1)") < words_of(board).index("Inviata (1)")


def test_filters_stay_in_the_address_of_both_views(desk: Desk) -> None:
    desk.cast.sent()
    text = desk.visit("manager").get("/invii?fase=submitted&vista=bacheca").text
    assert "fase=submitted" in text and 'value="bacheca"' in text
    assert codes_in(desk.visit("manager").get("/invii?fase=draft"), "INV") == []
    assert codes_in(desk.visit("manager").get("/invii?stato=chiuse"), "INV") == []


def test_late_is_said_in_words(desk: Desk) -> None:
    desk.cast.sent()
    desk.site.database.moved_by += timedelta(days=3)
    assert "Presa visione dovuta in ritardo di 1 giorno lavorativo" in words_of(desk.visit("intake").get("/invii"))


def test_a_draft_leads_back_to_its_steps(desk: Desk) -> None:
    drafted = desk.cast.referral(desk.cast.need(desk.cast.case()))
    assert f'href="/invii/{drafted.code}/controllo"' in desk.visit("manager").get("/invii").text


def test_who_only_watches_reads_no_title(desk: Desk) -> None:
    desk.cast.sent()
    assert "Servizio housing" not in desk.visit("officer").get("/invii").text
    assert "Servizio housing" in desk.visit("intake").get("/invii").text


def test_the_list_goes_on_page_after_page(any_desk: Desk) -> None:
    need = any_desk.cast.need(any_desk.cast.case())
    made = [any_desk.cast.referral(need).code for _ in range(52)]
    first = any_desk.visit("manager").get("/invii")
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    found = codes_in(first, "INV") + codes_in(any_desk.visit("manager").get(following), "INV")
    assert len(codes_in(first, "INV")) == 50 and set(found) == set(made) and len(found) == 52
