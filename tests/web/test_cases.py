"""Presa in carico: the list with its filters, and the search by code and by name."""

from datetime import timedelta

from sqlalchemy import select

from governance.registers import Act
from tests.cast import LECCO, MONZA
from tests.web.desk import AGREED, INFORMED, Desk, codes_in, words_of
from web.case_forms import Place


def test_the_list_says_what_is_owed_by_when(desk: Desk) -> None:
    case = desk.cast.case()
    said = words_of(desk.visit("manager").get("/prese-in-carico"))
    assert case.code in said and "In accompagnamento" in said and "Contatto mensile" in said and "entro" in said


def test_late_is_said_in_words(desk: Desk) -> None:
    desk.new_case()
    desk.site.database.moved_by += timedelta(days=10)
    assert "Primo colloquio in ritardo di 3 giorni lavorativi" in words_of(
        desk.visit("manager").get("/prese-in-carico")
    )


def test_filters_stay_in_the_address(any_desk: Desk) -> None:
    case = any_desk.cast.case()
    visit = any_desk.visit("manager")
    assert codes_in(visit.get("/prese-in-carico?fase=open"), "PIC") == [case.code]
    assert codes_in(visit.get("/prese-in-carico?fase=suspended"), "PIC") == []
    assert codes_in(visit.get("/prese-in-carico?stato=chiuse"), "PIC") == []
    assert codes_in(visit.get("/prese-in-carico?stato=boh&fase=x&rete=y&dopo=z~1"), "PIC") == [case.code]


def test_who_may_only_know_of_it_reads_no_title(desk: Desk) -> None:
    case = desk.cast.case()
    said = words_of(desk.visit("officer").get("/prese-in-carico"))
    assert case.code in said and "Nucleo di" not in said


def test_a_stranger_finds_an_empty_list(desk: Desk) -> None:
    desk.cast.case()
    assert codes_in(desk.visit("stranger").get("/prese-in-carico"), "PIC") == []


def test_who_only_receives_referrals_has_no_caseload(desk: Desk) -> None:
    assert desk.visit("intake").get("/prese-in-carico").status_code == 403


def test_a_code_leads_to_its_page_however_it_is_written(desk: Desk) -> None:
    case = desk.cast.case()
    for words in (case.code, case.code.lower().replace("-", " "), f" {case.code}"):
        answer = desk.visit("manager").send("/prese-in-carico/cerca", {"words": words})
        assert answer.location == f"/pratiche/{case.code}"


def test_a_code_of_others_answers_like_one_that_does_not_exist(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("stranger")
    real = words_of(visit.send("/prese-in-carico/cerca", {"words": case.code})).replace(case.code, "")
    assert real == words_of(visit.send("/prese-in-carico/cerca", {"words": "PIC-2222-2222"})).replace(
        "PIC-2222-2222", ""
    )


def test_a_name_is_found_without_its_accents(any_desk: Desk) -> None:
    case = any_desk.cast.case()
    said = words_of(any_desk.visit("manager").send("/prese-in-carico/cerca", {"words": "PROVÀDEST amina"}))
    assert case.code in said and "Amina Provadestinatari" in said


def test_a_name_is_found_only_by_those_who_may_see_it(desk: Desk) -> None:
    desk.cast.case()
    for name in ("officer", "stranger", "head"):
        answer = desk.visit(name).send("/prese-in-carico/cerca", {"words": "Provadestinatari"})
        assert codes_in(answer, "PIC") == [] and "Nessuna persona" in words_of(answer)


def test_the_recipient_finds_the_name_it_was_given(any_desk: Desk) -> None:
    referral = any_desk.cast.sent()
    answer = any_desk.visit("worker").send("/prese-in-carico/cerca", {"words": "amina"})
    assert codes_in(answer, "INV") == [referral.code] and codes_in(answer, "PIC") == []


def test_a_search_by_name_is_recorded_without_its_words(desk: Desk) -> None:
    case = desk.cast.case()
    desk.visit("manager").send("/prese-in-carico/cerca", {"words": "amina"})
    with desk.site.database.reading() as tx:
        act = tx.scalars(select(Act).where(Act.act == "search_by_name")).one()
    assert act.actor_id == desk.cast.people["manager"] and act.details == {"found": 1, "codes": case.code}


def test_a_name_of_one_letter_is_too_short(desk: Desk) -> None:
    answer = desk.visit("manager").send("/prese-in-carico/cerca", {"words": "a"})
    assert answer.status_code == 422 and "almeno due lettere" in words_of(answer)


def test_a_case_opens_in_one_go(any_desk: Desk) -> None:
    answer = any_desk.new_case(**INFORMED, **AGREED, take_charge="1", key="go")
    assert answer.status_code == 302
    said = words_of(any_desk.visit("manager").get("/prese-in-carico"))
    assert answer.location.rsplit("/")[-1] in said and "In accompagnamento" in said


def test_the_same_request_opens_one_case(desk: Desk) -> None:
    first, again = desk.new_case(key="once"), desk.new_case(key="once")
    assert first.location == again.location
    assert len(codes_in(desk.visit("manager").get("/prese-in-carico"), "PIC")) == 1


def test_rows_are_added_and_taken_away_without_losing_what_was_typed(desk: Desk) -> None:
    more = desk.new_case(act="add_person")
    assert more.status_code == 200 and 'id="persona-2"' in more.text and 'value="Nadia"' in more.text
    two = {"people": "2", "given_name_2": "Sami", "act": "remove_person_2"}
    assert 'id="persona-2"' not in desk.new_case(**two).text


def test_a_household_perhaps_known_is_said_before_and_never_merged(desk: Desk) -> None:
    desk.new_case(key="one")
    asked = desk.new_case(key="two")
    assert asked.status_code == 422 and "Ente consortium" in words_of(asked)
    assert codes_in(asked, "PIC") == []
    assert desk.new_case(key="two", not_duplicate="1").status_code == 302
    assert len(codes_in(desk.visit("manager").get("/prese-in-carico"), "PIC")) == 2


def test_charge_is_not_taken_without_consent(desk: Desk) -> None:
    answer = desk.new_case(take_charge="1")
    assert answer.status_code == 422 and "Registra che cosa ha accettato" in words_of(answer)
    assert codes_in(desk.visit("manager").get("/prese-in-carico"), "PIC") == []


def test_who_has_no_role_in_the_network_opens_nothing(desk: Desk) -> None:
    assert desk.new_case("intake").status_code == 403
    assert desk.new_case("stranger").status_code == 404


def test_municipalities_are_narrowed_as_one_types_and_without_scripts(desk: Desk) -> None:
    network, visit = desk.cast.organisations["network"], desk.visit("manager")
    typed = visit.get(f"/prese-in-carico/comuni?network={network}&place_words=MÒN")
    assert MONZA in typed.text and LECCO not in typed.text
    narrowed = desk.new_case(act="find_place", place_words="lec")
    assert f'value="{LECCO}"' in narrowed.text and f'value="{MONZA}"' not in narrowed.text


def test_an_ambito_that_is_only_inferred_is_said_so(desk: Desk) -> None:
    with desk.site.app.test_request_context():
        assert "da confermare" in Place(LECCO, "Lecco", "Lecco", True).words
        assert "da confermare" not in Place(LECCO, "Lecco", "Lecco", False).words
