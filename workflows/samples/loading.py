"""Loading the sample network into an empty installation, once."""

from collections.abc import Callable
from datetime import date, timedelta

from governance.actors import ROME, actor_of
from governance.database import Database
from governance.people import Person, person_by_email
from workflows.advance import open_dossier
from workflows.publishing import publish_shipped
from workflows.samples.bodies import SERVICES, add_bodies, add_people, add_services
from workflows.samples.cases import Stage, play
from workflows.samples.people import ACCOUNTS
from workflows.signings import Cover, Signed, protocol_opening

PARTIES = ("Lecco", "Merate", "Monza", "consortium", "cooperative", "school", "group", "legal")
LOOKS_BACK = timedelta(days=41)


def load_sample(database: Database, password: str, hashed: Callable[[str], str]) -> bool:
    """After Care with one password for every account, stored `hashed`; False if it is there already."""
    now = database.now()
    with database.reading() as tx:
        if person_by_email(tx, ACCOUNTS[0].email) is not None:
            return False
    with database.transaction(now - LOOKS_BACK) as tx:
        bodies = add_bodies(tx)
        people = add_people(tx, bodies, hashed(password))
        services = add_services(tx, bodies)
        administrator = actor_of(tx, tx.get_one(Person, people["anna.amministra"]))
    publish_shipped(database, administrator)
    stage = Stage(database, bodies, people, services)
    _sign(stage, (now - LOOKS_BACK).astimezone(ROME).date())
    play(stage, now)
    return True


def _sign(stage: Stage, day: date) -> None:
    """The protocol in force that covers the sample referrals."""
    with stage.at(stage.database.now() - LOOKS_BACK, "marta.rete") as (tx, actor):
        signed = Signed(
            network_id=stage.bodies["network"],
            title="Protocollo di collaborazione After Care",
            legal_type="protocollo_intesa",
            number="1/2026",
            signed_on=day,
            starts_on=day,
            ends_on=date(day.year + 2, 12, 31),
            parties=[stage.bodies[each] for each in PARTIES],
            clauses=[Cover(category) for _, _, category, _ in SERVICES],
            terms={"acknowledge": "2 wd", "decide": "10 wd"},
            fields=("name", "birth_year", "contact"),
        )
        open_dossier(tx, protocol_opening(tx, actor, signed))
