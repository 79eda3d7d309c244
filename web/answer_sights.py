"""Answer sights: what the page behind a one-time link may show, before and after the answer is given."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from governance import history
from governance.answer_links import AnswerLink
from governance.cases import case, need
from governance.codes import label_of
from governance.database import Transaction
from governance.documents import latest
from governance.dossiers import Dossier
from governance.inboxes import closure_of
from governance.policy import permissions_on
from governance.referrals import packet, referral
from governance.services import service
from governance.territory import municipalities
from web.dossier_sights import Sight
from web.dossier_steps import Press, presses
from web.dossier_words import kind_of, move_words, stage_words
from web.texts import locale
from workflows.answering import OPENS, Asker, Standing, actor_by, asker_of, shows_letter, standing_of
from workflows.calendars import local
from workflows.situations import situation_of

LETTER = "referral_letter"


@dataclass(frozen=True, slots=True)
class AnswerSight:
    """A link with the dossier it is about, as its organisation may see it: who asks, for what, where, by when."""

    link: AnswerLink
    standing: Standing
    sight: Sight
    asker: Asker
    organisation: str
    kind: str
    about: tuple[tuple[str, str], ...]
    due: datetime | None
    closed_until: date | None

    @property
    def presses(self) -> list[Press]:
        """The acts the organisation may do now: taking the person on before all others, where nothing is missing."""
        found = presses(self.sight, [self.sight.dossier], set())
        return sorted(found, key=lambda each: not each.ready or OPENS not in each.step.does)


def answer_sight(tx: Transaction, link: AnswerLink) -> AnswerSight:
    """What a link shows; nothing in it says who the person is."""
    dossier, actor = tx.get_one(Dossier, link.dossier_id), actor_by(tx, link)
    situation = situation_of(tx, dossier, actor)
    sight = Sight(dossier, situation, permissions_on(actor, dossier.kind, situation.parts))
    closure = closure_of(tx, link.organisation_id, local(tx.now).date())
    return AnswerSight(
        link,
        standing_of(tx, link),
        sight,
        asker_of(tx, situation.parts),
        actor.name,
        kind_of(situation.pathway),
        _about(tx, dossier),
        dossier.due_at,
        closure.last_day if closure else None,
    )


def _about(tx: Transaction, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The kind of service, the service and the municipality of a referral: (name, words)."""
    if dossier.kind != "referral":
        return ()
    facts = referral(tx, dossier.id)
    asked, offered = need(tx, facts.need_id), service(tx, facts.service_id)
    place = municipalities(local(tx.now).date())[case(tx, asked.case_id).municipality].name
    words = (
        ("category", label_of("category", asked.category, locale())),
        ("service", offered.name if offered else ""),
        ("municipality", place),
    )
    return tuple((name, said) for name, said in words if said)


def given_by(tx: Transaction, shown: AnswerSight) -> dict[str, Any]:
    """What was answered by the link; where the answer opened the content, what the letter carries as well."""
    line = tx.get_one(history.StageChange, shown.link.line_id)
    pathway, dossier = shown.sight.situation.pathway, shown.sight.dossier
    found = {
        "line": line,
        "did": move_words(pathway, line.move),
        "stage": stage_words(pathway, dossier.stage),
        "over": pathway.stages[dossier.stage].final,
        "asked_again": any(part.waiting_role for part in _own(shown)),
    }
    if dossier.kind != "referral" or not shows_letter(tx, shown.link):
        return {**found, "given": None, "letter": None}
    given = packet(tx, referral(tx, dossier.id), dossier.household_id)
    return {**found, "given": given, "letter": latest(tx, dossier.id, LETTER)}


def _own(shown: AnswerSight) -> list[Any]:
    return [part for part in shown.sight.situation.parts if part.id == shown.link.participation_id]
