"""A small directory for tests: services of invented organisations on real municipalities, and searches in it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from governance.database import Database
from governance.organisations import OrganisationKind, add_organisation
from governance.service_searches import Findings, Wanted, search
from governance.services import Service

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LECCO, MONZA, BARZANO = "097042", "108033", "097006"


@dataclass
class Directory:
    """Keys by name."""

    database: Database
    houses: dict[str, int] = field(default_factory=dict)

    def house(self, name: str, seat: str | None = LECCO, kind: str = "cooperative") -> int:
        """An organisation, made once."""
        if name not in self.houses:
            with self.database.transaction(NOW) as tx:
                self.houses[name] = add_organisation(tx, OrganisationKind(kind), name, seat=seat).id
        return self.houses[name]

    def add(self, name: str, house: str = "Cooperativa Prova", **facts: Any) -> int:
        """A service of an organisation."""
        values = {"category": "job_search", "verified_on": TODAY} | facts
        organisation_id = self.house(house)
        with self.database.transaction(NOW) as tx:
            made = Service(organisation_id=organisation_id, name=name, **values)
            tx.add(made)
            tx.flush()
            return made.id

    def search(self, words: str = "", start: int = 0, limit: int = 20, **more: Any) -> Findings:
        """What is found."""
        with self.database.reading(NOW) as tx:
            return search(tx, Wanted(words, **more), start, limit)

    def names(self, words: str = "", **more: Any) -> list[str]:
        """The names of what is found, best first."""
        return [each.service.name for each in self.search(words, **more).rows]
