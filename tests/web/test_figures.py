"""Cifre: each figure with its definition, for the part of the network one may see, small cells hidden."""

import re
from dataclasses import replace

import pytest

from governance.gaps import Gap, record_gap
from governance.people import give_mandate
from governance.roles import Role
from tests.cast import FAMILY, LECCO, MONDAY, SINCE
from tests.web.counting import statements
from tests.web.desk import Desk, words_of
from tests.web.test_list_exports import rows_in


def send(desk: Desk, number: int, first: int = 0) -> list[int]:
    """So many referrals of so many households."""
    made = []
    for place in range(first, first + number):
        family = replace(FAMILY, family_name=f"Provanumero{place}", document=f"XX{place:07}")
        referral = desk.cast.referral(desk.cast.need(desk.cast.case(MONDAY, family)))
        desk.cast.move(referral.id, "submit", "manager")
        made.append(referral.id)
    return made


def decline(desk: Desk, referral: int, reason: str) -> None:
    desk.cast.move(referral, "propose_decline", "intake", decline_reason=reason)
    desk.cast.move(referral, "confirm_decline", "officer")


def test_every_share_stands_with_its_definition_and_on_how_many(desk: Desk) -> None:
    for referral in send(desk, 8)[:5]:
        desk.cast.move(referral, "acknowledge", "intake")
    text = words_of(desk.visit("manager").get("/cifre"))
    assert "Tutta la rete: Rete di prova. Invii mandati dal 24 novembre 2025 al 23 novembre 2026: 8." in text
    assert "Visti e non decisi 100% su 5 invii Il servizio ha preso visione ma non ha risposto" in text
    assert "Senza riscontro 0% su 5 invii" in text


def test_what_is_about_fewer_than_three_is_not_said(desk: Desk) -> None:
    made = send(desk, 7)
    for referral in made[:5]:
        desk.cast.move(referral, "accept", "intake", worker=str(desk.cast.people["worker"]))
    decline(desk, made[5], "no_capacity")
    decline(desk, made[6], "outside_area")
    text = words_of(desk.visit("manager").get("/cifre"))
    assert "Rifiutati meno di 3 su 7 invii" in text
    assert "Accettati quasi tutti: ne mancano meno di 3 su 7 invii" in text
    assert "Non ci sono posti meno di 3" in text and "Dipende dal sistema meno di 3" in text
    for form in ("csv", "xlsx"):
        rows = rows_in(desk.visit("manager").get(f"/cifre/cifre.{form}"))
        refused = [row[3:6] for row in rows if row[0] == "Rifiuti"]
        assert refused and all(cell in ("meno di 3", "") for row in refused for cell in row)


def test_the_file_says_what_the_page_says(desk: Desk) -> None:
    send(desk, 4)
    rows = rows_in(desk.visit("officer").get("/cifre/cifre.csv?dal=2026-11-01&al=2026-11-30"))
    sent = next(row for row in rows if row[1] == "Mandati")
    assert sent[3] == "4"
    assert sent[7:] == ["01/11/2026", "30/11/2026", "Territorio di Ente plan_office", "tutti"]
    assert all(row[6] for row in rows if row[0] in ("Risposte", "Tempi"))


@pytest.mark.parametrize(
    ("who", "views"),
    [
        ("manager", ["Tutta la rete: Rete di prova"]),
        ("officer", ["Territorio di Ente plan_office", "Mandati da Ente plan_office", "Ricevuti da Ente plan_office"]),
        ("head", ["Mandati da Ente cooperative", "Ricevuti da Ente cooperative"]),
    ],
)
def test_each_role_has_its_own_part(desk: Desk, who: str, views: list[str]) -> None:
    page = desk.visit(who).get("/cifre").text
    assert re.findall(r"<option[^>]*>([^<]*)</option>", page.split('id="vista"')[1].split("</select>")[0]) == views


@pytest.mark.parametrize("who", ["worker", "intake", "administrator"])
def test_who_has_no_part_is_told_whose_page_it_is(desk: Desk, who: str) -> None:
    assert desk.visit(who).get("/cifre").status_code == 403


def test_an_evaluator_sees_the_whole_network_and_no_code(desk: Desk) -> None:
    with desk.site.database.transaction(MONDAY) as tx:
        give_mandate(tx, desk.cast.people["stranger"], desk.cast.organisations["network"], Role.EVALUATOR, SINCE)
    send(desk, 3)
    page = desk.visit("stranger").get("/cifre")
    assert "Tutta la rete: Rete di prova" in page.text and "INV-" not in page.text


def test_another_organisations_view_is_not_to_be_had_by_address(desk: Desk) -> None:
    send(desk, 3)
    key = f"network-{desk.cast.organisations['network']}"
    text = words_of(desk.visit("head").get(f"/cifre?vista={key}&rete=1"))
    assert "Mandati da Ente cooperative. Invii mandati" in text


def test_filters_stay_in_the_address_and_wrong_days_are_told(desk: Desk) -> None:
    send(desk, 3)
    visit = desk.visit("manager")
    page = visit.get("/cifre?ambito=lecco&dal=2026-01-01&al=2026-12-31").text
    assert "/cifre/cifre.xlsx?" in page and "dal=2026-01-01" in page
    assert "scambiali" in visit.get("/cifre?dal=2026-12-31&al=2026-01-01").text
    wrong = visit.get("/cifre?dal=ieri").text
    assert "Scrivi i giorni così" in wrong and 'value="ieri"' in wrong
    assert visit.get("/cifre/cifre.csv?dal=ieri").status_code == 404


def test_an_empty_period_says_so(desk: Desk) -> None:
    assert (
        "Nessun invio mandato in questo periodo"
        in desk.visit("manager").get("/cifre?dal=2020-01-01&al=2020-12-31").text
    )


def test_every_chart_has_words_and_a_table(desk: Desk) -> None:
    decline(desk, send(desk, 4)[0], "no_capacity")
    page = desk.visit("manager").get("/cifre").text
    charts = re.findall(r'<svg class="chart"[^>]*role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert len(charts) == 3
    assert all(f'<title id="{title}">' in page and f'<desc id="{words}">' in page for title, words in charts)


def test_the_page_takes_the_same_statements_for_any_number(any_desk: Desk) -> None:
    visit, counts = any_desk.visit("manager"), []
    for first, number in ((0, 1), (1, 6)):
        send(any_desk, number, first)
        visit.get("/cifre")
        with statements(any_desk.site.database) as sent:
            visit.get("/cifre")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def unmet(desk: Desk, households: int) -> None:
    """A need left unmet by each of so many households, in the gap register."""
    for place in range(households):
        family = replace(FAMILY, family_name=f"Senzarisposta{place}", document=f"YY{place:07}")
        case = desk.cast.case(MONDAY, family)
        need, network = desk.cast.need(case), desk.cast.organisations["network"]
        with desk.site.database.transaction(MONDAY) as tx:
            told = {"network_id": network, "category": "housing_search", "municipality": LECCO, "persons": 1}
            record_gap(tx, case.household_id, Gap(need_id=need.id, reason="no_service", recorded_at=MONDAY, **told))


@pytest.mark.parametrize(("households", "told"), [(2, "meno di 3"), (4, "4")])
def test_unmet_needs_stand_by_municipality_and_kind_of_service(desk: Desk, households: int, told: str) -> None:
    unmet(desk, households)
    for who in ("manager", "officer"):
        text = words_of(desk.visit(who).get("/cifre"))
        assert f"Ricerca della casa {told} Lecco {told} In tutto {told}" in text
    assert "Nessun bisogno chiuso senza risposta" in words_of(desk.visit("manager").get("/cifre?ambito=monza"))
    assert f"Lecco {told}" in words_of(desk.visit("manager").get("/cifre?ambito=lecco"))


def test_blockages_stand_beside_for_network_and_territory(desk: Desk) -> None:
    for who, said in (("manager", True), ("officer", True), ("head", False)):
        assert ("Criticità aperte" in words_of(desk.visit(who).get("/cifre"))) is said
