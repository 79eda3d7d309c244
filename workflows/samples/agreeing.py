"""Informing a household of the demonstration, recording what it agreed to, and scoring its needs."""

from datetime import date
from random import Random

from governance.actors import Actor
from governance.assessments import Assessment
from governance.codes import AREAS
from governance.consents import Consent, Information
from governance.database import Transaction
from workflows import consenting
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.scoring import assess, scale_of

LEAST, MOST = 2, 4
"""At intake hardly anybody is at the very bottom or at the very top of the scale."""
BETTER = 0.4
"""The share of areas that are a step better at a review."""


def agree(tx: Transaction, case_id: int, actor: Actor, language: str = "italiano", until: date | None = None) -> None:
    """The privacy notice given in person, and a signed consent for any organisation of the network, up to a day."""
    day, person_id = local(tx.now).date(), actor.person_id or 0
    told = Information(
        case_id=case_id, version="1.0", language=language, channel="in_person", given_on=day, recorded_by=person_id
    )
    agreed = Consent(case_id=case_id, evidence="signed", given_on=day, until=until, recorded_by=person_id)
    perform(tx, Act(case_id, "inform", actor), lambda situation: situation.tx.add(told))
    consenting.agree(tx, Act(case_id, "consent", actor), agreed)


def first_scores(rng: Random) -> dict[str, int]:
    """How the household fares in each area of life at intake."""
    return {area: rng.randint(LEAST, MOST) for area in AREAS}


def later_scores(rng: Random, before: dict[str, int]) -> dict[str, int]:
    """How it fares some months later: better here and there, seldom worse."""
    return {area: min(score + 1, MOST + 1) if rng.random() < BETTER else score for area, score in before.items()}


def score(tx: Transaction, actor: Actor, case: tuple[int, int | None], scores: dict[str, int], remark: str) -> None:
    """An assessment of a case (its key, that of its network), at intake or, with a remark, at a review."""
    case_id, network_id = case
    row = Assessment(
        case_id=case_id, made_on=local(tx.now).date(), occasion="review" if remark else "intake",
        scale=scale_of(tx, network_id).mark, recorded_by=actor.person_id or 0,
    )  # fmt: skip
    assess(tx, Act(case_id, "assess", actor), row, scores, remark)
