"""A desk: the cast at work on the pages on a Monday morning, each in a browser without a screen."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from werkzeug.test import TestResponse

from governance.database import Database
from governance.dossiers import Dossier, by_code
from tests.cast import LECCO, MONDAY, Cast, cast
from tests.web.site import Site, Visit, hidden
from web.app import create_app

CASE = {
    "people": "1",
    "municipality": LECCO,
    "given_name_1": "Nadia",
    "family_name_1": "Personainventata",
    "born_on_1": "1988-07-01",
    "situation": "Vive da un'amica.",
}
INFORMED = {
    "informed": "1",
    "notice_version": "rete 1.0",
    "notice_language": "arabo",
    "notice_on": "20/11/2026",
    "notice_channel": "in_person",
}
AGREED = {"agreed": "1", "agreed_for": "any", "agreed_on": "2026-11-20", "agreed_evidence": "signed"}


@dataclass
class Desk:
    """The cast and its site."""

    cast: Cast
    site: Site

    def visit(self, name: str) -> Visit:
        """Somebody's browser, signed in."""
        return self.site.visitor(name)

    def new_case(self, who: str = "manager", **more: str) -> TestResponse:
        """The form of a new case, sent."""
        own = {"network": self.cast.organisations["network"], "organisation": self.cast.organisations["consortium"]}
        return self.visit(who).send("/prese-in-carico/nuova", {**own, **CASE, **more})

    def draft(self, service: str = "housing", case: Any = None) -> tuple[str, str]:
        """A draft begun on the pages; the codes of its need and its own."""
        need = self.cast.need(case or self.cast.case())
        answer = self.visit("manager").send(
            f"/invii/nuovo/{need.code}", {"service": self.cast.services[service], "key": "draft"}
        )
        return need.code, answer.location.split("/")[2]

    def asked(self, code: str, words: str = "Vi chiediamo un colloquio.", urgency: str = "ordinary") -> TestResponse:
        """What is asked, saved on the third step."""
        visit = self.visit("manager")
        revision = hidden(visit.get(f"/invii/{code}/controllo"), "revision")
        return visit.send(
            f"/invii/{code}/controllo", {"request": words, "urgency": urgency, "revision": revision, "key": "ask"}
        )

    def send(self, code: str) -> TestResponse:
        """The draft, sent from the fourth step."""
        visit = self.visit("manager")
        page = visit.get(f"/invii/{code}/lettera")
        revision = hidden(page, "revision") if page.status_code == 200 else "0"
        return visit.send(f"/invii/{code}/lettera", {"revision": revision, "key": "send"})

    def dossier(self, code: str) -> Dossier:
        """The dossier with this code, as it stands."""
        with self.site.database.reading() as tx:
            return by_code(tx, code)


def sit(database: Database) -> Desk:
    """The desk on a migrated database that holds nothing yet."""
    database.settings = replace(database.settings, address="https://localhost")
    database.moved_by = MONDAY - datetime.now(UTC)
    made = cast(database, database.now())
    return Desk(made, Site(database, _app(database), dict(made.organisations), dict(made.people)))


def words_of(answer: TestResponse) -> str:
    """What the page says, without its markup."""
    text = answer.text.split('id="contenuto"')[-1]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("&#39;", "'").replace("&#34;", '"')
    return re.sub(r" ([.,:)])", r"\1", plain)


def codes_in(answer: TestResponse, prefix: str) -> list[str]:
    """The codes of dossiers of a kind that the page shows, once each, in order."""
    return list(dict.fromkeys(re.findall(rf"{prefix}-\w{{4}}-\w{{4}}", answer.text)))


def _app(database: Database) -> Any:
    app = create_app(database)
    app.testing = True
    return app
