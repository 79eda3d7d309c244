"""Bad input where cases, needs, referrals, protocols and services begin: a sentence, the text kept, nothing changed."""

import pytest
from markupsafe import escape

from governance.dossiers import Dossier
from tests.web.desk import AGREED, CASE, INFORMED, Desk
from tests.web.site import hidden
from tests.web.test_bad_input import CONTROLS, LONG, MARKUP
from tests.web.test_forgeries import print_of
from tests.web.test_protocols import SIGNED
from tests.web.test_services import FACTS
from web.term_forms import terms_asked, usual_values

BAD = {"long": LONG, "controls": CONTROLS, "markup": MARKUP, "date": "2026-02-30", "key": "99999999"}
ANY_TEXT = {"markup", "date", "key"}  # nothing is wrong with these in a text of several lines
ANY_LINE = {"date", "key"}
CASE_FIELDS = {**CASE, **INFORMED, **AGREED, "document_1": "", "phone_1": "", "language_1": "", "agreed_until": ""}
LINES = {"given_name_1", "family_name_1", "document_1", "phone_1", "language_1", "notice_version", "notice_language",
         "title", "number", "name", "languages"}  # fmt: skip
TEXTS = {"situation", "description", "request"}
NO_FIELD = {"people", "informed", "agreed", "parties", "clauses", "share_name"}
CHOICES = {"municipality", "organisation", "notice_channel", "agreed_for", "agreed_evidence", "category", "urgency",
           "legal_type", "clause_category_1", "term_reply_unit"}  # fmt: skip


@pytest.fixture(scope="module")
def case(one_desk: Desk) -> Dossier:
    return one_desk.cast.case()


@pytest.fixture(scope="module")
def draft(one_desk: Desk, case: Dossier) -> str:
    return one_desk.draft(case=case)[1]


def bad_for(fields: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [(name, what) for name in fields if name not in NO_FIELD for what in BAD]
    fine = dict.fromkeys(LINES, ANY_LINE) | dict.fromkeys(TEXTS, ANY_TEXT)
    return [(name, what) for name, what in pairs if what not in fine.get(name, ())]


def check(desk: Desk, path: str, fields: dict[str, str], bad: tuple[str, str], who: str = "manager") -> None:
    name, typed = bad[0], BAD[bad[1]]
    visit = desk.visit(who)
    visit.get("/accessibilita")
    before = print_of(desk.site.database)
    answer = visit.send(path, {**fields, name: typed})
    assert answer.status_code == 422, answer.text
    assert 'class="error-summary"' in answer.text and f'id="errore-{name}"' in answer.text
    assert name in CHOICES or typed == CONTROLS or str(escape(typed)) in answer.text
    assert MARKUP[:8] not in answer.text
    assert print_of(desk.site.database) == before


@pytest.mark.parametrize("bad", bad_for(CASE_FIELDS))
def test_of_a_case(one_desk: Desk, bad: tuple[str, str]) -> None:
    own = {"network": one_desk.cast.organisations["network"], "organisation": one_desk.cast.organisations["consortium"]}
    check(one_desk, "/prese-in-carico/nuova", {**CASE_FIELDS, **{name: str(key) for name, key in own.items()}}, bad)


NEED = {"category": "housing_search", "description": "Cerca casa."}


@pytest.mark.parametrize("bad", bad_for(NEED))
def test_of_a_need(one_desk: Desk, case: Dossier, bad: tuple[str, str]) -> None:
    check(one_desk, f"/pratiche/{case.code}/bisogni/nuovo", NEED, bad)


REQUEST = {"request": "Vi chiediamo un colloquio.", "urgency": "ordinary"}


@pytest.mark.parametrize("bad", bad_for(REQUEST))
def test_of_a_request(one_desk: Desk, draft: str, bad: tuple[str, str]) -> None:
    path = f"/invii/{draft}/controllo"
    revision = hidden(one_desk.visit("manager").get(path), "revision")
    check(one_desk, path, {**REQUEST, "revision": revision}, bad)


@pytest.mark.parametrize("bad", bad_for({**SIGNED, "clause_sender_1": "", "clause_recipient_1": "", "term_reply": ""}))
def test_of_a_protocol(one_desk: Desk, bad: tuple[str, str]) -> None:
    with one_desk.site.database.reading() as tx:
        usual = usual_values(terms_asked(tx))
    network = str(one_desk.cast.organisations["network"])
    check(one_desk, "/protocolli/nuovo", {**usual, **SIGNED, "network": network}, bad)


@pytest.mark.parametrize("bad", bad_for(FACTS))
def test_of_a_service(one_desk: Desk, bad: tuple[str, str]) -> None:
    check(one_desk, f"/enti/{one_desk.cast.organisations['cooperative']}/servizi/nuovo", FACTS, bad, "head")


@pytest.mark.parametrize("typed", [LONG, CONTROLS, MARKUP])
def test_of_a_search(one_desk: Desk, typed: str) -> None:
    answer = one_desk.visit("manager").send("/prese-in-carico/cerca", {"words": typed})
    assert answer.status_code == 422 and MARKUP[:8] not in answer.text


@pytest.mark.parametrize("path", ["/pratiche/PIC-2222-2222/bisogni/nuovo", "/invii/nuovo/BIS-2222-2222",
                                  "/invii/INV-2222-2222/controllo", "/invii/INV-2222-2222/lettera",
                                  "/prese-in-carico/nuova", "/protocolli/nuovo"])  # fmt: skip
def test_an_unknown_code_or_network_answers_like_any_unknown_page(one_desk: Desk, path: str) -> None:
    fields = {"network": "999999", **NEED, **REQUEST}
    assert one_desk.visit("manager").send(path, fields).status_code == 404
