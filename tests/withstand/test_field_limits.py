"""Field limits: what a protocol does not let pass shows nowhere to the recipient: pages, files, exports, messages."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from governance.beneficiaries import Identity, add_beneficiary
from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.notices import Notice
from governance.protocols import protocol
from tests.databases import copied
from tests.web.desk import Desk, sit
from tests.web.site import Visit
from tests.withstand.crawling import path_of, routes, words_in
from tests.withstand.neighbourhood import plain
from workflows.messages import message_of
from workflows.packets import FIELDS
from workflows.papers import make_documents

PERSON = Identity("Zefirina", "Canarinoceleste", "reference", "1937-05-01", "QQ7654321", "+39 111 2223334", "arabo")
TUTOR = Identity("Tullio", "Guardianoverde", "guardian", phone="+39 999 8887776", guardianship="tutor")
CANARIES = {
    "name": ("Zefirina", "Canarinoceleste"),
    "birth_year": ("1937",),
    "contact": ("111 2223334",),
    "household": ("7 persone",),
    "guardian": ("Guardianoverde", "999 8887776"),
}
CHILD = Identity("Mainominato", "Canarinoceleste", "child", "2019-01-01")
NEVER = ("QQ7654321", "Mainominato", "05-01", "01/05/1937", "Situazione riservata")
"""What no protocol lets pass."""


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast at work."""
    with copied(migrated, tmp_path / "desk") as database:
        yield sit(database)


def sent_with(desk: Desk, *fields: str) -> Dossier:
    """A referral sent and accepted under a protocol that lets these fields pass, its letters made."""
    scene, now = desk.cast, desk.site.database.now()
    with desk.site.database.transaction(now) as tx:
        protocol(tx, scene.protocol_id).fields = list(fields)
    case = scene.case(now, PERSON)
    with desk.site.database.transaction(now) as tx:
        for each in (TUTOR, *[CHILD] * 6):
            add_beneficiary(tx, case.household_id, each)
    sent = scene.referral(scene.need(case, now), now)
    scene.move(sent.id, "submit", "manager", now)
    scene.move(sent.id, "accept", "intake", now, worker=str(scene.people["worker"]))
    make_documents(desk.site.database)
    return sent


def shown(desk: Desk, sent: Dossier) -> str:
    """Everything the recipient can open: its pages, letters, exports and searches, as words."""
    visit = desk.visit("worker")
    arguments = {
        **plain(desk), "code": sent.code, "move": "record_contact", "document_id": 1, "digest": "0" * 32,
        "consent_id": 1, "beneficiary_id": 1, "mandate_id": 1, "representation_id": 1, "desk_id": 1, "token": "x",
        "number": 1,
    }  # fmt: skip
    app = desk.site.app
    rules = [*routes(app, "GET", with_code=True), *routes(app, "GET", with_code=False)]
    pages = [words_in(visit.get(path_of(rule, arguments))) for rule in rules]
    return "\n".join([*pages, *_letters(desk, visit, sent), visit.send(f"/pratiche/{sent.code}/identita", {}).text])


def _letters(desk: Desk, visit: Visit, sent: Dossier) -> Iterator[str]:
    with desk.site.database.reading() as tx:
        keys = [each.id for each in documents_of(tx, sent.id)]
    for key in keys:
        answer = visit.send(f"/pratiche/{sent.code}/documenti/{key}", {})
        with ZipFile(BytesIO(answer.data)) as file:
            yield "\n".join(file.read(name).decode(errors="ignore") for name in file.namelist() if "xml" in name)


def canaries_in(text: str, fields: tuple[str, ...]) -> list[str]:
    return [word for field in fields for word in CANARIES[field] if word in text]


@pytest.mark.parametrize("field", ["", *(pytest.param(each, marks=pytest.mark.slow) for each in FIELDS)])
def test_only_the_field_that_is_let_pass_is_shown(desk: Desk, field: str) -> None:
    sent = sent_with(desk, *([field] if field else []))
    text = shown(desk, sent)
    assert canaries_in(text, tuple(each for each in FIELDS if each != field)) == []
    assert [word for word in NEVER if word in text] == []
    if field:
        assert canaries_in(text, (field,))


def test_no_message_to_anybody_carries_a_field(desk: Desk) -> None:
    sent_with(desk, *FIELDS)
    with desk.site.database.reading() as tx:
        told = ["\n".join(message_of(tx, each, "https://esempio.invalid")) for each in tx.scalars(select(Notice))]
    assert told and canaries_in("\n".join(told), FIELDS) == []


def test_a_name_that_was_not_given_is_not_found(desk: Desk) -> None:
    sent = sent_with(desk, "contact")
    answer = desk.visit("worker").send("/prese-in-carico/cerca", {"words": "Canarinoceleste"})
    assert sent.code not in answer.text


def test_the_sender_still_reads_everything(desk: Desk) -> None:
    sent = sent_with(desk)
    answer = desk.visit("manager").send(f"/pratiche/{sent.code}/identita", {})
    assert "Zefirina Canarinoceleste" in answer.text
