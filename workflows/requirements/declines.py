"""Requirements of a refusal and of an outcome: what each reason asks first, and which outcome may still come."""

from datetime import timedelta

from governance import history
from governance.declines import CONSEQUENCES
from governance.errors import Missing
from governance.sentences import Sentence
from governance.siblings import TAKEN_UP
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import MAKER
from workflows.situations import Situation

NOT_REACHED = ("not_reached_phone", "not_reached_message", "missed_appointment")
CROSSING = timedelta(hours=48)
"""How long after a withdrawal an outcome may still come in: the two crossed on the way."""


@requirements
def decline_grounded(situation: Situation) -> Missing | None:
    """C'è ciò che il motivo del diniego richiede"""
    follows = CONSEQUENCES.get(str(situation.codes.get("decline_reason", "")))
    if follows is None:
        return None
    if follows.note and not situation.texts.get("note", "").strip():
        return Missing(
            "Questo motivo chiede due parole nella nota: scrivi che cosa manca o è successo.", MAKER, code="note"
        )
    lines = history.lines_of(situation.tx, situation.dossier.id) if follows.attempts else []
    tried = sum(line.move == "record_contact" and line.answers.get("contact") in NOT_REACHED for line in lines)
    if tried >= follows.attempts:
        return None
    return Missing(
        Sentence(
            "Prima servono %(needed)s tentativi di contatto registrati: finora sono %(tried)s. Registrali con "
            "«Registra contatto».",
            needed=follows.attempts,
            tried=tried,
        ),
        "chi riceve",
        code="decline_reason",
    )


@requirements
def outcome_stands(situation: Situation) -> Missing | None:
    """L'invio è in carico, o è stato ritirato mentre l'esito arrivava"""
    if situation.pathway.stages[situation.dossier.stage].open:
        return None
    last = [line for line in history.lines_of(situation.tx, situation.dossier.id) if line.from_stage != line.to_stage][
        -1
    ]
    crossed = last.move == "withdraw" and last.from_stage in TAKEN_UP and last.at + CROSSING >= situation.now
    if crossed and last.answers.get("withdrawal_reason") != "parent_closed":
        return None
    return Missing("L'invio è stato ritirato prima che ci fosse un esito, e non si registra più.")
