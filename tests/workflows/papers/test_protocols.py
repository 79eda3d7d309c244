"""The papers of a registered protocol: what its facts give, and what is missing is listed, never assumed."""

from datetime import date

import pytest

from document_templates.checks.findings import Severity
from document_templates.layout import builtin
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotVisible
from governance.particulars import write_particulars
from governance.protocols import protocol
from tests.agreed import PARTIES, complete
from tests.cast import MONDAY, Cast, cast
from tests.document_templates.making import text_of
from workflows.issuing.by_hand import Prepared, prepare
from workflows.situations import situation_of


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def prepared(scene: Cast, name: str = "protocol_text", party: str = "") -> Prepared:
    with scene.database.reading(MONDAY) as tx:
        situation = situation_of(tx, tx.get_one(Dossier, scene.protocol_id), scene.actor(tx, "manager"))
        return prepare(situation, name, scene.organisations[party] if party else None)


def blocking(found: Prepared) -> set[str]:
    return {each.field for each in found.of(Severity.BLOCKING)}


def test_what_nobody_wrote_is_listed_with_its_field(scene: Cast) -> None:
    whole = {"subject", "beneficiaries", "training", "forum", "withdrawal_days", "accession_days"}
    parties = {"parties[0].power", "parties[3].representative", "parties[0].organisation.fiscal_code"}
    assert whole | parties <= blocking(prepared(scene))


def test_a_completed_protocol_lacks_only_what_has_no_noun_yet(scene: Cast) -> None:
    complete(scene)
    found = prepared(scene)
    assert blocking(found) == set()
    assert {each.code for each in found.of(Severity.GRAVE)} == {"PTC-03", "PTC-08", "PTC-09"}


def test_the_text_says_what_the_protocol_says(scene: Cast) -> None:
    complete(scene)
    words = text_of(builtin("protocol_text").render(prepared(scene).facts))
    for said in ("Ente plan_office (capofila)", "durata è di 36 mesi", "dal 1° gennaio 2026 al 31 dicembre 2028",
                 "Lecco e Monza", "ricerca della casa | 10 giorni", "preavviso di 90 giorni"):  # fmt: skip
        assert said in words
    assert "{{" not in words and "None" not in words


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2026, 1, 1), date(2028, 12, 31), 36),
        (date(2026, 3, 1), date(2029, 2, 28), 36),
        (date(2026, 1, 15), date(2027, 1, 14), 12),
        (date(2026, 1, 15), date(2027, 1, 13), 11),
    ],
)
def test_the_months_of_a_protocol_count_both_its_days(scene: Cast, starts_on: date, ends_on: date, months: int) -> None:
    with scene.database.transaction(MONDAY) as tx:
        facts = protocol(tx, scene.protocol_id)
        facts.starts_on, facts.ends_on = starts_on, ends_on
    assert prepared(scene).facts.months == months


def test_no_article_promises_that_data_are_not_exchanged_where_referrals_are(scene: Cast) -> None:
    complete(scene)
    assert prepared(scene).facts.article.privacy is None


def test_a_role_in_the_treatment_of_data_is_never_assumed(scene: Cast) -> None:
    complete(scene)
    with scene.database.transaction(MONDAY) as tx:
        dossier = tx.get_one(Dossier, scene.protocol_id)
        write_particulars(tx, dossier, None, {"data_role": "", "protection_contact": "Ente plan_office"})
    assert {f"parties[{place}].data_role" for place in range(4)} <= blocking(prepared(scene))
    assert "data_role" in blocking(prepared(scene, "accession", "group"))


def test_an_accession_waits_for_the_text_it_accepts(scene: Cast) -> None:
    complete(scene)
    assert blocking(prepared(scene, "accession", "group")) == {"agreement.sha256"}


def test_an_accession_names_the_other_parties_and_who_signs(scene: Cast) -> None:
    complete(scene)
    facts = prepared(scene, "accession", "cooperative").facts
    assert facts.representative == "Elio Prove"
    assert facts.agreement.members == tuple(f"Ente {name}" for name in PARTIES if name != "cooperative")


def test_without_anything_written_who_holds_the_mandate_signs(scene: Cast) -> None:
    facts = prepared(scene, "accession", "cooperative").facts
    assert (facts.representative, facts.quality) == ("Head Inventati", "responsabile")


def test_nobody_but_a_party_has_an_accession(scene: Cast) -> None:
    with pytest.raises(NotVisible):
        prepared(scene, "accession", "stranger")


def test_a_document_of_another_kind_of_dossier_does_not_exist_here(scene: Cast) -> None:
    with pytest.raises(NotVisible):
        prepared(scene, "referral_letter")


def test_the_act_of_a_party_is_printed_and_missed_where_it_is_not_whole(scene: Cast) -> None:
    complete(scene)
    party = scene.organisations["group"]
    with scene.database.transaction(MONDAY) as tx:
        dossier, act = tx.get_one(Dossier, scene.protocol_id), {"act_kind": "members", "act_number": "7"}
        write_particulars(tx, dossier, party, act)
    lacking = {each.field for each in prepared(scene, "accession", "group").findings}
    with scene.database.transaction(MONDAY) as tx:
        write_particulars(tx, tx.get_one(Dossier, scene.protocol_id), party, {"act_on": "2026-02-01"})
    found = prepared(scene, "accession", "group")
    assert "act" in lacking and "act" not in {each.field for each in found.findings}
    assert (found.facts.act.kind, found.facts.act.number) == ("members", "7")
