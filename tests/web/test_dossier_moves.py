"""Moves on the pages: made once, refused with the words kept, shown again when something changed meanwhile."""

import time

import pytest

from governance.consents import Consent
from governance.database import Database
from governance.history import lines_of
from tests.web.desk import Desk, sit, words_of
from tests.web.site import Visit, hidden

LONG, CONTROLS, MARKUP = "x" * 10_000, "a\x00b\x07", "<script>alert(1)</script>\"'&"


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def seen(visit: Visit, code: str, move: str) -> dict[str, str]:
    """The hidden fields of a move's form, as just opened."""
    page = visit.get(f"/pratiche/{code}/{move}")
    assert page.status_code == 200, page.text
    return {name: hidden(page, name) for name in ("revision", "key")}


def moves_of(desk: Desk, dossier_id: int) -> list[str]:
    with desk.cast.database.reading() as tx:
        return [line.move for line in lines_of(tx, dossier_id)]


def test_a_move_sent_twice_is_made_once_and_answered_alike(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = seen(visit, referral.code, "acknowledge")
    answers = [visit.send(f"/pratiche/{referral.code}/acknowledge", fields)]
    time.sleep(1.1)  # the token of the page carries the second in which it was made
    answers.append(visit.send(f"/pratiche/{referral.code}/acknowledge", fields))
    assert [(each.status_code, each.location) for each in answers] == [(302, f"/pratiche/{referral.code}")] * 2
    assert moves_of(desk, referral.id).count("acknowledge") == 1


def test_what_follows_is_said_before(desk: Desk) -> None:
    referral = desk.cast.sent()
    desk.cast.move(referral.id, "propose_decline", "intake", decline_reason="no_capacity")
    said = words_of(desk.visit("officer").get(f"/pratiche/{referral.code}/confirm_decline"))
    assert "La pratica passa a «Rifiutata». Da lì non si torna indietro." in said
    assert "Viene avvisato: Manager Inventati (Ente consortium); accoglienza degli invii, Ente cooperative." in said


def test_a_missing_answer_comes_back_at_its_field_with_the_rest_kept(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "propose_decline"), "note": "Ne avevamo parlato.", "decline_reason": ""}
    answer = visit.send(f"/pratiche/{referral.code}/propose_decline", fields)
    assert answer.status_code == 422
    assert 'href="#campo-decline_reason"' in answer.text
    assert "Ne avevamo parlato." in answer.text
    assert desk.cast.stage(referral.id) == "submitted"


@pytest.mark.parametrize("typed", [LONG, "", "   "])
def test_a_text_that_cannot_be_kept_changes_nothing(desk: Desk, typed: str) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "request_info"), "reason": typed}
    answer = visit.send(f"/pratiche/{referral.code}/request_info", fields)
    assert answer.status_code == 422
    assert typed.strip() in answer.text
    assert desk.cast.stage(referral.id) == "submitted"


@pytest.mark.parametrize("typed", [MARKUP, CONTROLS])
def test_markup_and_control_characters_stay_text(desk: Desk, typed: str) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "request_info"), "reason": typed}
    assert visit.send(f"/pratiche/{referral.code}/request_info", fields).status_code == 302
    page = visit.get(f"/pratiche/{referral.code}")
    assert "<script>alert" not in page.text
    assert "\x07" not in page.text


def test_what_is_missing_and_who_can_mend_it_is_said_in_the_visitors_language(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    need = desk.cast.need(case)
    visit.send("/lingua", {"language": "en", "next": "/"})
    closing = visit.send(f"/pratiche/{case.code}/close", {**seen(visit, case.code, "close"), "reason": "x"})
    assert f"Close the open needs first: {need.code}." in words_of(closing)
    asked = visit.send(
        f"/pratiche/{need.code}/close_unmet", {**seen(visit, need.code, "close_unmet"), "unmet_reason": ""}
    )
    assert "choose one from the list." in words_of(asked)
    assert "scegli" not in words_of(asked)


def test_what_is_missing_is_said_in_words_with_a_link_for_who_can_mend_it(desk: Desk) -> None:
    case = desk.cast.case()
    with desk.cast.database.transaction() as tx:
        tx.query(Consent).delete()
    draft = desk.cast.referral(desk.cast.need(case))
    page = desk.visit("manager").get(f"/pratiche/{draft.code}/submit")
    assert "Manca il consenso della persona per questo ente" in page.text
    assert f"/pratiche/{case.code}/consenso" in page.text


def test_somebody_else_was_first_and_the_words_are_kept(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "request_info"), "reason": "Manca la carta d'identità."}
    desk.cast.move(referral.id, "acknowledge", "intake", desk.cast.database.now())
    answer = visit.send(f"/pratiche/{referral.code}/request_info", fields)
    assert answer.status_code == 409
    said = words_of(answer)
    assert "È cambiato nel frattempo" in said
    assert "Prendi visione → Presa visione" in said
    assert "Manca la carta d'identità." in said
    again = {"revision": hidden(answer, "revision"), "key": hidden(answer, "key"), "reason": fields["reason"]}
    assert visit.send(f"/pratiche/{referral.code}/request_info", again).status_code == 302
    assert desk.cast.stage(referral.id) == "info_requested"


def test_a_step_that_is_no_longer_offered_gives_the_words_back(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "request_info"), "reason": "Parole da non perdere."}
    desk.cast.move(referral.id, "propose_decline", "intake", desk.cast.database.now(), decline_reason="no_capacity")
    answer = visit.send(f"/pratiche/{referral.code}/request_info", fields)
    assert answer.status_code == 409
    assert "Parole da non perdere." in answer.text


def test_a_look_at_the_person_meanwhile_is_no_conflict(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = seen(visit, referral.code, "acknowledge")
    desk.visit("head").send(f"/pratiche/{referral.code}/identita", {"key": "look"})
    assert visit.send(f"/pratiche/{referral.code}/acknowledge", fields).status_code == 302


def test_a_key_used_for_other_words_asks_again(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = seen(visit, referral.code, "request_info")
    assert visit.send(f"/pratiche/{referral.code}/request_info", {**fields, "reason": "Prima."}).status_code == 302
    answer = visit.send(f"/pratiche/{referral.code}/request_info", {**fields, "reason": "Seconda."})
    assert answer.status_code == 409
    assert "Seconda." in answer.text


def test_a_move_of_somebody_else_is_refused_and_an_unknown_one_does_not_exist(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("manager")
    assert visit.get(f"/pratiche/{code}/acknowledge").status_code == 403
    assert visit.get(f"/pratiche/{code}/start").status_code == 409
    assert visit.get(f"/pratiche/{code}/nulla").status_code == 404
    assert desk.visit("stranger").get(f"/pratiche/{code}/acknowledge").status_code == 404


def test_the_answer_of_a_group_without_account_needs_channel_and_note(desk: Desk) -> None:
    referral, visit = desk.cast.sent(service="aid"), desk.visit("manager")
    page = visit.get(f"/pratiche/{referral.code}/acknowledge")
    assert "Registri la risposta di «Ente group»" in words_of(page)
    fields = {**seen(visit, referral.code, "acknowledge"), "behalf": hidden(page, "behalf")}
    assert visit.send(f"/pratiche/{referral.code}/acknowledge", fields).status_code == 422
    said = {"channel": "phone", "evidence": "La referente, per telefono, stamattina."}
    assert visit.send(f"/pratiche/{referral.code}/acknowledge", {**fields, **said}).status_code == 302
    assert "per conto di Ente group (per telefono)" in words_of(visit.get(f"/pratiche/{referral.code}"))


def test_a_form_that_only_comes_back_is_not_acted_on(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("intake")
    fields = {**seen(visit, referral.code, "acknowledge"), "riapri": "1"}
    assert visit.send(f"/pratiche/{referral.code}/acknowledge", fields).status_code == 422
    assert desk.cast.stage(referral.id) == "submitted"


def test_who_answered_and_when_stand_in_the_history(desk: Desk) -> None:
    referral, visit = desk.cast.sent(service="aid"), desk.visit("manager")
    page = visit.get(f"/pratiche/{referral.code}/acknowledge")
    fields = {**seen(visit, referral.code, "acknowledge"), "behalf": hidden(page, "behalf"), "channel": "phone"}
    for day in ("domani", "1/1/2199", "32/11/2026"):
        answer = visit.send(f"/pratiche/{referral.code}/acknowledge", {**fields, "evidence": "Ada", "said_on": day})
        assert answer.status_code == 422 and "Scrivi il giorno in cui ha risposto" in words_of(answer)
    visit.send(f"/pratiche/{referral.code}/acknowledge", {**fields, "evidence": "Ada", "said_on": "2026-11-20"})
    said = words_of(visit.get(f"/pratiche/{referral.code}"))
    assert "Ada (20/11/2026)" in said and "Manager Inventati, per conto di Ente group (per telefono)" in said
    assert "«Ente group» ha risposto a voce o su carta? Registra che cosa ha detto:" in said
