"""Filters of caseload and inbox: each finds what it says, keeps to the address, and tells nobody what is hidden."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import FAMILY, LECCO, MONDAY, MONZA
from tests.web.counting import statements
from tests.web.desk import Desk, codes_in, words_of


def seen(desk: Desk, path: str, prefix: str, who: str = "manager") -> list[str]:
    answer = desk.visit(who).get(path)
    assert answer.status_code == 200
    return codes_in(answer, prefix)


@pytest.mark.parametrize(("filters", "found"), [
    ("territorio=lecco", True), (f"territorio={LECCO}", True), (f"territorio={MONZA}", False),
    ("territorio=monza", False), ("area=housing", True), ("area=work", False), ("segue=io", True),
    ("segue={consortium}", True), ("ritardo=si", False), ("fase=open&area=housing&territorio=lecco&segue=io", True),
])  # fmt: skip
def test_each_filter_of_the_caseload_finds_what_it_says(any_desk: Desk, filters: str, found: bool) -> None:
    case = any_desk.cast.case()
    any_desk.cast.need(case)
    path = f"/prese-in-carico?{filters.format(**any_desk.cast.organisations)}"
    assert seen(any_desk, path, "PIC") == ([case.code] if found else [])


@pytest.mark.parametrize(("filters", "found"), [
    ("territorio=lecco", True), ("territorio=monza", False), ("area=housing", True), ("area=work", False),
    ("urgenza=ordinary", True), ("urgenza=urgent", False), ("ritardo=si", False), ("chi=altri&territorio=lecco", True),
    ("chi=altri&territorio=monza", False), ("chi=altri&area=work", False), ("vista=bacheca&area=housing", True),
])  # fmt: skip
def test_each_filter_of_the_inbox_finds_what_it_says(any_desk: Desk, filters: str, found: bool) -> None:
    code = any_desk.cast.sent().code
    assert seen(any_desk, f"/invii?{filters}", "INV") == ([code] if found else [])


def test_what_is_late_is_found_once_it_is_late(desk: Desk) -> None:
    code = desk.cast.sent().code
    desk.site.database.moved_by = MONDAY + timedelta(days=3) - datetime.now(UTC)
    assert seen(desk, "/invii?ritardo=si", "INV") == seen(desk, "/invii?ritardo=si&chi=me", "INV", "intake") == [code]


def test_a_filter_tells_nobody_of_needs_they_may_not_read(desk: Desk) -> None:
    case = desk.cast.case()
    desk.cast.need(case)
    assert seen(desk, "/prese-in-carico", "PIC", "officer") == [case.code]
    assert seen(desk, "/prese-in-carico?area=housing", "PIC", "officer") == []
    assert seen(desk, "/prese-in-carico?territorio=lecco", "PIC", "officer") == [case.code]


def test_who_received_a_referral_finds_out_no_place_by_a_filter(desk: Desk) -> None:
    code = desk.cast.sent().code
    assert seen(desk, "/invii?area=housing", "INV", "intake") == [code]
    assert seen(desk, "/invii?territorio=lecco", "INV", "intake") == []
    assert seen(desk, "/invii?territorio=lecco&chi=me", "INV", "intake") == []


def test_filters_in_use_are_unfolded_and_stay_in_the_address_of_the_files(desk: Desk) -> None:
    desk.cast.need(desk.cast.case())
    page = desk.visit("manager").get("/prese-in-carico?area=housing&segue=io").text
    assert '<details class="more-filters" open>' in page
    assert "area=housing" in page.partition("elenco.csv")[2].partition('"')[0]
    assert "PIC-" in desk.visit("manager").get("/prese-in-carico/elenco.csv?area=housing").text
    assert "PIC-" not in desk.visit("manager").get("/prese-in-carico/elenco.csv?area=work").text


@pytest.mark.parametrize("filters", ["territorio=<b>", "area=x", "segue=999999", "segue=-1", "ritardo=forse"])
def test_a_filter_that_was_never_offered_counts_as_not_said(desk: Desk, filters: str) -> None:
    case = desk.cast.case()
    assert seen(desk, f"/prese-in-carico?{filters}", "PIC") == [case.code]


def test_nothing_found_says_so_and_leads_back(desk: Desk) -> None:
    desk.cast.case()
    assert "Nessuna presa in carico risponde a questi filtri" in words_of(
        desk.visit("manager").get("/prese-in-carico?territorio=monza")
    )


def test_a_narrowed_list_takes_the_same_statements_for_any_number(desk: Desk) -> None:
    counts = []
    for name in ("Provauno", "Inventadue"):
        desk.cast.need(desk.cast.case(family=replace(FAMILY, family_name=name, document=name)))
        visit = desk.visit("manager")
        visit.get("/prese-in-carico?area=housing&territorio=lecco&segue=io")
        with statements(desk.site.database) as made:
            visit.get("/prese-in-carico?area=housing&territorio=lecco&segue=io")
        counts.append(len(made))
    assert counts[0] == counts[1]
