"""One document for every party: all that can be made is made once, whatever dies on the way, and the rest is told."""

import shutil
from datetime import timedelta

import pytest

from governance import bulk_jobs, documents, templates
from governance.actors import SYSTEM
from governance.bulk_jobs import DONE, FAILED, WAITING, Item
from governance.database import Database
from governance.dossiers import Dossier
from governance.notices import notices_for
from governance.organisations import Organisation
from tests.agreed import PARTIES, complete
from tests.cast import MONDAY, Cast, cast
from tests.document_templates.making import text_of, word_file
from tests.needs import needed
from tests.web.counting import statements
from workflows.issuing.batches import next_batch, write_batch
from workflows.issuing.bulk import Order, carry_on, carry_on_all, order
from workflows.issuing.by_hand import Issue, issue, prepare_party
from workflows.papers import make_documents
from workflows.papers.agreements import agreement_of
from workflows.situations import situation_of

NAME, REASON = "accession", "Gli atti di approvazione arrivano a parte."


@pytest.fixture
def scene(database: Database) -> Cast:
    made = cast(database)
    complete(made)
    with database.transaction(MONDAY) as tx:
        issue(tx, Issue(made.protocol_id, "protocol_text", made.actor(tx, "manager"), reason=REASON))
    make_documents(database)
    return made


def ordered(scene: Cast, with_pdf: bool = False, key: str = "") -> int:
    with scene.database.transaction(MONDAY) as tx:
        parties = [scene.organisations[name] for name in PARTIES]
        wanted = Order(scene.protocol_id, NAME, parties, with_pdf, REASON, key=key)
        return order(tx, scene.actor(tx, "manager"), wanted)


def items(scene: Cast, job_id: int) -> list[Item]:
    with scene.database.reading() as tx:
        return bulk_jobs.items_of(tx, job_id)


def statuses(scene: Cast, job_id: int) -> list[str]:
    return [each.status for each in items(scene, job_id)]


def made(scene: Cast) -> list[tuple[int | None, int]]:
    with scene.database.reading() as tx:
        found = documents.documents_of(tx, scene.protocol_id)
        return sorted((each.about_id, each.version) for each in found if each.name == NAME)  # type: ignore[type-var]


def test_every_party_receives_its_own_document(scene: Cast) -> None:
    job_id = ordered(scene)
    assert carry_on(scene.database, job_id)
    assert statuses(scene, job_id) == [DONE] * 4
    with scene.database.reading() as tx:
        dossier = tx.get_one(Dossier, scene.protocol_id)
        for item in bulk_jobs.items_of(tx, job_id):
            found = documents.document_bytes(tx, dossier, item.document_id or 0)
            assert found and f"{tx.get_one(Organisation, item.about_id).name} dichiara" in text_of(found[1])


def test_a_repeated_request_is_the_same_job(scene: Cast) -> None:
    assert ordered(scene, key="k") == ordered(scene, key="k")


def test_who_lacks_something_is_told_with_the_reason_and_the_rest_is_done(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Organisation, scene.organisations["group"]).tax_code = None
    job_id = ordered(scene)
    carry_on(scene.database, job_id)
    assert statuses(scene, job_id) == [DONE, DONE, DONE, FAILED]
    assert items(scene, job_id)[-1].reason == "Manca il codice fiscale di chi aderisce."


def test_what_failed_is_tried_again_and_what_is_done_stays(scene: Cast) -> None:
    test_who_lacks_something_is_told_with_the_reason_and_the_rest_is_done(scene)
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Organisation, scene.organisations["group"]).tax_code = "00000000099"
        [job] = bulk_jobs.jobs_of(tx, scene.protocol_id)
        assert bulk_jobs.try_again(tx, job) == 1
    assert carry_on(scene.database, job.id)
    assert statuses(scene, job.id) == [DONE] * 4
    assert made(scene) == sorted((scene.organisations[name], 1) for name in PARTIES)


def test_a_process_that_dies_between_batches_leaves_a_job_that_goes_on(scene: Cast) -> None:
    job_id = ordered(scene)
    with scene.database.transaction() as tx:
        held = bulk_jobs.lease(tx, job_id, None)
        assert held
    for _batch in range(2):
        found = next_batch(scene.database, job_id, 1)
        with scene.database.transaction() as tx:
            held = bulk_jobs.lease(tx, job_id, held)
            write_batch(tx, job_id, found)
    next_batch(scene.database, job_id, 1)  # rendered, and lost with the process
    assert statuses(scene, job_id) == [DONE, DONE, WAITING, WAITING]
    assert carry_on_all(scene.database) == 0
    with scene.database.transaction() as tx:
        tx.get_one(bulk_jobs.Job, job_id).leased_until = tx.now - timedelta(seconds=1)
    assert carry_on_all(scene.database) == 1
    assert statuses(scene, job_id) == [DONE] * 4
    assert made(scene) == sorted((scene.organisations[name], 1) for name in PARTIES)


def test_two_processes_do_not_work_on_one_job(scene: Cast) -> None:
    job_id = ordered(scene)
    with scene.database.transaction() as tx:
        assert bulk_jobs.lease(tx, job_id, None)
    assert not carry_on(scene.database, job_id)
    assert statuses(scene, job_id) == [WAITING] * 4


def test_an_item_is_settled_once(scene: Cast) -> None:
    [item, *_others] = items(scene, ordered(scene))
    with scene.database.transaction() as tx:
        assert bulk_jobs.settle_item(tx, item.id, FAILED, "prima")
        assert not bulk_jobs.settle_item(tx, item.id, DONE)
    assert items(scene, item.job_id)[0].reason == "prima"


def test_a_finished_job_is_told_once_by_mail_and_among_the_news(scene: Cast) -> None:
    job_id = ordered(scene)
    carry_on(scene.database, job_id)
    assert not carry_on(scene.database, job_id)
    with scene.database.reading() as tx:
        told = [each for each in notices_for(tx, scene.people["manager"]) if each.what == "papers"]
        assert [each.dossier_id for each in told] == [scene.protocol_id, None]
        assert "pronti 4, non riusciti 0" in told[1].words and told[1].address == "manager@esempio.invalid"


def test_a_template_that_comes_into_use_meanwhile_makes_the_batch_anew(scene: Cast) -> None:
    job_id = ordered(scene)
    stale = next_batch(scene.database, job_id)
    with scene.database.transaction(MONDAY) as tx:
        manager, network = scene.actor(tx, "manager"), scene.organisations["network"]
        template = templates.add_template(tx, manager, network, NAME, word_file("Della rete: {{ applicant.name }}"))
        templates.propose(tx, manager, template)
        templates.publish(tx, scene.actor(tx, "colleague"), template)
    with scene.database.transaction(MONDAY) as tx:
        write_batch(tx, job_id, stale)
    assert statuses(scene, job_id) == [WAITING] * 4
    carry_on(scene.database, job_id)
    with scene.database.reading() as tx:
        dossier, item = tx.get_one(Dossier, scene.protocol_id), bulk_jobs.items_of(tx, job_id)[0]
        found = documents.document_bytes(tx, dossier, item.document_id or 0)
        assert found and text_of(found[1]) == "Della rete: Ente plan_office"


@pytest.mark.slow
def test_the_pdfs_are_made_in_one_call_and_kept(scene: Cast) -> None:
    needed(shutil.which("soffice"), "LibreOffice")
    job_id = ordered(scene, with_pdf=True)
    carry_on(scene.database, job_id)
    with scene.database.reading() as tx:
        dossier, job = tx.get_one(Dossier, scene.protocol_id), tx.get_one(bulk_jobs.Job, job_id)
        kept = list(bulk_jobs.pdfs_of(tx, dossier, job_id).values())
        assert [each[:5] for each in kept] == [b"%PDF-"] * 4
        assert (job.pdfs_done, job.fault) == (4, "")


def test_without_libreoffice_the_documents_are_there_and_the_job_says_why_no_pdf_is(
    scene: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    job_id = ordered(scene, with_pdf=True)
    assert carry_on(scene.database, job_id)
    with scene.database.reading() as tx:
        job = tx.get_one(bulk_jobs.Job, job_id)
        assert job.finished_at and "LibreOffice" in job.fault
    assert statuses(scene, job_id) == [DONE] * 4


def test_preparing_more_parties_asks_the_database_nothing_more(scene: Cast) -> None:
    sent = []
    for parties in (PARTIES[:1], PARTIES):
        with scene.database.reading(MONDAY) as tx, statements(scene.database) as sending:
            situation = situation_of(tx, tx.get_one(Dossier, scene.protocol_id), SYSTEM)
            agreement = agreement_of(situation)
            for name in parties:
                prepare_party(agreement, NAME, scene.organisations[name])
        sent.append(len(sending))
    assert sent[0] == sent[1]
