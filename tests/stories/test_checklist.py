"""Rows of the field's checklist that are a story of their own, and the table that leads from each row to its tests."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from governance.codes import CATEGORIES
from governance.database import Database
from governance.deadlines import deadlines_of
from governance.desks import DeskFacts, add_desk, desks_for, sharing
from governance.dossiers import Dossier
from governance.networks import Membership
from governance.organisations import OrganisationKind, add_organisation
from governance.people import give_mandate
from governance.referrals import referral
from governance.roles import Role
from governance.services import Service
from tests.cast import FAMILY, LECCO, MONDAY, SINCE, Cast, cast
from tests.processes import HERE
from tests.stories.checklist import ROWS
from tests.stories.mapped import is_there
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, Sending, case_opening, need_opening, referral_opening
from workflows.signings import Cover, Signed, protocol_opening
from workflows.sweep import sweep

SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
BRESCIA, PADOVA, REGGIO = "017029", "028060", "035033"
VAL_TROMPIA, VALLE_SABBIA = "017075", "017197"
THEMES = (
    "bridge_housing", "financial_education", "legal_support", "mediation", "job_search", "school_support",
    "parenting", "health_support", "psychological_support", "social_support", "housing_advice", "maternity",
)  # fmt: skip


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_every_row_of_the_table_is_kept_by_tests_that_exist() -> None:
    assert [(row, each) for row, tests in ROWS.items() for each in tests if not is_there(each)] == []


def test_the_table_of_the_readme_holds_the_same_rows() -> None:
    section = (HERE / "README.md").read_text().split("## What the field asks")[1].split("\n## ")[0]
    said: set[str] = set()
    for prefix, numbers in re.findall(r"\b(MAM|IAM|LGN|LAB|AFC)-([\d, –]+)", section):
        for each in re.findall(r"(\d+)(?:–(\d+))?", numbers):
            first, last = int(each[0]), int(each[1] or each[0])
            said |= {f"{prefix}-{number:02}" for number in range(first, last + 1)}
    assert said == set(ROWS)


def test_every_theme_is_a_kind_of_service() -> None:
    assert set(THEMES) <= set(CATEGORIES)


def add_body(scene: Cast, name: str, kind: OrganisationKind, seat: str) -> int:
    """A member of the network."""
    with scene.database.transaction(MONDAY) as tx:
        found = add_organisation(tx, kind, f"Ente {name}", seat=seat, email=f"{name}@esempio.invalid")
        tx.add(Membership(network_id=scene.organisations["network"], organisation_id=found.id, valid_from=SINCE))
    scene.organisations[name] = found.id
    return found.id


def offers(scene: Cast, name: str, category: str) -> None:
    """What that member offers, to everywhere; the intake of the cast works there too."""
    with scene.database.transaction(MONDAY) as tx:
        give_mandate(tx, scene.people["intake"], scene.organisations[name], Role.INTAKE, SINCE)
        give_mandate(tx, scene.people["worker"], scene.organisations[name], Role.WORKER, SINCE)
        service = Service(organisation_id=scene.organisations[name], name=f"Servizio {name}", category=category)
        tx.add(service)
        tx.flush()
        scene.services[name] = service.id


def sign(scene: Cast, parties: list[str], category: str, places: tuple[str, ...] = ()) -> int:
    """A protocol between them, in force."""
    with scene.database.transaction(MONDAY) as tx:
        signed = Signed(
            network_id=scene.organisations["network"], title="Protocollo tra territori",
            legal_type="protocollo_intesa", signed_on=SINCE, starts_on=SINCE, ends_on=date(2028, 12, 31),
            parties=[scene.organisations[each] for each in parties],
            clauses=[Cover(category, municipalities=places)], fields=("name", "contact"),
        )  # fmt: skip
        return open_dossier(tx, protocol_opening(tx, scene.actor(tx, "manager"), signed))[0].id


def send(
    scene: Cast, place: str, service: str, category: str, grade: str = "ordinary", now: datetime = MONDAY
) -> Dossier:
    """A person of that municipality is taken in charge and sent to the service."""
    with scene.database.transaction(now) as tx:
        manager = scene.actor(tx, "manager")
        intake = Intake(scene.organisations["network"], scene.organisations["consortium"], place, [FAMILY], "Arriva.")
        case = open_dossier(tx, case_opening(tx, manager, intake))[0]
        scene.inform(tx, case.id, now.date())
        advance(tx, Attempt(case.id, "take_charge", manager))
        need = open_dossier(tx, need_opening(tx, manager, case, category, "Ha bisogno di questo."))[0]
        sending = Sending(need.id, scene.services[service], "Vi chiediamo un colloquio.", grade)
        made = open_dossier(tx, referral_opening(tx, sending, None, manager))[0]
        advance(tx, Attempt(made.id, "submit", manager))
    return made


def test_a_person_goes_from_brescia_to_padova_under_one_protocol(scene: Cast) -> None:
    add_body(scene, "brescia", OrganisationKind.MUNICIPALITY, BRESCIA)
    add_body(scene, "padova", OrganisationKind.COOPERATIVE, PADOVA)
    offers(scene, "padova", "cohousing")
    protocol_id = sign(scene, ["consortium", "padova"], "cohousing", (BRESCIA,))
    sent = send(scene, BRESCIA, "padova", "cohousing")
    scene.move(sent.id, "accept", "intake", worker=str(scene.people["worker"]))
    with scene.database.reading() as tx:
        assert (scene.stage(sent.id), referral(tx, sent.id).protocol_id) == ("accepted", protocol_id)


def test_an_office_of_a_municipality_receives_like_anybody(scene: Cast) -> None:
    for name in ("servizi sociali", "anagrafe", "ufficio tecnico", "asili nido", "polizia locale"):
        add_body(scene, name, OrganisationKind.OFFICE, LECCO)
    offers(scene, "anagrafe", "registry_office")
    sign(scene, ["consortium", "anagrafe"], "registry_office")
    sent = send(scene, LECCO, "anagrafe", "registry_office")
    scene.move(sent.id, "acknowledge", "intake")
    assert scene.stage(sent.id) == "received"


def test_an_emergency_is_answered_within_real_hours_even_on_sunday(scene: Cast) -> None:
    sent = send(scene, LECCO, "housing", "housing_search", "emergency", SATURDAY)
    with scene.database.reading() as tx:
        clock = next(each for each in deadlines_of(tx, sent.id) if each.timer == "acknowledge_due")
    assert clock.due_at == SATURDAY + timedelta(hours=24)
    assert sweep(scene.database, clock.due_at).noticed == 1


def desk(scene: Cast, name: str, seat: str, **more: object) -> int:
    """A desk of the consortium."""
    facts = DeskFacts(name=name, seat=seat, hours="lunedì, 9.00-12.30", **{"kind": "territory_desk", **more})  # type: ignore[arg-type]
    with scene.database.transaction(MONDAY) as tx:
        return add_desk(tx, scene.actor(tx, "administrator"), scene.organisations["consortium"], facts).id


def test_five_desks_in_three_regions_share_one_form(scene: Cast) -> None:
    form = "Scheda di primo ascolto 2.1"
    seats = {
        "Val Trompia": VAL_TROMPIA, "Valle Sabbia": VALLE_SABBIA, "Brescia": BRESCIA, "Padova": PADOVA,
        "Reggio Emilia": REGGIO,
    }  # fmt: skip
    for name, seat in seats.items():
        desk(scene, f"Sportello {name}", seat, municipalities=(seat,), instruments=(form,))
    with scene.database.reading() as tx:
        (found, _organisation), *others = desks_for(tx, PADOVA, MONDAY.date())
        assert found.name == "Sportello Padova" and others == []
        assert len(sharing(tx, found)[form]) == 4


def test_a_one_stop_shop_is_a_desk_with_its_professions(scene: Cast) -> None:
    team = "assistente sociale, psicologa, operatore legale"
    desk(scene, "One stop shop", LECCO, kind="one_stop_shop", team=team)
    with scene.database.reading() as tx:
        found = desks_for(tx, LECCO, MONDAY.date(), "one_stop_shop")
    assert [each.team for each, _organisation in found] == [team]
