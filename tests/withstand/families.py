"""As many families as a test needs, none of which could be taken for another."""

from dataclasses import replace
from datetime import datetime

from governance.dossiers import Dossier
from tests.cast import FAMILY, MONDAY, Cast

SURNAMES = ("Inventata", "Provarete", "Fintocasa", "Esempiolungo")
YEARS = 60


def another_case(scene: Cast, number: int, now: datetime = MONDAY) -> Dossier:
    """The case of the family with this number."""
    family = replace(
        FAMILY,
        family_name=f"{SURNAMES[number // YEARS]}{number}",
        born_on=f"{1940 + number % YEARS}-05-01",
        document=f"YY{number:07}",
    )
    return scene.case(now, family)


def drafts(scene: Cast, number: int, service: str = "housing") -> list[int]:
    """One draft referral of each of so many families."""
    return [scene.referral(scene.need(another_case(scene, each)), service=service).id for each in range(1, number + 1)]


def sent(scene: Cast, number: int) -> list[int]:
    """One referral of each of so many families, on its way."""
    found = drafts(scene, number)
    for referral_id in found:
        scene.move(referral_id, "submit", "manager")
    return found


def accepted(scene: Cast, number: int) -> list[int]:
    """One referral of each of so many families, followed by a worker."""
    found = sent(scene, number)
    for referral_id in found:
        scene.move(referral_id, "accept", "intake", worker=str(scene.people["worker"]))
    return found
