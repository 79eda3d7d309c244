"""Readdressing: a draft referral asks for another service; nothing has left yet, so nobody has to be told."""

from sqlalchemy import update

from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.participations import Participation
from governance.referrals import Referral
from governance.roles import Capacity
from governance.services import Service

_parts = table_of(Participation)


def readdress(tx: Transaction, facts: Referral, target: Service) -> None:
    """The referral is for this service from now on, its recipient is who offers it; an exception was for the other."""
    facts.service_id = target.id
    facts.exception_reason = facts.exception_until = None
    tx.get_one(Dossier, facts.id).title = target.name
    tx.flush()
    here = _parts.c.dossier_id == facts.id, _parts.c.capacity == Capacity.RECIPIENT
    tx.run(update(_parts).where(*here).values(organisation_id=target.organisation_id, person_id=None))
