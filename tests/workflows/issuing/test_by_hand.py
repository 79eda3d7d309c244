"""Issuing by hand: versions, the history line, what stops it, and the network's own template."""

import pytest

from document_templates.layout import builtin
from governance import documents, templates
from governance.database import Database, Transaction
from governance.documents import Document
from governance.dossiers import Dossier
from governance.errors import Changed, NotPermitted, Unmet
from governance.history import lines_of, texts_of
from tests.agreed import complete
from tests.cast import MONDAY, Cast, cast
from tests.document_templates.making import text_of, word_file
from workflows.issuing.by_hand import Issue, issue
from workflows.papers import make_documents

NAME = "protocol_text"


@pytest.fixture
def scene(database: Database) -> Cast:
    made = cast(database)
    complete(made)
    return made


def issued(scene: Cast, who: str = "manager", reason: str = "Gli atti arrivano a parte.", key: str = "") -> Document:
    with scene.database.transaction(MONDAY) as tx:
        wanted = Issue(scene.protocol_id, NAME, scene.actor(tx, who), reason=reason, key=key)
        made = issue(tx, wanted)
    make_documents(scene.database, [scene.protocol_id])
    return made


def read(tx: Transaction, scene: Cast, document: Document) -> tuple[Document, bytes]:
    found = documents.document_bytes(tx, tx.get_one(Dossier, scene.protocol_id), document.id)
    assert found
    return found


def use(scene: Cast, data: bytes) -> None:
    """Put a template of the network's own to use."""
    with scene.database.transaction(MONDAY) as tx:
        manager, colleague = scene.actor(tx, "manager"), scene.actor(tx, "colleague")
        made = templates.add_template(tx, manager, scene.organisations["network"], NAME, data)
        templates.propose(tx, manager, made)
        templates.publish(tx, colleague, made)


def test_a_document_keeps_bytes_digest_facts_version_and_history(scene: Cast) -> None:
    first, second = issued(scene), issued(scene)
    with scene.database.reading(MONDAY) as tx:
        record, data = read(tx, scene, second)
        assert (first.version, record.version) == (1, 2)
        assert record.digest == documents.digest_of(data) and record.template == builtin(NAME).digest
        assert '"version": 2' in documents.facts_of(tx, record, 0)
        line = lines_of(tx, scene.protocol_id)[-1]
        assert (line.move, line.answers["number"], record.stage_change_id) == ("issue_document", 2, line.id)
        assert texts_of(tx, [line], 0)[line.id] == {"reason": "Gli atti arrivano a parte."}


def test_something_grave_needs_a_written_reason(scene: Cast) -> None:
    with pytest.raises(Unmet, match="Manca l'atto di approvazione"):
        issued(scene, reason="")


def test_something_blocking_stops_it_whatever_the_reason(database: Database) -> None:
    scene = cast(database)
    with pytest.raises(Unmet, match="oggetto"):
        issued(scene)
    with scene.database.reading(MONDAY) as tx:
        assert documents.documents_of(tx, scene.protocol_id) == []


def test_a_repeated_request_issues_once(scene: Cast) -> None:
    assert issued(scene, key="k").id == issued(scene, key="k").id


def test_somebody_who_saw_an_older_revision_is_told(scene: Cast) -> None:
    issued(scene)
    with scene.database.transaction(MONDAY) as tx, pytest.raises(Changed):
        issue(tx, Issue(scene.protocol_id, NAME, scene.actor(tx, "manager"), revision=1, reason="x"))


def test_who_only_takes_part_does_not_issue(scene: Cast) -> None:
    with pytest.raises(NotPermitted):
        issued(scene, who="worker")


def test_the_networks_own_template_is_used_and_remembered(scene: Cast) -> None:
    before = issued(scene)
    use(scene, word_file("Testo della rete: {{ name }}, versione {{ document.version }}"))
    after = issued(scene)
    with scene.database.reading(MONDAY) as tx:
        record, data = read(tx, scene, after)
        assert text_of(data) == "Testo della rete: Protocollo di prova, versione 2"
        assert record.template_id and templates.numbers_of(tx, [record.template_id]) == {record.template_id: 1}
        assert read(tx, scene, before)[0].template_id is None


def test_a_template_that_came_into_use_later_does_not_change_what_was_asked_before(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx:
        asked = issue(tx, Issue(scene.protocol_id, NAME, scene.actor(tx, "manager"), reason="x"))
    use(scene, word_file("Altre parole"))
    make_documents(scene.database)
    with scene.database.reading(MONDAY) as tx:
        assert "Art. 1" in text_of(read(tx, scene, asked)[1])


def test_a_template_that_fails_keeps_its_sentence_and_stops_nobody(scene: Cast) -> None:
    use(scene, word_file("{{ budget }}"))
    failed = issued(scene)
    with scene.database.reading(MONDAY) as tx:
        record = tx.get_one(Document, failed.id)
        assert (record.made_at, record.attempts) == (None, 1)
        assert record.fault and "manca il dato «budget»" in record.fault
