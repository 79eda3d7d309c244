import re

import pytest

from governance.actors import SYSTEM
from governance.pathway_versions import pathway_version
from tests.web.desk import Desk
from tests.workflows.loans import spoilt
from workflows.grounds import Ground
from workflows.publishing import Written, keep_draft, mark_tried, publish_draft, retire
from workflows.shipped_drafts import shipped_drafts

STRANGE = spoilt(("label: {it: Prestito}", 'label: {it: "<script>Prestito</script>"}'))


@pytest.fixture
def tried(one_desk: Desk) -> Desk:
    """The desk with a draft to be tried."""
    with one_desk.cast.database.transaction() as tx:
        keep_draft(tx, Written(STRANGE), SYSTEM)
    return one_desk


def page(desk: Desk, path: str, who: str = "worker") -> str:
    answer = desk.visit(who).get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def test_a_published_pathway_is_walked_by_following_its_buttons(tried: Desk) -> None:
    first = page(tried, "/percorsi/referral/prova")
    link = re.search(r'href="([^"]+create[^"]+)"', first)
    assert link is not None and "Nuovo invio" in first
    second = page(tried, link[1].replace("&amp;", "&"))
    assert "Fase: Bozza" in second and "Bozza ferma" in second


def test_messages_and_papers_that_would_leave_are_shown(tried: Desk) -> None:
    walk = "0.create.worker@sender~0.submit.worker@sender"
    shown = page(tried, f"/percorsi/referral/prova?passi={walk}")
    assert "Partirebbe un messaggio a: accoglienza degli invii" in shown
    assert "Si preparerebbe: lettera di invio" in shown


def test_each_role_sees_its_own_buttons(tried: Desk) -> None:
    walk = "passi=0.create.worker@sender~0.submit.worker@sender"
    seen = page(tried, f"/percorsi/referral/prova?{walk}&ruolo=intake@recipient")
    assert "Prendi visione" in seen and "Ritira" not in seen.split("Fai passare")[0].split("Pulsanti")[1]


def test_time_passes_and_timers_fire(tried: Desk) -> None:
    walk = "0.create.worker@sender~0.submit.worker@sender~20160.."
    assert "Scaduta senza risposta" in page(tried, f"/percorsi/referral/prova?passi={walk}&da=2026-11-23")


def test_the_way_walked_is_drawn_on_the_pathway(tried: Desk) -> None:
    walk = "0.create.worker@sender~0.submit.worker@sender"
    assert "Inviata: è qui. Strada fatta: Bozza, Inviata." in page(tried, f"/percorsi/referral/prova?passi={walk}")


def test_a_requirement_that_nobody_implemented_yet_is_said_to_be_one(tried: Desk) -> None:
    walk = "0.request.worker@sender"
    assert "«unit_free» (ancora da scrivere)" in page(tried, f"/percorsi/housing_stay/prova?passi={walk}")


def test_walking_writes_nothing(tried: Desk) -> None:
    page(tried, "/percorsi/loan/prova?passi=0.ask.worker@sender")
    with tried.cast.database.reading() as tx:
        stored = pathway_version(tx, "loan", 1)
        assert stored is not None and stored.status == "draft"


def test_a_label_with_markup_is_text(tried: Desk) -> None:
    assert "<script>Prestito" not in page(tried, "/percorsi/loan/prova")


def test_an_administrator_marks_a_draft_as_tried(tried: Desk) -> None:
    path = "/percorsi/loan/prova?versione=1"
    assert "Segna come provato" not in page(tried, path)
    assert tried.visit("worker").send(path, {}).status_code == 403
    assert tried.visit("administrator").send(path, {}).status_code == 302
    assert "provato" in page(tried, path)


@pytest.mark.parametrize("query", ["passi=x", "versione=x", "versione=9", "passi=5..~4.."])
def test_an_address_nobody_made_is_not_found(tried: Desk, query: str) -> None:
    assert tried.visit("worker").get(f"/percorsi/referral/prova?{query}").status_code == 404


def test_drafts_that_come_with_raccordo_are_listed_with_what_they_lack_and_can_be_walked(tried: Desk) -> None:
    shown = page(tried, "/percorsi")
    assert "Bozze da provare" in shown
    for draft in shipped_drafts():
        assert draft.pathway.label.it in shown and draft.absent
        first = page(tried, f"/percorsi/{draft.name}/prova?versione={draft.version}")
        assert "Pulsanti che vede" in first and draft.absent[0].replace("'", "&#39;") in first


def test_a_draft_that_lacks_parts_is_not_marked_as_tried(tried: Desk) -> None:
    draft = shipped_drafts()[0]
    path = f"/percorsi/{draft.name}/prova?versione={draft.version}"
    answer = tried.visit("administrator").send(path, {})
    assert answer.status_code == 422 and "mancano ancora delle parti" in answer.text


def test_the_life_of_every_version_says_who_and_why(tried: Desk) -> None:
    with tried.cast.database.transaction() as tx:
        administrator = tried.cast.actor(tx, "administrator")
        mark_tried(tx, "loan", 1, administrator)
        publish_draft(tx, "loan", 1, administrator, Ground("Deciso dal tavolo"))
        retire(tx, "loan", 1, administrator, Ground("Sostituito"))
    shown = page(tried, "/percorsi")
    assert "loan@1" in shown and "Deciso dal tavolo" in shown and "Administrator Inventati: Sostituito" in shown
