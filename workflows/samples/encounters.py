"""Contacts of the demonstration: what its desks and mobile teams met, what members reported, and what became of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from random import Random

from governance.actors import Actor
from governance.codes import AREAS
from governance.contact_codes import DEEDS, SIGNAL_KINDS
from governance.contacts import Met, Whom
from governance.database import Transaction
from governance.desks import DeskFacts, add_desk, desk
from governance.dossiers import read
from governance.errors import NotVisible
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.calendars import at, local
from workflows.contacting import Signal, contact_opening, meet_again, signal_opening, take_up
from workflows.samples.bodies import SEATS
from workflows.samples.days import moments
from workflows.samples.half_years import Cue
from workflows.samples.houses import CONSORTIA
from workflows.samples.scenes import words
from workflows.samples.threads import Life
from workflows.samples.worlds import World

SEED = "contatti"
FORM = "Scheda di primo ascolto 1.0"
TEAMS: Mapping[str, tuple[str, str, str, tuple[str, ...], tuple[str, ...]]] = {
    "consortium": ("Sportello del territorio di Lecco", "territory_desk", "Lecco",
                   ("stazione", "lungolago", "Santo Stefano"), ("stazione",)),
    "consortium_monza": ("Équipe itinerante di Monza", "mobile_team", "Monza",
                         ("stazione", "via Prova", "parco"), ("stazione", "via Prova")),
    "consortium_brianza": ("One stop shop della Brianza", "one_stop_shop", "Seregno", ("centro", "capannoni"),
                           ("capannoni",)),
}  # fmt: skip
"""By house: the desk's name and kind, the seat of its ambito, its zones and those at risk."""
NEVER_SAID, EVERY = 45, 12
"""Contacts that never said who they are; of the households, every twelfth had been met before."""
REPORTERS = (("school", "head"), ("cooperative", "worker"), ("legal", "intake"))
REPORTED, LATE = 11, 6
FRESH = ("Lecco", "Lecco", "Monza")
"""Where something was reported that nobody sorted out yet."""
RARELY, OFTEN = 0.2, 0.4
LANGUAGES = ("arabo", "francese", "inglese", "bengalese", "urdu", "spagnolo")
CLOSINGS = ("directed", "followed", "mended", "not_found", "mediated", "unfounded")
SIZES = ((1, 0, 0), (1, 0, 0), (1, 0, 0), (2, 0, 0), (1, 1, 0), (2, 2, 0), (2, 3, 0), (0, 0, 1))

Cueing = Callable[[int, str, Callable[[Transaction], None]], Cue]
"""A cue on a day (its number), by its words, and what is done."""


@dataclass(slots=True)
class Team:
    """The desks by house, as they open, and the contacts by number, as they come."""

    world: World
    rng: Random
    desks: dict[str, int]
    met: dict[str, int]


def contact_cues(world: World, lives: Sequence[Life], days: Sequence[date], now: datetime) -> Iterator[Cue]:
    """Every encounter and report, each at a moment of its own; chance here takes nothing from the rest."""
    team, last = Team(world, Random(SEED), {}, {}), len(days) - 1  # noqa: S311 - the same at every load, not a secret
    rng = team.rng

    def cue(day: int, what: str, do: Callable[[Transaction], None]) -> Cue:
        return Cue(moments(days[max(0, min(day, last))], 1, rng, now)[0], what, do)

    yield Cue(moments(days[0], 1, rng, now)[0].replace(hour=5), "desks", partial(_open_desks, team))
    yield from _unknown(team, last, cue)
    for life in lives[::EVERY]:
        house, name = CONSORTIA[life.district], f"life {life.number}"
        yield cue(max(1, life.first - rng.randint(1, 25)), name, partial(_meet, team, house, name))
        opened = min(at(days[life.first], time(17, 40)), now)
        yield Cue(opened, f"{name} said who they are", partial(_take_up, team, name, life))
    yield from _reports(team, last, cue)


def _unknown(team: Team, last: int, cue: Cueing) -> Iterator[Cue]:
    """Those who never said who they are."""
    rng = team.rng
    for number in range(NEVER_SAID):
        house, day, name = rng.choice([*TEAMS]), rng.randint(2, last), f"met {number}"
        yield cue(day, name, partial(_meet, team, house, name))
        if day < last - LATE:
            yield cue(day + rng.randint(1, LATE), f"{name} calms", partial(_calm, team, house, name))
        if rng.random() < OFTEN:
            day += rng.randint(1, 20)
            yield cue(day, f"{name} again", partial(_again, team, house, name))
        if rng.random() < OFTEN and day < last:
            yield cue(day + rng.randint(1, 20), f"{name} ends", partial(_end, team, house, name))
    for house in TEAMS:
        yield cue(last - 1, f"sought {house}", partial(_meet, team, house, f"sought {house}", seek=True))


def _reports(team: Team, last: int, cue: Cueing) -> Iterator[Cue]:
    """What members reported, sorted out within days; the newest still wait."""
    rng = team.rng
    for number in range(REPORTED):
        district, day, name = rng.choice([*CONSORTIA]), rng.randint(5, last - LATE), f"report {number}"
        yield cue(day, name, partial(_report, team, district, name, number))
        yield cue(day + rng.randint(1, 3), f"{name} sorted", partial(_sort, team, district, name, number))
        yield cue(day + rng.randint(4, LATE), f"{name} seen", partial(_see, team, district, name, number))
    for number, district in enumerate(FRESH, REPORTED):
        yield cue(last - rng.randint(1, 2), "fresh", partial(_report, team, district, f"report {number}", number))


def _open_desks(team: Team, tx: Transaction) -> None:
    keeper = team.world.actor(tx, team.world.crew.at("network", "administrator")[0])
    for house, (name, kind, place, zones, at_risk) in TEAMS.items():
        facts = DeskFacts(
            name=name, kind=kind, seat=SEATS[place], hours="lunedì e giovedì, 9.00-12.30", contact="000 0000000",
            team="assistente sociale, mediatrice, operatore legale", languages=("arabo", "francese"),
            instruments=(FORM,), zones=zones, risk_zones=at_risk,
        )  # fmt: skip
        team.desks[house] = add_desk(tx, keeper, team.world.bodies[house], facts).id


def _meet(team: Team, house: str, name: str, tx: Transaction, seek: bool = False) -> None:
    rng, found = team.rng, desk(tx, team.desks[house])
    adults, minors, elders = rng.choice(SIZES)
    told = Whom(found.seat, (rng.choice(LANGUAGES),), minors, adults, elders), _met(team, house, "met", tx)
    seek = seek or rng.random() < RARELY
    opening = contact_opening(tx, _worker(team, house, tx), (team.world.bodies["network"], found), told, seek)
    team.met[name] = open_dossier(tx, opening)[0].id


def _again(team: Team, house: str, name: str, tx: Transaction) -> None:
    meet_again(tx, _worker(team, house, tx), _known(team, name), _met(team, house, "met_again", tx))


def _end(team: Team, house: str, name: str, tx: Transaction) -> None:
    answers = {"closing_reason": team.rng.choice(CLOSINGS[:4]), "note": team.rng.choice(words("told"))}
    advance(tx, Attempt(_known(team, name), "end", _worker(team, house, tx), answers=answers))


def _calm(team: Team, house: str, name: str, tx: Transaction) -> None:
    """Who was to be seen again was seen, and need not be looked for."""
    if name in team.met and read(tx, team.met[name]).stage == "sought":
        advance(tx, Attempt(team.met[name], "set_at_rest", _worker(team, house, tx)))


def _take_up(team: Team, name: str, life: Life, tx: Transaction) -> None:
    """The household is the one that was met; where another house follows it, it was somebody else."""
    if life.case_id and life.house == CONSORTIA[life.district]:
        take_up(tx, team.world.actor(tx, life.owner_id), _known(team, name), life.case_id)
    else:
        _calm(team, CONSORTIA[life.district], name, tx)


def _report(team: Team, district: str, name: str, number: int, tx: Transaction) -> None:
    house, role = REPORTERS[number % len(REPORTERS)]
    actor = team.world.actor(tx, team.world.crew.at(house, role)[0])
    kind = [*SIGNAL_KINDS][number % (len(SIGNAL_KINDS) - 1)]
    adults, minors, elders = team.rng.choice(SIZES)
    whom = Whom(SEATS[district], minors=minors, adults=adults, elders=elders)
    signal = Signal(kind, team.rng.choice(words("noticed")), "dopo le 17", team.world.bodies[house])
    team.met[name] = open_dossier(tx, signal_opening(tx, actor, team.world.bodies["network"], (whom, signal)))[0].id


def _sort(team: Team, district: str, name: str, number: int, tx: Transaction) -> None:
    officer = team.world.actor(tx, team.world.crew.at(district, "officer")[0])
    answers = {"closing_reason": CLOSINGS[number % len(CLOSINGS)], "note": team.rng.choice(words("told"))}
    if number % 3:
        chosen = str(team.world.bodies[CONSORTIA[district]])
        answers = {"target_organisation": chosen, "note": team.rng.choice(words("sorted"))}
    advance(tx, Attempt(_known(team, name), "entrust" if number % 3 else "end", officer, answers=answers))


def _see(team: Team, district: str, name: str, number: int, tx: Transaction) -> None:
    """Who was entrusted goes there; every second time that is the end of it."""
    if number % 3:
        _again(team, CONSORTIA[district], name, tx)
        (_end if number % 2 else _calm)(team, CONSORTIA[district], name, tx)


def _met(team: Team, house: str, what: str, tx: Transaction) -> Met:
    rng, (_name, _kind, _place, zones, at_risk) = team.rng, TEAMS[house]
    zone, asked = rng.choice(zones), rng.sample([*AREAS], rng.randint(1, 3))
    done = rng.sample([*DEEDS], rng.randint(1, 2))
    text = rng.choice(words(what)) if rng.random() > RARELY else ""
    return Met(local(tx.now).date(), team.desks[house], zone, zone in at_risk, tuple(asked), tuple(done), text)


def _worker(team: Team, house: str, tx: Transaction) -> Actor:
    return team.world.actor(tx, team.rng.choice(team.world.crew.at(house, "worker")))


def _known(team: Team, name: str) -> int:
    """The contact of that name; NotVisible where it was never noted."""
    if name not in team.met:
        raise NotVisible
    return team.met[name]
