"""Loading the sample network into an empty installation, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from governance.actors import actor_of
from governance.database import Database
from governance.people import Person, person_by_email
from workflows.advance import open_dossier
from workflows.calendars import local
from workflows.publishing import publish_shipped
from workflows.samples.bodies import SERVICES, add_bodies, add_people, add_services
from workflows.samples.cases import Stage
from workflows.samples.days import LENGTH
from workflows.samples.half_years import Told, live
from workflows.samples.people import ACCOUNTS
from workflows.samples.writing import cues, people_the_world
from workflows.signings import Cover, Signed, protocol_opening

PARTIES = ("Lecco", "Merate", "Monza", "consortium", "cooperative", "school", "group", "legal")
LOOKS_BACK = timedelta(days=41)
AN_HOUR = timedelta(hours=1)


def _silent(day: int, length: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How much is loaded: the eight handwritten cases alone, or with them the half year of three hundred (`whole`).

    `now` is the day of the demonstration, the present by default.
    """

    whole: bool = False
    told: Told = _silent
    now: datetime | None = None


def load_sample(database: Database, password: str, hashed: Callable[[str], str], sample: Sample | None = None) -> bool:
    """After Care with one password for every account, stored `hashed`; False if it is there already."""
    wanted = sample or Sample()
    now = wanted.now or database.now()
    with database.reading() as tx:
        if person_by_email(tx, ACCOUNTS[0].email) is not None:
            return False
    begins, kept = now - (LENGTH + AN_HOUR if wanted.whole else LOOKS_BACK), hashed(password)
    with database.transaction(begins) as tx:
        bodies = add_bodies(tx)
        people = add_people(tx, bodies, kept)
        services = add_services(tx, bodies, local(now - LOOKS_BACK).date())
        world = people_the_world(tx, (bodies, people, services), kept, local(now).date()) if wanted.whole else None
        administrator = actor_of(tx, tx.get_one(Person, people["anna.amministra"]))
    publish_shipped(database, administrator)
    stage = Stage(database, bodies, people, services)
    _sign(stage, begins)
    live(database, cues(world, now) if world else [], (stage, now), wanted.told)
    return True


def _sign(stage: Stage, moment: datetime) -> None:
    """The protocol in force that covers the handwritten referrals."""
    day = local(moment).date()
    with stage.at(moment, "marta.rete") as (tx, actor):
        signed = Signed(
            network_id=stage.bodies["network"],
            title="Protocollo di collaborazione After Care",
            legal_type="protocollo_intesa",
            number=f"1/{day.year}",
            signed_on=day,
            starts_on=day,
            ends_on=date(day.year + 2, 12, 31),
            parties=[stage.bodies[each] for each in PARTIES],
            clauses=[Cover(category) for _, _, category, _ in SERVICES],
            terms={"acknowledge": "2 wd", "decide": "10 wd"},
            fields=("name", "birth_year", "contact"),
        )
        open_dossier(tx, protocol_opening(tx, actor, signed))
