"""Effects that close the loop: what a refusal does to the service, what stays for the sender, what is asked later."""

from datetime import timedelta

from governance import dossiers, history, shortages
from governance.actors import ROME
from governance.declines import CONSEQUENCES, Effect, declined_for
from governance.referrals import referral
from governance.siblings import TAKEN_UP
from workflows.effects.registry import effects
from workflows.requirements.subjects import today
from workflows.situations import Following, Situation

FOLLOW_UP = timedelta(days=30)
MARKED = {"submit": "sent_on", "acknowledge": "acknowledged_on", "accept": "accepted_on", "start": "started_on"}
"""The moves whose day stays in the summary, and what that day is called there."""


@effects
def take_consequence(situation: Situation) -> None:
    """Applica al servizio ciò che il motivo del diniego comporta"""
    reason = declined_for(history.lines_of(situation.tx, situation.dossier.id))
    follows = CONSEQUENCES.get(reason)
    service_id = situation.recall(referral).service_id
    if follows and follows.effect is Effect.FULL:
        shortages.say_full(situation.tx, situation.actor, service_id, reason)
    elif follows and follows.effect is Effect.DOUBTED:
        shortages.doubt(situation.tx, situation.actor, service_id, reason)


@effects
def keep_summary(situation: Situation) -> None:
    """Conserva il riassunto: date, protocollo ed esito, senza dati della persona"""
    facts, kept = situation.recall(referral), dict[str, str]()
    for line in history.lines_of(situation.tx, situation.dossier.id):
        if line.move in MARKED:
            kept[MARKED[line.move]] = line.at.astimezone(ROME).date().isoformat()
        elif line.move == "record_outcome":
            kept |= {name: str(line.answers[name]) for name in ("outcome", "outcome_on") if name in line.answers}
    confirmed = "system" if situation.actor.is_system else "sender"
    facts.summary = {**kept, "closed_on": today(situation).isoformat(), "confirmed_by": confirmed}
    situation.tx.flush()


@effects
def plan_follow_up(situation: Situation) -> None:
    """Fissa quando risentire la persona"""
    situation.dates["follow_up_on"] = (today(situation) + FOLLOW_UP).isoformat()


@effects
def propose_siblings(situation: Situation) -> None:
    """Propone a chi ha inviato di ritirare gli altri invii dello stesso bisogno"""
    for child in dossiers.children_of(situation.tx, situation.dossier.id, ("referral",)):
        if child.open and child.stage not in TAKEN_UP:
            situation.following.append(Following(child.id, "propose_withdrawal"))
