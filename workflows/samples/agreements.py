"""The protocols of the demonstration: one for each ambito, in force, running out, ended, suspended, ended early."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from governance.database import Transaction
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.calendars import local
from workflows.samples.houses import CONSORTIA, HOUSES
from workflows.samples.offers import reach
from workflows.samples.worlds import World
from workflows.signings import Cover, Signed, protocol_opening

NUMBERED = 2


@dataclass(frozen=True, slots=True)
class Bond:
    """One protocol: its title, whose ambito, its last day (days from today), and what happens to it when.

    `turns` are (working days before today, move, answers); `ends` in an answer is days from today.
    """

    title: str
    district: str
    ends: int
    turns: tuple[tuple[int, str, Mapping[str, int | str]], ...] = ()
    kinds: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = (("acknowledge", "2 wd"), ("decide", "10 wd"))


YEAR_MORE: Mapping[str, int | str] = {"ends_on": 430, "reason": "Le parti chiedono un anno in più."}
REVISED = {"reason": "Si rivede la parte sui dati personali."}
JOINED = {"reason": "Il servizio è confluito nell'accordo di ambito."}
TWICE = {"reason": "Registrata due volte."}
BONDS = (
    Bond("Accordo di ambito di Lecco", "Lecco", 21),
    Bond("Accordo di ambito di Merate", "Merate", 400),
    Bond("Accordo di ambito di Bellano", "Bellano", 510),
    Bond("Accordo di ambito di Monza", "Monza", 75, ((40, "extend", YEAR_MORE),)),
    Bond("Accordo di ambito di Desio", "Desio", 120),
    Bond("Accordo di ambito di Seregno", "Seregno", 12),
    Bond("Accordo di ambito di Carate Brianza", "Carate Brianza", -26),
    Bond("Accordo di ambito di Vimercate", "Vimercate", 300, ((9, "suspend", REVISED),)),
    Bond("Intesa per il doposcuola", "Merate", 60, ((70, "terminate", JOINED),), ("school_support",)),
    Bond("Intesa per i corsi serali", "Monza", 200, ((95, "mark_error", TWICE),), ("language_course",)),
)


def sign(world: World, bond: Bond, today: date, tx: Transaction) -> int:
    """Register the protocol, signed by everybody who works in the ambito; gives its key."""
    parties = [bond.district, CONSORTIA[bond.district]]
    parties += [house.key for house in HOUSES if bond.district in reach(house)]
    kinds = bond.kinds or sorted({each.category for each in world.offers if bond.district in each.districts})
    starts = local(tx.now).date()
    signed = Signed(
        network_id=world.bodies["network"],
        title=bond.title,
        legal_type="accordo_rete_progetto" if bond.kinds else "protocollo_intesa",
        number=f"{BONDS.index(bond) + NUMBERED}/{starts.year}",
        signed_on=starts - timedelta(days=6),
        starts_on=starts,
        ends_on=today + timedelta(days=bond.ends),
        parties=[world.bodies[each] for each in parties],
        clauses=[Cover(each) for each in kinds],
        terms=dict(bond.terms),
        fields=("name", "birth_year", "contact"),
    )
    officer = world.actor(tx, world.crew.at(bond.district, "officer")[0])
    return open_dossier(tx, protocol_opening(tx, officer, signed))[0].id


def change(world: World, bond: Bond, protocol_id: int, number: int, tx: Transaction) -> None:
    """What happens to it, turn by turn."""
    _ago, move, answers = bond.turns[number]
    day = local(tx.now).date()
    said = {
        name: (day + timedelta(days=value)).isoformat() if isinstance(value, int) else value
        for name, value in answers.items()
    }
    officer = world.actor(tx, world.crew.at(bond.district, "officer")[0])
    advance(tx, Attempt(protocol_id, move, officer, answers=said))
