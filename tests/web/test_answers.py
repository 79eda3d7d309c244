"""The pages behind a one-time link: nothing of the person before an answer, two presses, once, and no leak."""

import re
from datetime import date, timedelta

import pytest

from governance import answer_links
from governance.database import Database
from governance.documents import documents_of
from governance.history import lines_of
from governance.inboxes import InboxClosure
from tests.cast import FAMILY
from tests.web.answering import PRIVATE, WHO, answered, confirm, path, rows, sent
from tests.web.desk import Desk, sit, words_of
from tests.web.site import hidden
from tests.withstand.crawling import words_in


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def test_before_an_answer_the_page_says_who_asks_for_what_where_and_by_when(desk: Desk) -> None:
    referral = sent(desk)
    page = desk.site.visitor().get(path(desk, referral))
    said = words_of(page)
    for words in ("Ente consortium", "Ricerca della casa", "Lecco", "Servizio aid", "entro", referral.code, "000 000"):
        assert words in said, words
    assert not [word for word in PRIVATE if word in page.text]
    for act in ("Prendi visione", "Prendi in carico", "Proponi diniego", "Chiedi integrazione"):
        assert act in said


def test_opening_every_page_of_a_link_changes_nothing(desk: Desk) -> None:
    address, visit = path(desk, sent(desk)), desk.site.visitor()
    before = rows(desk)
    for page in ("", "/acknowledge", "/accept", "/propose_decline", "/nulla", "/withdraw", "/start"):
        visit.get(address + page)
    assert rows(desk) == before


def test_no_page_of_a_link_shows_the_person_before_the_answer(desk: Desk) -> None:
    address, visit = path(desk, sent(desk)), desk.site.visitor()
    pages = [visit.get(address + page) for page in ("", "/acknowledge", "/accept", "/reroute", "/nulla")]
    token = hidden(pages[1], "csrf_token")
    pages += [visit.bare(f"{address}/accept", {"csrf_token": token, **more}) for more in ({}, WHO)]
    pages += [visit.bare(f"{address}/lettera/scarica", {"csrf_token": token})]
    assert not [word for page in pages for word in PRIVATE if word in words_in(page)]


def test_an_act_takes_a_second_press(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = f"{path(desk, referral)}/accept"
    page = visit.get(address)
    summary = visit.bare(address, {**WHO, "csrf_token": hidden(page, "csrf_token"), "key": hidden(page, "key")})
    assert desk.cast.stage(referral.id) == "submitted"
    assert "La pratica passa a «Accettata»" in words_of(summary) and "La referente" in words_of(summary)
    assert confirm(visit, summary, address, WHO).status_code == 302
    assert desk.cast.stage(referral.id) == "accepted"


def test_what_was_not_in_the_summary_is_shown_again_and_not_done(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = f"{path(desk, referral)}/accept"
    page = visit.get(address)
    tokens = {"csrf_token": hidden(page, "csrf_token"), "key": "k"}
    summary = visit.bare(address, {**WHO, **tokens})
    for fields in ({"worker": "Altri"}, {}):
        answer = visit.bare(address, {**fields, **tokens, "confirmed": hidden(summary, "confirmed")})
        assert answer.status_code in (200, 422)
    elsewhere = visit.bare(
        address.replace("accept", "acknowledge"), {**tokens, "confirmed": hidden(summary, "confirmed")}
    )
    assert elsewhere.status_code == 200
    assert desk.cast.stage(referral.id) == "submitted"


def test_after_taking_the_person_on_the_letter_s_fields_are_shown_to_that_browser_for_an_hour(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = path(desk, referral)
    given = visit.get(answered(visit, address, "accept", **WHO).location)
    said = words_of(given)
    for words in ("Amina Provadestinatari", FAMILY.phone, "Vi chiediamo un colloquio.", f"{referral.code}/"):
        assert words in said, words
    assert "1990" not in said and FAMILY.document not in given.text
    for other in (desk.site.visitor(), desk.visit("stranger")):
        assert not [word for word in PRIVATE if word in other.get(address).text]
    desk.cast.database.moved_by += timedelta(minutes=61)
    later = visit.get(address)
    assert "Risposta ricevuta" in later.text and not [word for word in PRIVATE if word in later.text]


def test_other_answers_show_nothing_of_the_person(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    page = visit.get(answered(visit, path(desk, referral), "acknowledge").location)
    assert "Risposta ricevuta" in page.text and "nuova e-mail" in page.text
    assert not [word for word in PRIVATE if word in page.text]


def test_the_letter_is_downloaded_once_and_only_where_the_answer_was_given(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = path(desk, referral)
    given = visit.get(answered(visit, address, "accept", **WHO).location)
    fields = {"csrf_token": hidden(given, "csrf_token")}
    other = desk.site.visitor()
    assert other.send(f"{address}/lettera/scarica", {}).status_code == 410
    first, second = (visit.bare(f"{address}/lettera/scarica", fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 410)
    assert "Amina Provadestinatari" in words_in(first)
    with desk.cast.database.reading() as tx:
        assert [line.move for line in lines_of(tx, referral.id)][-1] == "take_letter"
        assert documents_of(tx, referral.id)
        assert len(answer_links.links_of(tx, referral.id)) == 2


def test_a_second_press_of_the_same_sending_leads_to_the_same_page(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = f"{path(desk, referral)}/acknowledge"
    page = visit.get(address)
    answers = [confirm(visit, page, address, {}) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    with desk.cast.database.reading() as tx:
        assert [line.move for line in lines_of(tx, referral.id)].count("acknowledge") == 1


def test_two_who_answer_by_the_same_link_get_one_winner(desk: Desk) -> None:
    referral = sent(desk)
    address, one, other = path(desk, referral), desk.site.visitor(), desk.site.visitor()
    page = other.get(f"{address}/acknowledge")
    assert answered(one, address, "accept", **WHO).status_code == 302
    late = confirm(other, page, f"{address}/acknowledge", {})
    assert late.status_code == 410
    assert "è già arrivata una risposta" in words_of(late) and "Prendi in carico" in words_of(late)


def test_a_closed_inbox_can_still_answer_and_is_told_so(desk: Desk) -> None:
    referral = sent(desk)
    with desk.cast.database.transaction() as tx:
        closure = InboxClosure(
            organisation_id=desk.cast.organisations["group"], last_day=date(2026, 12, 6), reason="Ferie"
        )
        tx.add(closure)
    page = desk.site.visitor().get(path(desk, referral))
    assert "Per ora non accogli nuovi invii" in words_of(page) and "6 dicembre 2026" in words_of(page)
    assert answered(desk.site.visitor(), path(desk, referral), "acknowledge").status_code == 302


def test_the_address_leaks_to_no_other_site_cache_or_index(desk: Desk) -> None:
    answer = desk.site.visitor().get(path(desk, sent(desk)))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.findall(r'(?:src|href)="https?://', answer.text)


def test_a_missing_answer_comes_back_with_the_rest_kept(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = f"{path(desk, referral)}/propose_decline"
    page = visit.get(address)
    answer = visit.bare(address, {"csrf_token": hidden(page, "csrf_token"), "note": "Ne avevamo parlato."})
    assert answer.status_code == 422
    assert 'href="#campo-decline_reason"' in answer.text and "Ne avevamo parlato." in answer.text


def test_a_form_that_comes_back_after_a_lost_token_keeps_the_words_and_does_nothing(desk: Desk) -> None:
    referral, visit = sent(desk), desk.site.visitor()
    address = f"{path(desk, referral)}/accept"
    assert visit.bare(address, WHO).status_code == 400
    again = visit.send(address, {**WHO, "riapri": "1"})
    assert "La referente" in again.text and "confirmed" not in again.text
    assert desk.cast.stage(referral.id) == "submitted"
