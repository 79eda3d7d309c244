"""Standings: a network asks at intake only what its rule needs, says what is missing, and lets it be mended."""

import pytest

from governance.cases import case
from governance.networks import Network
from governance.standings import Standing, standing_of
from tests.cast import MONDAY
from tests.web.desk import AGREED, INFORMED, Desk, codes_in, words_of


def use(desk: Desk, rule: str) -> None:
    with desk.site.database.transaction(MONDAY) as tx:
        tx.get_one(Network, desk.cast.organisations["network"]).target_rule = rule


def test_the_form_asks_only_what_the_rule_needs(desk: Desk) -> None:
    said = words_of(desk.visit("manager").get("/prese-in-carico/nuova"))
    assert "Requisiti del programma" not in said
    use(desk, "i_am")
    said = words_of(desk.visit("manager").get("/prese-in-carico/nuova"))
    assert "Titolo di soggiorno" in said and "Accoglienza" not in said and "residente" not in said


def test_taking_charge_at_once_says_everything_that_is_missing(desk: Desk) -> None:
    use(desk, "after_care")
    answer = desk.new_case(take_charge="1", **INFORMED, **AGREED)
    said = words_of(answer)
    assert answer.status_code == 422
    assert "Scrivi quale titolo" in said and "Scrivi se la persona è residente" in said


def test_what_was_told_at_intake_is_read_by_the_rule(any_desk: Desk) -> None:
    use(any_desk, "after_care")
    told = {"permit": "work", "permit_until": "01/06/2027", "resident": "yes"}
    assert any_desk.new_case(take_charge="1", **INFORMED, **AGREED, **told).status_code == 302
    visit = any_desk.visit("manager")
    code = codes_in(visit.get("/prese-in-carico"), "PIC")[0]
    said = words_of(visit.get(f"/pratiche/{code}"))
    assert "Regola: After Care, versione 1." in said and "In accompagnamento" in said


def test_the_case_says_what_is_missing_and_it_is_mended_there(desk: Desk) -> None:
    use(desk, "lgnet2")
    desk.new_case(**INFORMED, **AGREED)
    visit = desk.visit("manager")
    code = codes_in(visit.get("/prese-in-carico"), "PIC")[0]
    assert "da sapere Vive una grave vulnerabilità" in words_of(visit.get(f"/pratiche/{code}"))
    typed = {"permit": "special", "reception": "left", "emergency": "yes", "vulnerable_none": "1"}
    assert visit.send(f"/pratiche/{code}/requisiti", typed).status_code == 302
    assert "no Vive una grave vulnerabilità" in words_of(visit.get(f"/pratiche/{code}"))
    with desk.site.database.reading() as tx:
        known = standing_of(tx, case(tx, desk.dossier(code).id))
    assert known == Standing("special", reception="left", emergency="yes", vulnerabilities=())


@pytest.mark.parametrize(
    "typed",
    [
        {"permit": "boh"},
        {"permit": "none", "permit_until": "2027-01-01"},
        {"permit_until": "mai"},
        {"vulnerable_none": "1", "vulnerable_illness": "1"},
    ],
)
def test_bad_input_changes_nothing(desk: Desk, typed: dict[str, str]) -> None:
    use(desk, "lgnet2")
    dossier = desk.dossier(desk.new_case().location.rpartition("/")[2])
    assert desk.visit("manager").send(f"/pratiche/{dossier.code}/requisiti", typed).status_code == 422
    with desk.site.database.reading() as tx:
        assert standing_of(tx, case(tx, dossier.id)) == Standing()


@pytest.mark.parametrize(("who", "status"), [("manager", 302), ("administrator", 302), ("worker", 403)])
def test_only_who_manages_the_network_chooses_its_rules(desk: Desk, who: str, status: int) -> None:
    address = f"/enti/{desk.cast.organisations['network']}/regole"
    assert "LGNet2" in words_of(desk.visit(who).get(address))
    assert desk.visit(who).send(address, {"target": "lgnet2", "scale": "sostegno"}).status_code == status
    with desk.site.database.reading() as tx:
        chosen = tx.get_one(Network, desk.cast.organisations["network"])
        assert (chosen.target_rule, chosen.scale) == (("lgnet2", "sostegno") if status == 302 else ("", ""))


def test_a_case_is_opened_from_a_facility_with_its_ente_gestore(desk: Desk) -> None:
    use(desk, "mano_a_mano")
    keeper = str(desk.cast.organisations["cooperative"])
    told = {"permit": "asylum_request", "reception": "hosted", "facility": "Casa Provaporto", "keeper": keeper}
    opened = desk.new_case(**INFORMED, **AGREED, **told)
    said = words_of(desk.visit("manager").get(opened.location))
    assert "Casa Provaporto, ente gestore Ente cooperative" in said and "Comune Lecco" in said
    code = opened.location.rpartition("/")[2]
    assert "Provaporto" not in desk.visit("officer").get(f"/pratiche/{code}").text


@pytest.mark.parametrize("wrong", [{"reception": "left", "facility": "Casa"}, {"reception": "hosted", "keeper": "999"}])
def test_a_facility_is_only_of_who_lives_in_one_and_run_by_a_member(desk: Desk, wrong: dict[str, str]) -> None:
    use(desk, "mano_a_mano")
    assert desk.new_case(**INFORMED, **AGREED, **wrong).status_code == 422
