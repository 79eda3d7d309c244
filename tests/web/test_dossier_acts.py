"""Notes, attachments and what was told by voice: kept once, served as downloads, nobody else's."""

from io import BytesIO

import pytest

from governance.database import Database
from governance.history import lines_of
from governance.notes import attachments_of, notes_of
from tests.web.desk import Desk, sit, words_of
from web.dossier_acts import cleaned_name


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def kept(desk: Desk, code: str) -> tuple[list[str], list[str]]:
    with desk.cast.database.reading() as tx:
        dossier = desk.dossier(code)
        return [text for _, text in notes_of(tx, dossier)], [name for _, name in attachments_of(tx, dossier)]


def test_a_note_and_a_file_are_kept_once_however_often_they_are_sent(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("intake")
    for _ in range(2):
        fields = {"note": "Richiamare giovedì.", "file": (BytesIO(b"%PDF-1"), "../carta <b>.pdf"), "key": "k"}
        assert visit.send(f"/pratiche/{code}/note", fields).status_code == 302
    assert kept(desk, code) == (["Richiamare giovedì."], ["carta _b_.pdf"])


def test_an_attachment_is_only_ever_a_download(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("intake")
    page = b"<script>alert(1)</script>"
    visit.send(f"/pratiche/{code}/note", {"file": (BytesIO(page), "pagina.html"), "key": "k"})
    address = visit.get(f"/pratiche/{code}").text.partition(f"/pratiche/{code}/allegati/")[2].partition('"')[0]
    answer = visit.get(f"/pratiche/{code}/allegati/{address}")
    assert answer.data == page
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert visit.get(f"/pratiche/{code}/allegati/{'0' * 32}").status_code == 404
    assert desk.visit("officer").get(f"/pratiche/{code}/allegati/{address}").status_code == 403
    assert desk.visit("stranger").get(f"/pratiche/{code}/allegati/{address}").status_code == 404


@pytest.mark.parametrize("fields", [{}, {"note": "  "}, {"note": "x" * 10_000}, {"file": (b"", "vuoto.txt")}])
def test_nothing_too_much_or_an_empty_file_is_refused_in_words(desk: Desk, fields: dict[str, object]) -> None:
    code = desk.cast.sent().code
    sent = {name: (BytesIO(b""), "vuoto.txt") if name == "file" else value for name, value in fields.items()}
    answer = desk.visit("intake").send(f"/pratiche/{code}/note", {**sent, "key": "k"})
    assert answer.status_code == 422
    assert "da correggere" in answer.text
    assert kept(desk, code) == ([], [])


def test_who_may_not_write_adds_nothing(desk: Desk) -> None:
    code = desk.cast.sent().code
    statuses = [
        desk.visit(who).send(f"/pratiche/{code}/note", {"note": "Ciao.", "key": who}).status_code
        for who in ("officer", "stranger")
    ]
    assert statuses == [403, 404]
    assert kept(desk, code) == ([], [])


def test_what_was_told_by_voice_leaves_the_list(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("manager")
    worker = str(desk.cast.people["worker"])
    desk.cast.move(referral.id, "accept", "intake", desk.cast.database.now(), worker=worker)
    assert "Da dire alla persona a voce" in words_of(visit.get("/oggi"))
    answer = visit.send(f"/pratiche/{referral.code}/a-voce", {"key": "k", "next": "/oggi"})
    assert answer.location == "/oggi"
    assert "Da dire alla persona a voce" not in words_of(visit.get("/oggi"))
    with desk.cast.database.reading() as tx:
        assert lines_of(tx, referral.id)[-1].move == "tell"


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("C:\\Documenti\\carta.pdf", "carta.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egpj.exe", "a_b_gpj.exe"),
        ("", "allegato"),
        ("..", "allegato"),
        ("é" * 300 + ".docx", "é" * 115 + ".docx"),
        ("senza punto", "senza punto"),
    ],
)
def test_a_file_name_keeps_only_what_is_harmless(desk: Desk, given: str, cleaned: str) -> None:
    with desk.site.app.test_request_context():
        assert cleaned_name(given) == cleaned
