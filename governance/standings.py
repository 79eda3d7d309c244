"""Standings: what is asked at intake to know whom a programme may accompany; sealed with the household's key."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from governance.cases import Case
from governance.database import Transaction

UNTITLED = "none"
"""The permit of who has none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts by code; empty where nobody asked. `permit_until` is an ISO day, `renewing` counts as not expired.

    `resident`, `emergency` and `renewing` are `yes`, `no` or empty. `vulnerabilities` is None where nobody asked.
    Of who lives in reception, `facility` is the house and `keeper_id` the organisation that runs it.
    """

    permit: str = ""
    permit_until: str = ""
    renewing: str = ""
    resident: str = ""
    reception: str = ""
    emergency: str = ""
    vulnerabilities: tuple[str, ...] | None = None
    facility: str = ""
    keeper_id: int | None = None

    def is_regular(self, day: date) -> bool | None:
        """Whether the person stays regularly that day; None where that is not known."""
        if not self.permit:
            return None
        if self.permit == UNTITLED:
            return False
        return self.renewing == "yes" or not self.permit_until or date.fromisoformat(self.permit_until) >= day


def standing_of(tx: Transaction, facts: Case) -> Standing:
    """The standing of a case, opened; with nothing in it where nobody asked."""
    if facts.sealed_standing is None:
        return Standing()
    plain = json.loads(tx.vault.open_text(facts.household_id, facts.sealed_standing, f"cases.standing:{facts.id}"))
    asked = plain.pop("vulnerabilities")
    return Standing(**plain, vulnerabilities=None if asked is None else tuple(asked))


def write_standing(tx: Transaction, facts: Case, standing: Standing) -> None:
    """Seal the standing of a case."""
    plain = json.dumps(asdict(standing), ensure_ascii=False)
    facts.sealed_standing = tx.vault.seal_text(facts.household_id, plain, f"cases.standing:{facts.id}")
    tx.flush()
