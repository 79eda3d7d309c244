"""Contacting: how a contact begins, met by a desk or reported by anybody, is met again, and becomes a case."""

from dataclasses import dataclass

from governance import dossiers
from governance.actors import Actor
from governance.contacts import Contact, Met, Whom, add_encounter, contact, write_signal
from governance.database import Transaction
from governance.desks import Desk
from governance.dossiers import Dossier
from governance.participations import Joining
from governance.roles import Capacity
from governance.territory import municipalities
from workflows.acts import Act, perform
from workflows.advance import advance
from workflows.attempt import Attempt, Opening
from workflows.beginnings import plan_office_for
from workflows.calendars import local

SEEKING = ("seek_due", "seek_late", "seek_missing")
"""The clocks that an encounter begins again."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What somebody noticed: which trouble, in words without identity, how to call back, from which organisation."""

    kind: str
    words: str
    reach: str
    organisation_id: int


def contact_opening(
    tx: Transaction, actor: Actor, place: tuple[int, Desk], told: tuple[Whom, Met], seek: bool = False
) -> Opening:
    """Somebody unknown whom a desk met; `place` is the network with the desk. Its organisation alone sees it."""
    (network_id, desk), (whom, met) = place, told

    def facts(tx: Transaction, dossier: Dossier) -> None:
        added = _add(tx, dossier, network_id, whom)
        added.desk_id, added.first_on, added.last_on = desk.id, met.met_on, met.met_on
        add_encounter(tx, added, met, int(actor.person_id or 0))

    return Opening(
        kind="contact",
        title=f"Contatto a {_place(tx, whom)}",
        parts=[Joining(desk.organisation_id, Capacity.OWNER, actor.person_id)],
        facts=facts,
        actor=actor,
        network_id=network_id,
        move="record_and_seek" if seek else "record",
    )


def signal_opening(tx: Transaction, actor: Actor, network_id: int, told: tuple[Whom, Signal]) -> Opening:
    """Somebody's trouble that a member noticed; the network and the Ufficio di Piano of the place sort it out."""
    whom, signal = told

    def facts(tx: Transaction, dossier: Dossier) -> None:
        added = _add(tx, dossier, network_id, whom)
        added.signal = signal.kind
        write_signal(tx, added, signal.words, signal.reach)

    return Opening(
        kind="contact",
        title=f"Segnalazione a {_place(tx, whom)}",
        parts=[
            Joining(signal.organisation_id, Capacity.SENDER, actor.person_id),
            Joining(network_id, Capacity.NETWORK),
            *plan_office_for(tx, whom.municipality),
        ],
        facts=facts,
        actor=actor,
        network_id=network_id,
        move="report",
    )


def meet_again(tx: Transaction, actor: Actor, contact_id: int, met: Met, key: str = "") -> None:
    """One encounter more with the same unknown person; clocks that ask for it begin again."""

    def change(situation: object) -> None:
        facts = contact(tx, contact_id)
        facts.desk_id = met.desk_id
        add_encounter(tx, facts, met, int(actor.person_id or 0))

    codes = {"met_on": met.met_on.isoformat()}
    done = Act(contact_id, "met_again", actor, codes=codes, key=key, restarts=SEEKING, asked={"met": str(met)})
    perform(tx, done, change)


def take_up(tx: Transaction, actor: Actor, contact_id: int, case_id: int) -> None:
    """The person said who they are: the contact is this case from now on."""
    dossiers.lock(tx, contact_id)
    facts = contact(tx, contact_id)
    if facts.case_id is None:
        facts.case_id, facts.taken_up_on = case_id, local(tx.now).date()
        tx.flush()
    advance(tx, Attempt(contact_id, "take_up", actor))


def days_to_take_up(facts: Contact) -> int | None:
    """Days from the first contact to the case; None while there is no case."""
    return None if facts.taken_up_on is None else max(0, (facts.taken_up_on - facts.first_on).days)


def _add(tx: Transaction, dossier: Dossier, network_id: int, whom: Whom) -> Contact:
    day = local(tx.now).date()
    added = Contact(
        id=dossier.id, network_id=network_id, municipality=whom.municipality, languages=list(whom.languages),
        minors=whom.minors, adults=whom.adults, elders=whom.elders, first_on=day, last_on=day, times=0,
    )  # fmt: skip
    tx.add(added)
    tx.flush()
    return added


def _place(tx: Transaction, whom: Whom) -> str:
    return municipalities(local(tx.now).date())[whom.municipality].name
