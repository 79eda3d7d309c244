"""What commands load: none of what another one needs, so that each starts at once."""

from tests.processes import loaded, loaded_by


def test_checking_a_pathway_loads_neither_pages_nor_prefect() -> None:
    found = loaded_by("pathway", "check", "workflows/pathways/need.yaml")
    assert "web" in found and not found & {"flask", "prefect"}


def test_the_pages_start_without_what_only_other_work_needs() -> None:
    found = loaded("import web.answering")
    assert "flask" in found and not found & {"alembic", "mako", "prefect", "transitions", "pygments"}


def test_who_keeps_the_pages_alive_loads_none_of_them() -> None:
    found = loaded_by("up", "--help")
    assert "web" in found and not found & {"flask", "docx", "prefect", "waitress"}
