"""The health part of a case: read by who follows it and by the health workers there, and shown nowhere to others."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from governance.beneficiaries import Identity
from governance.event_logs import events
from governance.history import lines_of
from governance.lists import Filter, caseload, waiting_for
from governance.notices import Notice
from tests.databases import copied
from tests.withstand.apart import CANARIES, FILE, KIND, NOTE, WORDS, Apart, part
from workflows.beginnings import NOT_OF_HEALTH
from workflows.event_log_forms import write_csv, write_xes
from workflows.messages import message_of


@pytest.fixture
def apart(migrated: Path, tmp_path: Path) -> Iterator[Apart]:
    """A case with a health part, on a copy of its own."""
    with copied(migrated, tmp_path / "desk") as database:
        yield part(database)


def found_in(text: str) -> list[str]:
    return [each for each in CANARIES if each in text]


def test_who_follows_the_case_and_a_health_worker_of_the_same_body_read_it(apart: Apart) -> None:
    for name in ("manager", "nurse", "both"):
        case = apart.desk.visit(name).get(f"/pratiche/{apart.case.code}").text
        need = apart.desk.visit(name).get(f"/pratiche/{apart.need.code}").text
        assert (NOTE in case, FILE in case, WORDS in need) == (True, True, True), name


def test_a_health_worker_who_is_nothing_else_does_not_read_the_social_part(apart: Apart) -> None:
    page = apart.desk.visit("nurse").get(f"/pratiche/{apart.case.code}").text
    assert "Cerca casa." not in page and NOTE in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["social", "colleague", "case_head", "officer"])
def test_no_page_file_export_or_search_shows_it_to_anybody_else(apart: Apart, name: str) -> None:
    about, elsewhere = apart.about_it(name), apart.elsewhere(name)
    assert "Nucleo di Lecco" in about or name == "officer"
    assert found_in(about + elsewhere) == [] and [each for each in KIND if each in about] == []


@pytest.mark.slow
def test_the_same_pages_show_it_to_who_follows_the_case(apart: Apart) -> None:
    about = apart.about_it("manager")
    assert found_in(about) == list(CANARIES) and [each for each in KIND if each in about] == list(KIND)


def test_to_a_colleague_the_need_and_its_referral_are_not_there_at_all(apart: Apart) -> None:
    visit = apart.desk.visit("social")
    assert [visit.get(f"/pratiche/{code}").status_code for code in apart.codes()] == [404, 404]
    pages = "".join(
        visit.get(each).text for each in ("/oggi", "/invii", "/invii/elenco.csv", f"/pratiche/{apart.case.code}")
    )
    assert [code for code in apart.codes() if code in pages] == []
    with apart.desk.site.database.reading() as tx:
        actor = apart.desk.cast.actor(tx, "social")
        listed = {each.code for each in caseload(tx, actor, Filter()).rows}
        assert listed.isdisjoint(apart.codes()) and apart.case.code in listed and waiting_for(tx, actor) == []


def test_the_head_and_the_network_know_that_it_is_there_and_at_what_stage(apart: Apart) -> None:
    for name in ("case_head", "colleague"):
        page = apart.desk.visit(name).get(f"/pratiche/{apart.need.code}")
        assert page.status_code == 200 and "vedi a che punto è" in page.text


def test_a_file_of_the_health_part_is_downloaded_at_no_other_address(apart: Apart) -> None:
    for name, status in (("manager", 200), ("nurse", 200), ("social", 404), ("case_head", 404)):
        visit = apart.desk.visit(name)
        manager = apart.desk.visit("manager").get(f"/pratiche/{apart.case.code}").text
        address = manager.split(f'href="/pratiche/{apart.case.code}/salute/')[1].split('"')[0]
        assert visit.get(f"/pratiche/{apart.case.code}/salute/{address}").status_code == status, name
        assert visit.get(f"/pratiche/{apart.case.code}/allegati/{address}").status_code != 200, name


def test_a_colleague_neither_opens_a_need_about_health_nor_writes_of_it(apart: Apart) -> None:
    visit = apart.desk.visit("social")
    form = visit.get(f"/pratiche/{apart.case.code}/bisogni/nuovo").text
    assert "psychological_support" not in form and "housing_search" in form
    refused = visit.send(
        f"/pratiche/{apart.case.code}/bisogni/nuovo", {"category": "psychological_support", "description": "Prova."}
    )
    written = visit.send(f"/pratiche/{apart.case.code}/salute", {"health_note": "Prova."})
    assert (refused.status_code, written.status_code) == (422, 404)
    assert NOT_OF_HEALTH.startswith("Un bisogno di salute lo apre chi segue")


def test_a_colleague_is_told_the_same_whether_there_is_a_health_part_or_not(apart: Apart) -> None:
    family = Identity("Bruna", "Altrafamiglia", "reference", "1971-02-03")
    bare = apart.desk.cast.case(apart.desk.site.database.now(), family)
    said = [
        "se c'è una parte sanitaria"
        in apart.desk.visit("social").get(f"/pratiche/{each.code}").text.replace("&#39;", "'")
        for each in (apart.case, bare)
    ]
    assert said == [True, True]


def test_a_score_of_health_is_neither_shown_nor_asked_of_a_colleague(apart: Apart) -> None:
    for name, there in (("manager", True), ("social", False)):
        visit = apart.desk.visit(name)
        form = visit.get(f"/pratiche/{apart.case.code}/valutazione").text
        shown = visit.get(f"/pratiche/{apart.case.code}").text
        assert ("score_health" in form, '<th scope="row">Salute</th>' in shown) == (there, there), name
        assert '<th scope="row">Abitare</th>' in shown


def test_the_timeline_of_the_household_leaves_it_out(apart: Apart) -> None:
    for name, there in (("manager", True), ("social", False)):
        page = apart.desk.visit(name).get(f"/nuclei/{apart.case.code}").text
        assert ("parte sanitaria" in page, apart.need.code in page) == (there, there), name


def test_the_event_log_does_not_say_which_notes_are_about_health(apart: Apart) -> None:
    database, table, xes = apart.desk.site.database, StringIO(), StringIO()
    write_csv(events(database), table)
    write_xes(events(database), xes)
    with database.reading() as tx:
        assert "health_note" in {line.move for line in lines_of(tx, apart.case.id)}
    assert "health_note" not in table.getvalue() + xes.getvalue() and found_in(table.getvalue() + xes.getvalue()) == []


def test_no_message_goes_to_a_colleague_or_says_what_it_is_about(apart: Apart) -> None:
    scene = apart.desk.cast
    scene.move(apart.referral.id, "request_info", "intake", apart.desk.site.database.now(), reason="Quando può venire?")
    with apart.desk.site.database.reading() as tx:
        about = [each for each in tx.scalars(select(Notice)) if each.dossier_id in (apart.need.id, apart.referral.id)]
        told = {each.person_id for each in about}
        words = "\n".join("\n".join(message_of(tx, each, "https://esempio.invalid")) for each in about)
    assert scene.people["manager"] in told and told.isdisjoint({scene.people["social"]})
    assert found_in(words) == []


def test_where_the_case_passes_to_a_colleague_its_health_part_passes_with_it(apart: Apart) -> None:
    now = apart.desk.site.database.now()
    apart.desk.cast.move(apart.case.id, "hand_over", "manager", now, new_owner=str(apart.desk.cast.people["social"]))
    taken, left = apart.desk.visit("social"), apart.desk.visit("colleague")
    assert NOTE in taken.get(f"/pratiche/{apart.case.code}").text
    assert [taken.get(f"/pratiche/{code}").status_code for code in apart.codes()] == [200, 200]
    assert WORDS in taken.get(f"/pratiche/{apart.need.code}").text
    assert NOTE not in left.get(f"/pratiche/{apart.case.code}").text


def test_a_need_that_turns_out_to_be_about_health_is_set_apart_with_its_referrals(apart: Apart) -> None:
    scene, now = apart.desk.cast, apart.desk.site.database.now()
    need = scene.need(apart.case, now, "community_life")
    social, visit = apart.desk.visit("social"), apart.desk.visit("manager")
    assert social.get(f"/pratiche/{need.code}").status_code == 200
    form = {"category": "health_support", "description": "Serve altro.", "revision": "1", "key": "turn"}
    assert visit.send(f"/pratiche/{need.code}/modifica", form).status_code == 302
    assert social.get(f"/pratiche/{need.code}").status_code == 404


def test_the_recipient_reads_what_was_written_to_it(apart: Apart) -> None:
    page = apart.desk.visit("intake").get(f"/pratiche/{apart.referral.code}").text
    assert WORDS in page and NOTE not in page


@pytest.mark.parametrize("address", ["/invii?area=health", "/invii?area=health&chi=altri", "/invii?area=health&chi=me"])
def test_no_filter_tells_which_referral_is_about_health(apart: Apart, address: str) -> None:
    apart.desk.cast.move(apart.referral.id, "request_info", "intake", apart.desk.site.database.now(), reason="Quando?")
    for name in ("case_head", "colleague", "officer", "social"):
        assert apart.referral.code not in apart.desk.visit(name).get(address).text, name
    assert address.endswith("chi=altri") or apart.referral.code in apart.desk.visit("manager").get(address).text
