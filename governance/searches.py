"""Searches by name: identities opened in memory, only in the dossiers whose people the actor may see; recorded."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from governance import registers
from governance.actors import Actor
from governance.beneficiaries import identities_of
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Unreadable
from governance.participations import Participation
from governance.policy import Permission
from governance.ranges import condition_of, ranges_of
from governance.referrals import Referral, packet
from governance.roles import Capacity
from governance.texts import folded

MOST_OPENED = 3000
"""How many dossiers one search opens, the last changed first."""
MOST_FOUND = 50


class Found(NamedTuple):
    """A dossier in which somebody has such a name, with the name."""

    dossier: Dossier
    name: str


class Search(NamedTuple):
    """What was found; `whole` is False where there were more dossiers than one search opens."""

    found: Sequence[Found]
    whole: bool


def search_by_name(tx: Transaction, actor: Actor, words: str) -> Search:
    """Cases with a person so named, and referrals received whose packet names one; accents and case do not matter.

    The register keeps who searched and what was found, by code, never the words.
    """
    wanted = folded(words).split()
    cases = _within(tx, actor, "case", frozenset())
    referrals = _within(tx, actor, "referral", frozenset({Capacity.SENDER}))
    found = [each for each in (*_in_cases(tx, cases), *_in_packets(tx, referrals)) if _answers(each.name, wanted)]
    found = found[:MOST_FOUND] if wanted else []
    details = {"found": len(found), "codes": ", ".join(each.dossier.code for each in found)}
    registers.record(tx, actor, registers.Entry("search_by_name", registers.PERSON, int(actor.person_id or 0), details))
    return Search(found, max(len(cases), len(referrals)) < MOST_OPENED)


def _answers(name: str, wanted: Sequence[str]) -> bool:
    parts = folded(name).split()
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def _within(tx: Transaction, actor: Actor, kind: str, but: frozenset[str]) -> list[Dossier]:
    """The dossiers of a kind whose people the actor may see, the last changed first."""
    held = ranges_of(actor, (kind,), Permission.IDENTIFY)
    wanted = [condition_of(each) for each in held if each.capacity not in but]
    if not wanted:
        return []
    those = select(Participation.dossier_id).where(or_(*wanted), Participation.reading == "content")
    query = select(Dossier).where(Dossier.id.in_(those)).order_by(Dossier.since.desc(), Dossier.id.desc())
    return list(tx.scalars(query.limit(MOST_OPENED)))


def _in_cases(tx: Transaction, cases: Sequence[Dossier]) -> list[Found]:
    people = identities_of(tx, {each.household_id for each in cases}) if cases else {}
    return [Found(each, who.full_name) for each in cases for _, who in people.get(each.household_id, ())]


def _in_packets(tx: Transaction, dossiers: Sequence[Dossier]) -> list[Found]:
    """What the recipient was given and no more: a name only where the protocol lets it pass."""
    by_id = {each.id: each for each in dossiers}
    found: list[Found] = []
    for facts in tx.scalars(select(Referral).where(Referral.id.in_(by_id))) if by_id else ():
        try:
            given = packet(tx, facts, by_id[facts.id].household_id)
        except Unreadable:
            continue
        if name := given.get("person", {}).get("name"):
            found.append(Found(by_id[facts.id], str(name)))
    return found
