"""Writing the half year: who is in it, and every cue of every life and protocol, before anything is played."""

from datetime import date, datetime
from functools import partial
from random import Random

from governance.database import Transaction
from governance.territory import districts, memberships
from workflows.samples.agreements import BONDS, Bond, change, sign
from workflows.samples.blocking import look_through, looks
from workflows.samples.closing import AGO, close
from workflows.samples.crew import add_crew
from workflows.samples.days import moments, working_days
from workflows.samples.encounters import contact_cues
from workflows.samples.half_years import Cue, cues_of
from workflows.samples.houses import add_houses
from workflows.samples.lives import lives
from workflows.samples.offers import Offer, add_offers
from workflows.samples.people import ACCOUNTS
from workflows.samples.worlds import HANDWRITTEN, World

SEED = "raccordo"
BESIDE = ("Lecco", "Merate", "Bellano")
"""The ambiti whose households are also sent to the houses of the handwritten scripts."""
OLD_HOUSES = (
    ("cooperative", "housing_search"),
    ("cooperative", "job_search"),
    ("school", "language_course"),
    ("group", "community_life"),
)


def people_the_world(
    tx: Transaction, known: tuple[dict[str, int], dict[str, int], dict[str, int]], password: str, today: date
) -> World:
    """The further houses, their people and services; `today` is the day of the demonstration.

    `known` are the keys of the bodies, accounts and services of the handwritten scripts.
    """
    bodies, accounts, services = known
    rng = Random(SEED)  # noqa: S311 - the same network at every load, not a secret
    add_houses(tx, bodies)
    crew = add_crew(tx, bodies, password, today)
    for account in ACCOUNTS:
        for organisation, role in account.mandates:
            crew.join(organisation, role, accounts[account.address])
    names = districts(today)
    places: dict[str, list[str]] = {}
    for each in sorted(memberships(today), key=lambda each: each.istat_code):
        places.setdefault(names[each.district].name, []).append(each.istat_code)
    offers = [*add_offers(tx, bodies, rng, today), *(_old(services, *each) for each in OLD_HOUSES)]
    busy = frozenset(accounts[each] for each in HANDWRITTEN)
    return World(bodies, crew, offers, places, busy, rng)


def _old(services: dict[str, int], house: str, category: str) -> Offer:
    """A service of the handwritten scripts, for their consortium's other households too."""
    return Offer(services[category], house, category, BESIDE, "consortium")


def cues(world: World, now: datetime) -> list[Cue]:
    """Everything that happens, each at its moment."""
    days = working_days(now)
    found = [each for bond in BONDS for each in _of_protocol(world, bond, days, now)]
    last = len(days) - 1
    looked = (moments(days[number], 1, world.rng, now)[0] for number in looks(last))
    found.extend(Cue(at, "blockages looked through", partial(look_through, world)) for at in looked)
    shut = moments(days[last - AGO], 1, world.rng, now)[0]
    found.append(Cue(shut, "doors closed", partial(close, world)))
    all_lives = lives(world.rng, [each for each in world.offers if not each.sender], last)
    for life in all_lives:
        found.extend(cues_of(world, life, days, now))
    return [*found, *contact_cues(world, all_lives, days, now)]


def _of_protocol(world: World, bond: Bond, days: list[date], now: datetime) -> list[Cue]:
    """Signed before the first case is opened; what happens to it later."""
    made: list[int] = []
    first = moments(days[0], 1, world.rng, now)[0].replace(hour=5)
    signed = Cue(first, bond.title, lambda tx: made.append(sign(world, bond, days[-1], tx)))
    turns = [
        Cue(
            moments(days[-1 - ago], 1, world.rng, now)[0],
            f"{bond.title}: {move}",
            partial(_turn, world, bond, made, number),
        )
        for number, (ago, move, _answers) in enumerate(bond.turns)
    ]
    return [signed, *turns]


def _turn(world: World, bond: Bond, made: list[int], number: int, tx: Transaction) -> None:
    change(world, bond, made[0], number, tx)
