"""Answering on the pages: a referral sent to the group without accounts, its newest address, and both presses."""

from collections.abc import Mapping
from typing import Any

from werkzeug.test import TestResponse

from governance import answer_links
from governance.answer_links import AnswerLink
from governance.dossiers import Dossier
from governance.tables import METADATA
from tests.cast import FAMILY
from tests.web.desk import Desk, words_of
from tests.web.site import Visit, hidden

PRIVATE = (
    FAMILY.given_name,
    FAMILY.family_name,
    FAMILY.phone,
    FAMILY.document,
    "colloquio",
    "alloggio per la famiglia",
)
WHO = {"worker": "La referente"}


def sent(desk: Desk) -> Dossier:
    """A referral sent to the group without accounts, now."""
    return desk.cast.sent(desk.cast.database.now(), service="aid")


def newest(desk: Desk, referral: Dossier) -> AnswerLink:
    """The newest link of a referral."""
    with desk.cast.database.reading() as tx:
        return answer_links.links_of(tx, referral.id)[0]


def path(desk: Desk, referral: Dossier) -> str:
    """The address of the newest link, without the host."""
    with desk.cast.database.reading() as tx:
        return f"/rispondi/{answer_links.signed(tx, answer_links.links_of(tx, referral.id)[0])}"


def rows(desk: Desk) -> str:
    """Every row of every table, as one text."""
    with desk.cast.database.reading() as tx:
        return "".join(str(list(tx.execute(table.select()))) for table in METADATA.sorted_tables)


def confirm(visit: Visit, page: TestResponse, address: str, fields: Mapping[str, Any]) -> TestResponse:
    """The second press, from a page with the summary."""
    names = ("csrf_token", "key", "confirmed")
    return visit.bare(address, {**fields, **{name: hidden(page, name) for name in names}})


def answered(visit: Visit, address: str, move: str, **fields: str) -> TestResponse:
    """Both presses of one act."""
    page = visit.get(f"{address}/{move}")
    assert page.status_code == 200, words_of(page)
    if "confirmed" not in page.text:
        page = visit.bare(
            f"{address}/{move}", {**fields, **{name: hidden(page, name) for name in ("csrf_token", "key")}}
        )
    return confirm(visit, page, f"{address}/{move}", fields)
