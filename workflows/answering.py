"""Answering: what an organisation without accounts does by a one-time link, and why a link no longer works."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from governance import answer_links, dossiers, participations
from governance.actors import Actor, ByLink, signing_in
from governance.answer_links import AnswerLink
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import RaccordoError
from governance.history import StageChange
from governance.organisations import Organisation, organisations_by_id
from governance.participations import Part
from governance.people import Person
from governance.policy import Permission
from governance.roles import Capacity
from workflows.acts import Act, perform
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.published import pathway

ASKING: Sequence[str] = (Capacity.SENDER, Capacity.CASE, Capacity.LEAD_PARTY, Capacity.NETWORK)
"""Who asks in a dossier: the first of these that takes part."""
OPENS = "open_access"
"""The effect of a step after which the organisation may read what it took on."""
LETTER_WITHIN = timedelta(hours=1)
"""How long after the answer its page still shows what the letter carries, to who gave the answer."""


class Standing(StrEnum):
    """Where a link stands: it works, or the first reason why it does not."""

    WORKS = "works"
    USED = "used"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"
    MOVED_ON = "moved_on"
    HAS_ACCOUNTS = "has_accounts"
    INACTIVE = "inactive"


class Unanswerable(RaccordoError):
    """The link no longer works; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__("Questo indirizzo non serve più per rispondere.")
        self.standing = standing


class Asker(NamedTuple):
    """The organisation that asks, and where to call or write to it."""

    name: str
    phone: str
    email: str

    @property
    def reached(self) -> str:
        """`Consorzio di prova: 000 000, consorzio@esempio.invalid`."""
        return f"{self.name}: {', '.join(each for each in (self.phone, self.email) if each)}".rstrip(": ")


@dataclass(frozen=True, slots=True)
class Reply:
    """One act confirmed by a link; `key` marks the very sending, so that a second press gets the same answer."""

    move: str
    answers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


def asker_of(tx: Transaction, parts: Iterable[Part]) -> Asker:
    """Who asks; where the organisation itself has no telephone and no address, the one who follows is written to."""
    part = min(parts, key=lambda each: ASKING.index(each.capacity) if each.capacity in ASKING else len(ASKING))
    found = tx.get_one(Organisation, part.organisation_id)
    person = tx.get(Person, part.person_id) if part.person_id and not (found.phone or found.email) else None
    return Asker(found.name, found.phone or "", found.email or (person.email if person else ""))


def standing_of(tx: Transaction, link: AnswerLink) -> Standing:
    """Whether the link works now, and if not why."""
    return standings_of(tx, [link])[0]


def standings_of(tx: Transaction, links: Sequence[AnswerLink]) -> list[Standing]:
    """The same of several links, in a constant number of queries: what was done with each, its time, its dossier,
    its organisation."""
    found = dossiers.many(tx, {link.dossier_id for link in links})
    houses = organisations_by_id(tx, {link.organisation_id for link in links})
    signing = signing_in(tx, houses) if links else set()
    return [_standing(tx, link, found[link.dossier_id], houses[link.organisation_id], signing) for link in links]


def _standing(tx: Transaction, link: AnswerLink, dossier: Any, house: Organisation, signing: set[int]) -> Standing:
    reasons = (
        (Standing.USED, link.used_at is not None),
        (Standing.REVOKED, link.revoked_at is not None),
        (Standing.MOVED_ON, (dossier.stage, dossier.since) != (link.stage, link.since)),
        (Standing.REPLACED, link.replaced_at is not None),
        (Standing.EXPIRED, link.expires_at <= tx.now),
        (Standing.INACTIVE, not house.active),
        (Standing.HAS_ACCOUNTS, house.id in signing),
    )
    return next((standing for standing, so in reasons if so), Standing.WORKS)


def actor_by(tx: Transaction, link: AnswerLink) -> Actor:
    """The organisation as an actor by this link: for this part of this dossier, and nothing else."""
    part = next(each for each in participations.parts_of(tx, link.dossier_id) if each.id == link.participation_id)
    name = tx.get_one(Organisation, link.organisation_id).name
    return Actor(None, name, link=ByLink(link.id, link.participation_id, part.capacity))


def reply(tx: Transaction, link_id: int, said: Reply) -> StageChange:
    """Make the act and use the link up, in the caller's transaction; gives the history line.

    The same sending again gives the same line. Unanswerable where the link does not work; otherwise as `advance`.
    The dossier is locked before the link, as by everybody.
    """
    dossiers.lock(tx, tx.get_one(AnswerLink, link_id).dossier_id)
    link = tx.get_one(AnswerLink, link_id, populate_existing=True)
    if link.line_id is not None and said.key and link.form_key == said.key:
        return tx.get_one(StageChange, link.line_id)
    standing = standing_of(tx, link)
    if standing is not Standing.WORKS:
        raise Unanswerable(standing)
    actor = actor_by(tx, link)
    if not answer_links.use(tx, link, said.key):
        raise Unanswerable(Standing.USED)
    line = advance(tx, Attempt(link.dossier_id, said.move, actor, answers=said.answers))
    answer_links.note_line(tx, link.id, line.id)
    return line


def shows_letter(tx: Transaction, link: AnswerLink) -> bool:
    """Whether this link opened the content to its organisation a moment ago, and the content still is open to it."""
    if link.used_at is None or link.line_id is None or tx.now > link.used_at + LETTER_WITHIN:
        return False
    dossier, line = tx.get_one(Dossier, link.dossier_id), tx.get_one(StageChange, link.line_id)
    step = pathway(tx, dossier.pathway, line.version).steps.get((line.from_stage, line.move))
    parts = participations.parts_of(tx, link.dossier_id)
    still = any(each.id == link.participation_id and each.reading == "content" for each in parts)
    return still and step is not None and OPENS in step.does


def take_letter(tx: Transaction, link_id: int) -> bool:
    """Let the letter leave by this link once, with a line of history; False if it left already."""
    dossiers.lock(tx, tx.get_one(AnswerLink, link_id).dossier_id)
    link = tx.get_one(AnswerLink, link_id, populate_existing=True)
    if not shows_letter(tx, link) or not answer_links.take_letter(tx, link.id):
        return False
    act = Act(link.dossier_id, "take_letter", actor_by(tx, link), codes={"link": link.id}, permission=Permission.SEE)
    perform(tx, act, lambda situation: None)
    return True
