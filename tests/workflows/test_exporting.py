from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from governance.actors import SYSTEM
from governance.database import Database
from governance.pathway_versions import versions
from tests.databases import copied
from tests.workflows.loans import LOAN
from workflows.exporting import export, read_parcel, take_up
from workflows.grounds import Ground
from workflows.loading import SHIPPED
from workflows.published import Unsound
from workflows.publishing import Written, publish, publish_shipped

BECAUSE = Ground("Prova")
VARIANT = (SHIPPED / "variants" / "referral_i_am.yaml").read_text(encoding="utf-8")


@pytest.fixture
def elsewhere(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    """Another installation, with nothing in it."""
    with copied(migrated, tmp_path / "elsewhere") as ready:
        yield ready


def exported(database: Database, named: str) -> bytes:
    publish_shipped(database, SYSTEM)
    with database.transaction() as tx:
        publish(tx, Written(VARIANT), SYSTEM, BECAUSE)
        return export(tx, named).encode()


def test_what_is_exported_arrives_word_for_word(database: Database, elsewhere: Database) -> None:
    sent = exported(database, "referral")
    with elsewhere.transaction() as tx:
        take_up(tx, read_parcel(sent, "r.yaml"), SYSTEM)
        stored = versions(tx)
    assert [(each.name, each.status) for each in stored] == [("referral", "draft")]
    assert stored[0].source == (SHIPPED / "referral_2.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
def test_the_end_of_a_text_survives(database: Database, ending: str) -> None:
    with database.transaction() as tx:
        publish(tx, Written(LOAN.rstrip() + ending), SYSTEM, BECAUSE)
        assert read_parcel(export(tx, "loan").encode(), "l.yaml").sources[0][0] == LOAN.rstrip() + ending


def test_a_variant_travels_with_its_base(database: Database, elsewhere: Database) -> None:
    parcel = read_parcel(exported(database, "referral_i_am@1"), "r.yaml")
    publish_shipped(elsewhere, SYSTEM)
    with elsewhere.transaction() as tx:
        assert [each.name for each in take_up(tx, parcel, SYSTEM)] == ["referral_i_am"]


def test_the_file_says_the_words_of_names_and_the_terms(database: Database) -> None:
    parcel = read_parcel(exported(database, "referral"), "r.yaml")
    assert (
        parcel.words["consent_covers"]
        == "Il consenso della persona, o il compito dell'ente pubblico, copre l'invio a questo ente"
    )
    assert (
        parcel.terms["acknowledge"]
        == "Presa visione dovuta: 2 giorni lavorativi (ordinaria), 72 ore (urgente), 24 ore (emergenza)"
    )


def test_a_name_that_is_missing_here_refuses_it_by_line(database: Database, elsewhere: Database) -> None:
    sent = exported(database, "referral").decode()
    text = (SHIPPED / "referral_2.yaml").read_text(encoding="utf-8")
    strange = text.replace("needs: [consent_covers, capacity_reserved]", "needs: [unit_free, capacity_reserved]")
    with elsewhere.transaction() as tx, pytest.raises(Unsound) as refused:
        take_up(tx, read_parcel(_again(sent, text, strange).encode(), "r.yaml"), SYSTEM)
    line = next(n for n, each in enumerate(sent.splitlines(), 1) if each.strip().startswith("accept:"))
    assert refused.value.sentence.startswith(f"r.yaml:{line}: ") and "«unit_free»" in refused.value.sentence


def test_a_text_altered_on_the_way_is_refused(database: Database) -> None:
    altered = exported(database, "referral").replace(b"{it: Presa visione", b"{it: Presa VISIONE", 1)
    with pytest.raises(Unsound, match="non è com'era quando fu esportato"):
        read_parcel(altered, "r.yaml")


@pytest.mark.parametrize(
    "content", [b"a: &x 1\nb: *x\n", b"pathway: loan\n", b"\xff", b"raccordo_pathway: 1\nsources: [1]\n"]
)
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Unsound, match=r"r\.yaml:\d+: "):
        read_parcel(content, "r.yaml")


def _again(sent: str, text: str, strange: str) -> str:
    """The file with another text in the place of the first, its digest made anew."""
    old, new = (sha256(each.encode()).hexdigest() for each in (text, strange))
    changed = sent.replace("needs: [consent_covers, capacity_reserved]", "needs: [unit_free, capacity_reserved]")
    return changed.replace(old, new)
