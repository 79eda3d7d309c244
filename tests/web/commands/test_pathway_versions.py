import json
from pathlib import Path

import pytest

from governance.database import Database
from governance.errors import RaccordoError
from governance.pathway_versions import versions
from tests.cast import Cast, cast
from tests.databases import copied
from tests.web.commands.test_pathway import answer
from tests.workflows.deciding import decision
from tests.workflows.loans import LOAN, spoilt
from tests.workflows.test_publishing import VARIANT
from workflows.loading import SHIPPED

BECAUSE = ("--reason", "Deciso in riunione")


@pytest.fixture
def scene(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """An installation that the environment names, with the cast in it."""
    with copied(migrated, tmp_path / "var") as database:
        ready = cast(database)
    monkeypatch.setenv("RACCORDO_FOLDER", str(tmp_path / "var"))
    (tmp_path / "loan.yaml").write_text(LOAN, encoding="utf-8")
    return ready


def statuses(database: Database) -> dict[str, str]:
    with database.reading() as tx:
        return {f"{each.name}@{each.version}": each.status for each in versions(tx)}


def publish_another(folder: Path) -> None:
    """Another version of the pathway of cases, word for word the newest that is shipped."""
    text = (SHIPPED / "case_2.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text.replace("version: 2", "version: 3"), encoding="utf-8")
    answer("publish", folder / "case.yaml", *BECAUSE)


def test_a_file_is_published_on_a_reason_and_retired(scene: Cast, tmp_path: Path) -> None:
    with pytest.raises(RaccordoError, match="Scrivi il motivo"):
        answer("publish", tmp_path / "loan.yaml")
    assert answer("publish", tmp_path / "loan.yaml", *BECAUSE, "--by", "administrator@esempio.invalid") == 0
    assert answer("retire", "loan@1", *BECAUSE) == 0
    assert statuses(scene.database)["loan@1"] == "retired"


def test_a_manager_publishes_a_networks_variant_on_a_decision(
    scene: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = decision(scene, "approve").code
    answer("publish", tmp_path / "loan.yaml", *BECAUSE)
    (tmp_path / "valley.yaml").write_text(VARIANT, encoding="utf-8")
    by = ("--network", "prova", "--by", "manager@esempio.invalid")
    with pytest.raises(RaccordoError, match="nessuna pagina"):
        answer("publish", tmp_path / "valley.yaml", "--decision", "DEC-0000-0000", *by)
    assert answer("publish", tmp_path / "valley.yaml", "--decision", code, *by) == 0
    assert "pubblicato: loan_valley 1" in capsys.readouterr().out
    assert statuses(scene.database)["loan_valley@1"] == "published"


def test_only_an_administrator_publishes_in_their_own_name(scene: Cast, tmp_path: Path) -> None:
    for email in ("worker@esempio.invalid", "nobody@esempio.invalid"):
        with pytest.raises(RaccordoError):
            answer("publish", tmp_path / "loan.yaml", *BECAUSE, "--by", email)
    assert "loan@1" not in statuses(scene.database)


def test_what_is_exported_is_imported_as_a_draft_tried_and_published(
    scene: Cast, tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("publish", tmp_path / "loan.yaml", *BECAUSE)
    capsys.readouterr()
    answer("export", "loan")
    (tmp_path / "parcel.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setenv("RACCORDO_FOLDER", str(tmp_path / "elsewhere"))
    with copied(migrated, tmp_path / "elsewhere") as elsewhere:
        assert answer("import", tmp_path / "parcel.yaml") == 0
        assert statuses(elsewhere) == {"loan@1": "draft"}
        assert answer("tried", "loan@1") == 0
        assert answer("publish", "loan@1", *BECAUSE) == 0
        capsys.readouterr()
        assert answer("import", tmp_path / "parcel.yaml") == 0
        assert "c'è già, parola per parola" in capsys.readouterr().err
        assert statuses(elsewhere) == {"loan@1": "published"}


def test_a_network_that_is_not_there_is_refused(scene: Cast, tmp_path: Path) -> None:
    with pytest.raises(RaccordoError, match="Nessuna rete"):
        answer("publish", tmp_path / "loan.yaml", *BECAUSE, "--network", "altrove")


def test_a_migration_is_said_first_and_done_when_asked(
    scene: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scene.case()
    publish_another(tmp_path)
    (tmp_path / "map.json").write_text(json.dumps({"open": "open", "intake": "intake"}), encoding="utf-8")
    words = ("migrate", "case@2", "case@3", tmp_path / "map.json")
    capsys.readouterr()
    assert answer(*words) == 0
    assert capsys.readouterr().out == f"{case.code}: open → open\n"
    assert answer(*words, "--apply", *BECAUSE) == 0
    assert answer(*words) == 0
    assert "0 da spostare" in capsys.readouterr().err


def test_what_would_be_stranded_is_named_and_refuses_it(
    scene: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scene.case()
    publish_another(tmp_path)
    (tmp_path / "map.json").write_text("{}", encoding="utf-8")
    assert answer("migrate", "case@2", "case@3", tmp_path / "map.json", "--apply", *BECAUSE) == 1
    assert f"{case.code}: open" in capsys.readouterr().err


def test_a_file_with_faults_is_refused_by_line(scene: Cast, tmp_path: Path) -> None:
    (tmp_path / "loan.yaml").write_text(spoilt(("to: lent", "to: lnet")), encoding="utf-8")
    with pytest.raises(RaccordoError, match=r"loan\.yaml:\d+: .*lnet"):
        answer("publish", tmp_path / "loan.yaml", *BECAUSE)
