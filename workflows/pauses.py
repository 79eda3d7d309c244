"""Pauses: for how long a dossier of each kind may be put on hold; who needs more puts it on hold again."""

from collections.abc import Mapping
from datetime import date, timedelta

from governance.sentences import Sentence
from workflows.calendars import local
from workflows.situations import Situation

LONGEST: Mapping[str, timedelta] = {"referral": timedelta(days=30), "case": timedelta(days=90)}


def pause_fault(situation: Situation, resumes_on: date) -> Sentence | None:
    """What is wrong with the day on which a dossier is to be resumed: gone by, or too far off for its kind."""
    today = local(situation.now).date()
    if resumes_on < today:
        return Sentence("La ripresa non può essere in un giorno già passato.")
    longest = LONGEST.get(situation.dossier.kind)
    if longest is None or resumes_on <= today + longest:
        return None
    return Sentence(
        "Si sospende al massimo per %(days)s giorni: scrivi una ripresa entro il %(last)s.",
        days=longest.days,
        last=f"{today + longest:%d/%m/%Y}",
    )
