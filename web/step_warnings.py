"""What a step brings about that its table does not say: a withdrawal by stage, a refusal, a team not whole."""

from collections.abc import Iterator, Mapping

from governance import history
from governance.declines import CONSEQUENCES, declined_for
from web.dossier_sights import Sight
from web.dossier_team import lacks_of_team, team_now
from web.texts import lazy, locale
from workflows.pathway import Step

_UNSENT = lazy("Non era ancora partito nulla: nessuno viene avvisato.")
_UNANSWERED = lazy("Chi riceve lo sa subito e non deve più rispondere. Da ora vede solo che l'invio c'è stato.")
_TAKEN_UP = lazy(
    "Il servizio ha già preso in carico la persona: il posto torna libero e chi la seguiva non legge più nulla. Se un "
    "esito c'era già, il servizio può ancora registrarlo per due giorni: in quel caso vale l'esito."
)
WITHDRAWALS: Mapping[str, str] = {
    "draft": _UNSENT,
    "exception_asked": _UNSENT,
    "submitted": _UNANSWERED,
    "received": _UNANSWERED,
    "info_requested": _UNANSWERED,
    "waitlisted": lazy("La persona perde il suo turno nella lista d'attesa. Chi riceve lo sa subito."),
    "decline_review": lazy("La verifica del diniego si ferma qui, e del diniego non resta nessuna conseguenza."),
    "accepted": _TAKEN_UP,
    "in_progress": _TAKEN_UP,
    "on_hold": _TAKEN_UP,
}
"""What the withdrawal of a referral means, by the stage it is withdrawn from."""


def warnings_of(sight: Sight, step: Step) -> Iterator[str]:
    """The sentences to read before the step is made."""
    if sight.dossier.kind == "case" and step.move == "take_charge":
        yield from lacks_of_team(team_now(sight))
    if sight.dossier.kind != "referral":
        return
    if step.move == "withdraw" and step.from_stage in WITHDRAWALS:
        yield str(WITHDRAWALS[step.from_stage])
    if step.move == "confirm_decline":
        reason = declined_for(history.lines_of(sight.situation.tx, sight.dossier.id))
        if reason in CONSEQUENCES:
            yield CONSEQUENCES[reason].text(locale())
