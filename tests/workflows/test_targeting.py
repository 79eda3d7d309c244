"""Targets: the rules of the five projects read on a household, each refusal with its reason and who can mend it."""

from typing import Any

import pytest

from governance.cases import case
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.history import lines_of
from governance.networks import Network
from governance.standings import Standing, write_standing
from tests.cast import FAMILY as PERSON
from tests.cast import LECCO, MONDAY, Cast, cast
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, case_opening
from workflows.conditions import conditions
from workflows.targeting import ASKED_BY, Target, targets

ELIGIBLE = {
    "usual": Standing(),
    "after_care": Standing(permit="work", permit_until="2027-01-01", resident="yes"),
    "mano_a_mano": Standing(permit="asylum_request", reception="hosted"),
    "i_am": Standing(permit="refugee", permit_until="2027-01-01"),
    "lgnet2": Standing(permit="special", reception="left", emergency="yes", vulnerabilities=("illness",)),
}
REFUSED = [
    ("after_care", Standing(permit="none", resident="yes"), "soggiorna regolarmente"),
    ("after_care", Standing(permit="work", permit_until="2026-01-01", resident="yes"), "scaduto"),
    ("after_care", Standing(permit="work", resident="no"), "chi è residente"),
    ("mano_a_mano", Standing(permit="work", reception="hosted"), "richiesta di asilo, status di rifugiato"),
    ("mano_a_mano", Standing(permit="refugee", reception="left"), "è in una struttura di accoglienza"),
    ("i_am", Standing(permit="asylum_request"), "status di rifugiato, protezione sussidiaria"),
    ("lgnet2", Standing(permit="special", reception="left", emergency="yes", vulnerabilities=()), "vulnerabilità"),
    ("lgnet2", Standing(permit="special", reception="left", emergency="no", vulnerabilities=("illness",)), "emergenza"),
    ("lab_impact", Standing(), "accompagna le reti, non le persone"),
]


def arrived(scene: Cast, rule: str, standing: Standing) -> Dossier:
    """A case at its first contact in a network that uses the rule."""
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Network, scene.organisations["network"]).target_rule = rule
        manager = scene.actor(tx, "manager")
        places = scene.organisations["network"], scene.organisations["consortium"]
        opened, _line = open_dossier(tx, case_opening(tx, manager, Intake(*places, LECCO, [PERSON])))
        scene.inform(tx, opened.id, MONDAY.date())
        write_standing(tx, case(tx, opened.id), standing)
    return opened


def take(scene: Cast, dossier: Dossier, move: str = "take_charge", **answers: str) -> Any:
    with scene.database.transaction(MONDAY) as tx:
        return advance(tx, Attempt(dossier.id, move, scene.actor(tx, "manager"), answers=answers)).answers


@pytest.mark.parametrize("rule", ELIGIBLE)
def test_who_a_programme_serves_is_taken_in_charge_and_the_rule_is_frozen(database: Database, rule: str) -> None:
    scene = cast(database)
    assert take(scene, arrived(scene, rule, ELIGIBLE[rule]))["target"] == f"{rule}@1"


@pytest.mark.parametrize(("rule", "standing", "why"), REFUSED)
def test_every_refusal_says_why_and_who_can_mend_it(
    database: Database, rule: str, standing: Standing, why: str
) -> None:
    scene = cast(database)
    with pytest.raises(Unmet) as refused:
        take(scene, arrived(scene, rule, standing))
    assert why in refused.value.sentence and all(each.mender for each in refused.value.missing)


def test_what_nobody_asked_is_asked_all_at_once(database: Database) -> None:
    scene = cast(database)
    with pytest.raises(Unmet) as refused:
        take(scene, arrived(scene, "lgnet2", Standing()))
    assert [each.page for each in refused.value.missing] == ["case:standing"] * 4


def test_a_permit_that_is_being_renewed_has_not_expired(database: Database) -> None:
    scene = cast(database)
    standing = Standing(permit="refugee", permit_until="2026-01-01", renewing="yes")
    assert take(scene, arrived(scene, "i_am", standing))["target"] == "i_am@1"


def test_a_manager_waives_with_a_reason_only_what_the_rule_lets(database: Database) -> None:
    scene = cast(database)
    waivable = arrived(scene, "after_care", Standing(permit="work", resident="no"))
    said = take(scene, waivable, "take_charge_waiving", reason="Ha chiesto la residenza ieri.")
    assert said["waived"] == ["resident"]
    strict = arrived(scene, "after_care", Standing(permit="none", resident="yes"))
    with pytest.raises(Unmet, match="soggiorna regolarmente"):
        take(scene, strict, "take_charge_waiving", reason="Serve comunque.")


def test_a_fact_nobody_asked_is_never_waived(database: Database) -> None:
    scene = cast(database)
    dossier = arrived(scene, "after_care", Standing(permit="work"))
    with pytest.raises(Unmet, match="Scrivi se la persona è residente"):
        take(scene, dossier, "take_charge_waiving", reason="Non lo sappiamo.")


def test_who_has_everything_needs_no_exception(database: Database) -> None:
    scene = cast(database)
    with pytest.raises(Unmet, match="non serve una deroga"):
        take(scene, arrived(scene, "usual", Standing()), "take_charge_waiving", reason="Per prudenza.")


def test_the_facts_are_sealed_and_history_says_only_the_rule(database: Database) -> None:
    scene = cast(database)
    dossier = arrived(scene, "i_am", ELIGIBLE["i_am"])
    take(scene, dossier)
    with database.reading() as tx:
        assert b"refugee" not in (case(tx, dossier.id).sealed_standing or b"")
        assert "refugee" not in str([line.answers for line in lines_of(tx, dossier.id)])


@pytest.mark.parametrize("rule", targets().values(), ids=lambda rule: rule.target)
def test_every_rule_names_conditions_that_exist(rule: Target) -> None:
    assert {each.needs for each in rule.conditions} <= conditions.names
    assert set(ASKED_BY) <= conditions.names and rule.label["it"] and rule.label["en"]
