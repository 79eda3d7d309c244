"""How each kind of dossier begins: who takes part as what, and the facts it is opened with."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance import cases, dossiers, health, participations, referrals
from governance.actors import ROME, SYSTEM, Actor
from governance.beneficiaries import Identity, add_beneficiary, open_household
from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotPermitted, NotVisible
from governance.organisations import OrganisationKind, organisation_at, representatives_of
from governance.participations import Joining, Part
from governance.policy import Permission, permissions_on
from governance.roles import Capacity
from governance.services import service
from governance.standings import Standing, write_standing
from governance.territory import municipalities
from workflows.attempt import Opening

NOT_OF_HEALTH = "Un bisogno di salute lo apre chi segue la presa in carico, o un operatore sanitario dello stesso ente."


@dataclass(frozen=True, slots=True)
class Intake:
    """What a new case is opened with: the people of the household, the municipality, the situation in words."""

    network_id: int
    organisation_id: int
    municipality: str
    people: Sequence[Identity]
    situation: str = ""
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """What a new referral is opened with; `grade` is its urgency."""

    need_id: int
    service_id: int
    request: str
    grade: str | None = None


def case_opening(tx: Transaction, actor: Actor, intake: Intake, key: str = "") -> Opening:
    """A case for a household that is entered now."""

    def facts(tx: Transaction, dossier: Dossier) -> None:
        for identity in intake.people:
            add_beneficiary(tx, dossier.household_id, identity)
        case = cases.Case(id=dossier.id, household_id=dossier.household_id, municipality=intake.municipality)
        tx.add(case)
        tx.flush()
        if intake.situation:
            cases.write_situation(tx, case, intake.situation)
        if intake.standing:
            write_standing(tx, case, intake.standing)

    household = open_household(tx)
    parts = [
        Joining(intake.organisation_id, Capacity.CASE, actor.person_id),
        Joining(intake.network_id, Capacity.NETWORK),
        *plan_office_for(tx, intake.municipality),
    ]
    title = case_title(tx, intake.municipality)
    return Opening("case", title, parts, facts, actor, intake.network_id, household_id=household.id, key=key)


def need_opening(tx: Transaction, actor: Actor, case: Dossier, category: str, words: str) -> Opening:
    """A need of a case; the case's team follows it, one about health only those who read the health part.

    NotPermitted: it is about health and the actor is none of them.
    """
    area, team = CATEGORIES[category].area, participations.parts_of(tx, case.id)
    allowed = actor.is_system or Permission.HEALTH in permissions_on(actor, "case", team)
    if area == health.AREA and not allowed:
        raise NotPermitted(NOT_OF_HEALTH)

    def facts(tx: Transaction, dossier: Dossier) -> None:
        need = cases.Need(id=dossier.id, case_id=case.id, area=area, category=category)
        tx.add(need)
        tx.flush()
        cases.write_description(tx, need, dossier.household_id, words)

    parts = [Joining(*part[1:4], reading=_reading(part.capacity, area)) for part in team]
    return Opening(
        kind="need",
        title=CATEGORIES[category].it,
        parts=parts,
        facts=facts,
        actor=actor,
        network_id=case.network_id,
        household_id=case.household_id,
        parent_id=case.id,
        move="create",
    )


def referral_opening(tx: Transaction, sending: Sending, sender: Part | None, actor: Actor = SYSTEM) -> Opening:
    """A draft referral; the recipient takes part from the beginning but reads nothing before it is sent.

    `sender` is who sends: its organisation and the person who follows; without it, whoever follows the need.
    """

    def facts(tx: Transaction, dossier: Dossier) -> None:
        referral = referrals.Referral(id=dossier.id, need_id=sending.need_id, service_id=sending.service_id)
        tx.add(referral)
        tx.flush()
        referrals.write_request(tx, referral, dossier.household_id, sending.request)

    need, target = dossiers.read(tx, sending.need_id), service(tx, sending.service_id)
    if target is None:
        raise NotVisible
    team = {part.capacity: part for part in participations.parts_of(tx, need.id)}
    area = cases.need(tx, need.id).area
    sent_by = sender or team[Capacity.CASE]
    parts = [
        Joining(
            sent_by.organisation_id,
            Capacity.SENDER,
            sent_by.person_id or actor.person_id,
            _reading(Capacity.SENDER, area),
        ),
        Joining(target.organisation_id, Capacity.RECIPIENT, reading="none"),
        *(Joining(team[each].organisation_id, each) for each in ("network", "plan_office") if each in team),
    ]
    return Opening(
        kind="referral",
        title=target.name,
        parts=parts,
        facts=facts,
        actor=actor,
        network_id=need.network_id,
        household_id=need.household_id,
        parent_id=need.id,
        grade=sending.grade,
    )


def _reading(capacity: str, area: str) -> str:
    return health.reading_of(area) if capacity in health.FOLLOWING else "content"


def case_title(tx: Transaction, municipality: str) -> str:
    """What a case is called: the place, and nobody's name."""
    return f"Nucleo di {municipalities(tx.now.astimezone(ROME).date())[municipality].name}"


def plan_office_for(tx: Transaction, municipality: str) -> list[Joining]:
    """The Ufficio di Piano that acts for the municipality today, if one does."""
    place = organisation_at(tx, OrganisationKind.MUNICIPALITY, municipality)
    if place is None:
        return []
    acting = representatives_of(tx, [place], tx.now.astimezone(ROME).date()).get(place, [])
    return [Joining(each, Capacity.PLAN_OFFICE) for each in acting[:1]]
