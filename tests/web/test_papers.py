"""Atti on the pages: the check before issue, versions and what changed, one action for every party, who may see."""

import io
import re
import shutil
import zipfile

import pytest
from werkzeug.test import TestResponse

from governance.database import Database
from governance.dossiers import Dossier
from governance.organisations import Organisation
from tests.agreed import complete
from tests.document_templates.making import text_of
from tests.needs import needed
from tests.web.desk import Desk, sit, words_of
from tests.web.site import hidden

REASON = "Gli atti di approvazione arrivano a parte."


@pytest.fixture
def desk(database: Database) -> Desk:
    made = sit(database)
    complete(made.cast)
    return made


def address(desk: Desk) -> str:
    with desk.site.database.reading() as tx:
        return f"/pratiche/{tx.get_one(Dossier, desk.cast.protocol_id).code}/atti"


def sent(desk: Desk, path: str, page: str, who: str = "manager", **fields: str) -> TestResponse:
    """A form of a page, sent with the revision the page was shown at."""
    visit = desk.visit(who)
    return visit.send(
        f"{address(desk)}/{path}", {"revision": hidden(visit.get(f"{address(desk)}/{page}"), "revision"), **fields}
    )


def issue(desk: Desk, **fields: str) -> TestResponse:
    return sent(desk, "protocol_text/emetti", "protocol_text/verifica", **fields)


def complete_whole(desk: Desk, **fields: str) -> TestResponse:
    visit = desk.visit("manager")
    page = visit.get(f"{address(desk)}/dati")
    known = dict(re.findall(r'<input class="form-control"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page.text))
    typed = {**known, "subject": "Le Parti collaborano.", "data_role": "controller", **fields}
    return visit.send(f"{address(desk)}/dati", {**typed, "revision": hidden(page, "revision")})


def test_the_check_lists_what_is_missing_with_a_link_to_its_field(desk: Desk) -> None:
    complete_whole(desk, subject="")
    page = desk.visit("manager").get(f"{address(desk)}/protocol_text/verifica")
    assert "Manca un dato: oggetto." in page.text
    assert f'href="{address(desk)}/dati#campo-subject"' in page.text
    assert 'id="campo-subject"' in desk.visit("manager").get(f"{address(desk)}/dati").text
    assert "Quando hai corretto quello che blocca" in words_of(page)


def test_something_blocking_prevents_issuing_even_past_the_page(desk: Desk) -> None:
    complete_whole(desk, subject="")
    assert sent(desk, "protocol_text/emetti", "dati", reason=REASON).status_code == 422
    assert "Nessun atto, finora" in words_of(desk.visit("manager").get(address(desk)))


def test_something_grave_asks_for_a_reason_that_stays_in_the_history(desk: Desk) -> None:
    assert issue(desk).status_code == 422
    assert issue(desk, reason=REASON).status_code == 302
    assert REASON in words_of(desk.visit("manager").get(address(desk).removesuffix("/atti")))


def test_a_new_version_shows_what_changed_word_by_word(desk: Desk) -> None:
    issue(desk, reason=REASON)
    assert complete_whole(desk, forum="il foro di Monza").status_code == 302
    issue(desk, reason=REASON, key="again")
    visit = desk.visit("manager")
    page = visit.get(address(desk))
    old, new = re.findall(r'name="(?:old|new)" value="(\d+)"', page.text)
    compared = visit.send(f"{address(desk)}/confronto", {"old": old, "new": new}).text
    assert re.search(r"<del>.*capofila.*</del>", compared) and re.search(r"<ins>.*Monza.*</ins>", compared)


def test_documents_are_listed_to_who_may_read_them(desk: Desk) -> None:
    issue(desk, reason=REASON)
    assert "Testo del protocollo" in words_of(desk.visit("head").get("/atti"))
    assert "Nessun atto, finora" in words_of(desk.visit("stranger").get("/atti"))


def test_a_referrals_letter_is_listed_to_its_readers_alone(desk: Desk) -> None:
    _need, code = desk.draft()
    desk.asked(code)
    desk.send(code)
    assert code in desk.visit("manager").get("/atti").text
    assert code in desk.visit("intake").get("/atti").text
    assert code not in desk.visit("officer").get("/atti").text


def test_the_draft_of_a_referral_has_its_check(desk: Desk) -> None:
    _need, code = desk.draft()
    check = f"/pratiche/{code}/atti/referral_letter/verifica"
    assert f'href="/invii/{code}/controllo#campo-request"' in desk.visit("manager").get(check).text
    desk.asked(code)
    page = desk.visit("manager").get(check)
    assert "I controlli non trovano nulla" in words_of(page)
    assert f"/invii/{code}/lettera" in page.text


def test_a_stranger_finds_the_same_as_where_there_is_nothing(desk: Desk) -> None:
    stranger = desk.visit("stranger")
    for path in ("", "/dati", "/insieme", "/insieme/1", "/insieme/1/atti.zip", "/protocol_text/verifica"):
        found, absent = stranger.get(address(desk) + path), stranger.get(f"/pratiche/PRO-2222-2222/atti{path}")
        assert (found.status_code, found.data) == (absent.status_code, absent.data) == (404, absent.data)
    for path in ("/dati", "/insieme", "/protocol_text/emetti", "/confronto", "/insieme/1/riprendi", "/1/pdf"):
        assert stranger.send(address(desk) + path, {"old": "1", "new": "1"}).status_code == 404


def test_a_party_reads_and_does_not_write(desk: Desk) -> None:
    visit = desk.visit("head")
    assert visit.get(address(desk)).status_code == 200
    assert {visit.get(f"{address(desk)}/{path}").status_code for path in ("dati", "insieme")} == {403}
    assert visit.send(f"{address(desk)}/protocol_text/emetti", {"reason": "x"}).status_code == 403


def test_every_party_in_one_action_one_zip_and_the_failed_ones_with_their_reason(desk: Desk) -> None:
    issue(desk, reason=REASON)
    with desk.site.database.transaction() as tx:
        tx.get_one(Organisation, desk.cast.organisations["group"]).tax_code = None
    job = sent(desk, "insieme", "insieme", reason=REASON).location
    visit = desk.visit("manager")
    assert "Finito: 3 fatti, 1 non riusciti. " in words_of(visit.get(job)) + " "
    with zipfile.ZipFile(io.BytesIO(visit.get(f"{job}/atti.zip").data)) as file:
        assert [name[:4] for name in file.namelist()] == ["001-", "002-", "003-", "non-"]
        assert "Ente group: Manca il codice fiscale" in file.read("non-riusciti.txt").decode()
        assert "Ente consortium dichiara" in text_of(file.read("002-ente-consortium.docx"))


def test_what_failed_can_be_tried_again(desk: Desk) -> None:
    job = sent(desk, "insieme", "insieme", reason=REASON).location
    visit = desk.visit("manager")
    assert "0 fatti, 4 non riusciti" in words_of(visit.get(job))
    issue(desk, reason=REASON)
    assert visit.send(f"{job}/riprendi", {}).status_code == 302
    assert "4 fatti, 0 non riusciti" in words_of(visit.get(f"{job}/avanzamento"))


def test_a_form_sent_after_somebody_elses_change_is_not_acted_on(desk: Desk) -> None:
    issue(desk, reason=REASON)
    visit = desk.visit("manager")
    answer = visit.send(f"{address(desk)}/dati", {"subject": "Altro", "revision": "1"})
    assert answer.status_code == 409 and "Altro" in answer.text


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [("report_months", "molti", "numero intero"), ("forum", "<b>", "i segni"), ("data_role", "re", "Scegli una")],
)
def test_bad_input_gets_a_sentence(desk: Desk, name: str, typed: str, said: str) -> None:
    answer = complete_whole(desk, **{name: typed})
    assert answer.status_code == 422 and said in words_of(answer)


def test_a_partys_commitments_are_checked_line_by_line(desk: Desk) -> None:
    path = f"dati/{desk.cast.organisations['group']}"
    assert "Riga 1" in words_of(sent(desk, path, path, pledges="colloqui"))
    assert sent(desk, path, path, pledges="colloqui; 12; ore; Lecco; ogni anno").status_code == 302


@pytest.mark.slow
def test_a_document_is_given_as_pdf(desk: Desk) -> None:
    needed(shutil.which("soffice"), "LibreOffice")
    issue(desk, reason=REASON)
    visit = desk.visit("head")
    [path] = re.findall(r'action="([^"]+/pdf)"', visit.get(address(desk)).text)
    assert visit.send(path, {}).data.startswith(b"%PDF-")
