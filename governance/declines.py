"""Declines: what each reason to decline asks first, and what follows once a second person has confirmed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.history import StageChange


class Effect(StrEnum):
    """What a confirmed refusal does to the service in the directory."""

    NOTHING = ""
    FULL = "full"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Consequence:
    """In words, in both languages. `attempts` are the contacts to record first; `note` whether words are needed.

    `elsewhere`: the person is to be sent to another service, which who confirms may do at once.
    """

    it: str
    en: str
    effect: Effect = Effect.NOTHING
    attempts: int = 0
    note: bool = False
    elsewhere: bool = False

    def text(self, language: str) -> str:
        """The words in that language."""
        return self.en if language == "en" else self.it


def declined_for(lines: Sequence[StageChange]) -> str:
    """The code of the reason last given in these lines; empty where no refusal was proposed."""
    reasons = [str(line.answers.get("decline_reason", "")) for line in lines if line.move == "propose_decline"]
    return reasons[-1] if reasons else ""


CONSEQUENCES: Mapping[str, Consequence] = {
    "not_eligible": Consequence(
        "Il bisogno torna aperto. Si può inviare di nuovo quando la situazione della persona cambia.",
        "The need is open again. The person may be sent again once their situation changes.",
    ),
    "no_capacity": Consequence(
        "Il servizio risulta senza posti finché il suo responsabile non li riapre. La mancanza va tra le criticità.",
        "The service shows no free place until its head opens it again. The shortage goes among the blockages.",
        Effect.FULL,
    ),
    "service_not_provided": Consequence(
        "Il servizio va verificato di nuovo, perché l'elenco dice altro. L'errore va tra le criticità.",
        "The service is to be verified anew, because the directory says otherwise. It goes among the blockages.",
        Effect.DOUBTED,
        elsewhere=True,
    ),
    "outside_area": Consequence(
        "Il servizio va verificato di nuovo, perché l'elenco dice altro. L'errore va tra le criticità.",
        "The service is to be verified anew, because the directory says otherwise. It goes among the blockages.",
        Effect.DOUBTED,
        elsewhere=True,
    ),
    "already_served": Consequence(
        "Il bisogno torna aperto: chi segue la persona verifica e, se è già accolta, lo chiude.",
        "The need is open again: who follows the person checks and, if somebody serves them already, closes it.",
    ),
    "missing_documents": Consequence(
        "Il bisogno torna aperto. Scrivi nella nota quali documenti mancano: chi segue la persona li raccoglie.",
        "The need is open again. Write in the note which documents are missing: who follows the person gets them.",
        note=True,
    ),
    "protocol_missing_or_expired": Consequence(
        "Il bisogno torna aperto. La mancanza del protocollo va tra le criticità, da portare al tavolo.",
        "The need is open again. The missing protocol goes among the blockages, to be brought to the table.",
    ),
    "needs_higher_level": Consequence(
        "Chi verifica può reindirizzare subito la persona a un servizio più specialistico.",
        "Who reviews it may reroute the person to a more specialised service at once.",
        elsewhere=True,
    ),
    "safety": Consequence(
        "Scrivi nella nota che cosa è successo: la leggono solo chi invia e chi riceve.",
        "Write in the note what happened: only sender and recipient read it.",
        note=True,
    ),
    "person_declined": Consequence(
        "Il bisogno torna aperto: chi segue la persona ne parla con lei prima di un altro invio.",
        "The need is open again: who follows the person talks to them before another referral.",
    ),
    "person_not_reachable": Consequence(
        "Servono prima tre tentativi di contatto registrati. Poi il bisogno torna a chi segue la persona.",
        "Three attempts to reach the person must be recorded first. Then the need goes back to who follows them.",
        attempts=3,
    ),
    "person_moved": Consequence(
        "Il bisogno torna aperto: chi segue la persona la affida al territorio dove vive ora.",
        "The need is open again: who follows the person hands them over to where they live now.",
    ),
    "other": Consequence(
        "Scrivi nella nota il motivo: senza, il diniego non parte.",
        "Write the reason in the note: without it the refusal does not go ahead.",
        note=True,
    ),
}
"""By the code of the reason (`codes.DECLINE_REASONS`)."""
