"""Muting: who is reminded to act may ask for quiet until a day, with a reason; everybody else is told as ever."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from governance import dossiers, mutes, notices, participations
from governance.actors import SYSTEM, Actor
from governance.database import Transaction
from governance.errors import Invalid, NotOffered, NotPermitted
from governance.history import StageChange
from governance.mutes import MUTE_REASONS, Muting
from governance.policy import Permission, grants_on
from workflows import published
from workflows.acts import Act, perform
from workflows.calendars import at, local
from workflows.pathway import Timer
from workflows.situations import Situation
from workflows.telling import FIRST_HOUR, Recipient, addressees, by_day, notices_of, row
from workflows.vocabulary import WAITING

LONGEST = timedelta(days=30)
"""Nobody is left unreminded for longer; a mute may be made again, with its reason."""
OTHER = "other"


class Quiet(NamedTuple):
    """A request for quiet on one dossier: until the morning of a day, why, and `key`, which marks the request."""

    dossier_id: int
    actor: Actor
    until: date
    reason: str
    note: str = ""
    key: str = ""


def is_reminded(situation: Situation) -> bool:
    """Whether reminders of the present stage go to the actor: it waits for a role they hold there."""
    stage = situation.pathway.stages[situation.dossier.stage]
    return stage.open and bool(grants_on(situation.actor, situation.parts) & set(stage.waits_for_grants))


def require_reminded(situation: Situation) -> None:
    """NotPermitted for who is not reminded of the present stage: there is nothing to mute."""
    if not is_reminded(situation):
        raise NotPermitted("I promemoria di questa fase non vanno a te: non c'è nulla da sospendere.")


def mute(tx: Transaction, quiet: Quiet) -> StageChange:
    """No reminders of this dossier to the actor until that morning: a line in its history; nothing else changes."""
    _check(tx, quiet)
    until = at(quiet.until, time(FIRST_HOUR))

    def change(situation: Situation) -> None:
        require_reminded(situation)
        mutes.mute(situation.tx, situation.dossier, quiet.actor.person_id or 0, Muting(until, quiet.reason))

    answers = {"mute_reason": quiet.reason, "until": quiet.until.isoformat()}
    texts = {"note": quiet.note} if quiet.note else {}
    act = Act(quiet.dossier_id, "mute", quiet.actor, None, answers, texts, key=quiet.key, permission=Permission.SEE)
    return perform(tx, act, change)


def resume(tx: Transaction, dossier_id: int, actor: Actor, key: str = "") -> StageChange:
    """Remind the actor of this dossier again; what was held back is told by the next sweep."""

    def change(situation: Situation) -> None:
        if not mutes.end(situation.tx, situation.dossier.id, actor.person_id or 0):
            raise NotOffered("I promemoria di questa pratica non sono sospesi: li ricevi già.")

    return perform(tx, Act(dossier_id, "unmute", actor, key=key, permission=Permission.SEE), change)


class Silence:
    """The mutes in force of a batch of dossiers, read at once, and what they hold back."""

    def __init__(self, tx: Transaction, dossier_ids: Iterable[int]) -> None:
        self._tx, self._held = tx, dict[int, str]()
        self._muted = mutes.in_force(tx, dossier_ids)

    def covers(self, dossier_id: int, timer: Timer) -> bool:
        """Whether somebody asked for quiet on the dossier, and the timer asks whom it waits for to act."""
        return dossier_id in self._muted and (not timer.tells or WAITING in timer.tells)

    def let_pass(
        self, dossier_id: int, timer: Timer, written: list[dict[str, Any]], climbing: Iterable[tuple[Recipient, bool]]
    ) -> list[dict[str, Any]]:
        """Of the messages of one firing those that go out.

        Whom the timer tells as somebody else too (a head, the network's manager: `climbing`) is told: a mute holds
        back what asks its maker to act, and never what climbs the ladder.
        """
        quiet = self._muted[dossier_id]
        spared = quiet.keys() - {recipient.person_id for recipient, _ in climbing}
        self._held |= {quiet[each].id: timer.name for each in spared}
        return [each for each in written if each["what"] != "timer" or each["person_id"] not in spared]

    def note_held(self) -> None:
        """Write down what was held back, so that it is told once the mute is over."""
        mutes.hold_back(self._tx, self._held)


def climbing_of(timer: Timer) -> list[str]:
    """Whom the timer tells whether or not the stage waits for them."""
    return [each for each in timer.tells if each != WAITING]


def remind_again(tx: Transaction) -> int:
    """Tell what mutes held back once they are over, where the dossier still stands there; how many messages."""
    ended = mutes.over(tx)
    if not ended:
        return 0
    ids = {each.dossier_id for each in ended}
    found, parts = dossiers.many(tx, ids), participations.parts_of_many(tx, ids)
    everybody = addressees(tx, {part.organisation_id for each in parts.values() for part in each})
    messages = []
    for each in ended:
        dossier = found[each.dossier_id]
        pathway = published.pathway(tx, dossier.pathway, dossier.version)
        if dossier.since != each.since or not dossier.open:
            continue
        situation = Situation(tx, dossier, pathway, tuple(parts.get(dossier.id, ())), SYSTEM)
        key = f"{dossier.id}:timer:{each.missed}:muted:{each.id}:{tx.now:%y%m%d%H%M}"
        for recipient, _ in notices_of(everybody, situation.parts, (WAITING,), pathway.stages[dossier.stage]):
            if recipient.person_id == each.person_id:
                message = row(situation, recipient, f"{key}:{recipient.mark}", "timer", each.missed)
                messages.append({**message, "not_before": by_day(tx.now)})
    mutes.settle(tx, {each.id for each in ended})
    return notices.queue(tx, messages)


def _check(tx: Transaction, quiet: Quiet) -> None:
    faults, today = {}, local(tx.now).date()
    if quiet.reason not in MUTE_REASONS:
        faults["mute_reason"] = "Scegli una delle voci dell'elenco."
    elif quiet.reason == OTHER and not quiet.note:
        faults["note"] = "Con «altro» scrivi in una nota perché."
    if not today < quiet.until <= today + LONGEST:
        faults["until"] = "Scegli un giorno da domani a trenta giorni da oggi."
    if faults:
        raise Invalid(faults)
