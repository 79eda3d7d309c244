"""Informing a household of the demonstration, and recording what it agreed to."""

from datetime import date

from governance.actors import Actor
from governance.consents import Consent, Information
from governance.database import Transaction
from workflows.acts import Act, perform
from workflows.calendars import local


def agree(tx: Transaction, case_id: int, actor: Actor, language: str = "italiano", until: date | None = None) -> None:
    """The privacy notice given in person, and a signed consent for any organisation of the network, up to a day."""
    day, person_id = local(tx.now).date(), actor.person_id or 0
    told = Information(
        case_id=case_id, version="1.0", language=language, channel="in_person", given_on=day, recorded_by=person_id
    )
    agreed = Consent(case_id=case_id, evidence="signed", given_on=day, until=until, recorded_by=person_id)
    perform(tx, Act(case_id, "inform", actor), lambda situation: situation.tx.add(told))
    perform(tx, Act(case_id, "consent", actor), lambda situation: situation.tx.add(agreed))
