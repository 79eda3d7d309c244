"""1,072 real bodies of three provinces brought in as they are, compared with what is known of the file."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from governance.organisations import Organisation, OrganisationKind
from governance.registers import Act
from governance.territory import municipalities
from tests.web.desk import words_of
from tests.web.site import Site, Visit

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "organisations"
REAL, ORACLE = FOLDER / "third_sector_MB_LC_LO.csv", FOLDER / "third_sector_MB_LC_LO.oracle.json"
PAGE = "/enti/importa"
MOST_STATEMENTS = 40


@pytest.fixture
def rows() -> str:
    if not REAL.exists():
        pytest.skip(f"{REAL} is not here: nothing real to bring in")
    return REAL.read_text(encoding="utf-8")


@pytest.fixture
def known(rows: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ORACLE.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def administrator(any_site: Site) -> Visit:
    return any_site.visitor("administrator")


def brought(site: Site) -> list[Organisation]:
    with site.database.reading() as tx:
        return list(tx.scalars(select(Organisation).where(Organisation.seat.is_not(None))))


def test_a_preview_counts_every_row_and_writes_none(any_site: Site, administrator: Visit, rows: str) -> None:
    assert "1072 righe nuove" in words_of(administrator.send(PAGE, {"rows": rows}))
    assert brought(any_site) == []


def test_what_is_written_is_what_the_file_says(
    any_site: Site, administrator: Visit, rows: str, known: dict[str, Any]
) -> None:
    assert administrator.send(PAGE, {"rows": rows, "step": "write"}).status_code == 302
    found = brought(any_site)
    places = municipalities(any_site.database.now().date())
    names, seats = Counter(each.name for each in found), Counter(str(each.seat) for each in found)
    assert len(found) == known["rows"] == len({each.tax_code for each in found})
    assert Counter(places[str(each.seat)].plate for each in found) == known["by_province"]
    assert len(seats) == known["municipalities_with_entities"]
    assert [[*pair] for pair in seats.most_common(5)] == known["top5_municipalities"]
    assert sorted([*pair] for pair in names.items() if pair[1] > 1) == sorted(known["same_name_different_tax_code"])
    quoted = sum(not {'"', "'", "&"}.isdisjoint(name) for name in names.elements())
    assert (quoted, max(map(len, names))) == (known["names_with_quote_or_ampersand"], known["longest_name"])


def test_hints_become_kinds(any_site: Site, administrator: Visit, rows: str, known: dict[str, Any]) -> None:
    administrator.send(PAGE, {"rows": rows, "step": "write"})
    kinds, hints = Counter(each.kind for each in brought(any_site)), known["type_hint"]
    assert kinds[OrganisationKind.COOPERATIVE] == hints["cooperativa"]
    assert kinds[OrganisationKind.FOUNDATION] == hints["fondazione"]
    associations = kinds[OrganisationKind.ASSOCIATION] + kinds[OrganisationKind.VOLUNTEER_GROUP]
    assert associations == hints["associazione"] + hints["associazione_o_altro"]
    assert all("ODV" in each.name for each in brought(any_site) if each.kind == OrganisationKind.VOLUNTEER_GROUP)


def test_a_second_time_changes_nothing(any_site: Site, administrator: Visit, rows: str) -> None:
    for _ in range(2):
        assert administrator.send(PAGE, {"rows": rows, "step": "write"}).status_code == 302
    assert len(brought(any_site)) == 1072
    with any_site.database.reading() as tx:
        assert len(tx.scalars(select(Act.id).where(Act.act == "add_organisation")).all()) == 1072
    assert "1072 righe ci sono già" in words_of(administrator.send(PAGE, {"rows": rows}))


def test_dirty_rows_are_told_one_by_one_and_the_others_are_written(
    any_site: Site, administrator: Visit, rows: str
) -> None:
    lines = rows.splitlines()
    lines[10] = lines[10].replace(lines[10].split(",")[0], "12345678901")
    lines[20] = lines[20].replace(",097", ",999", 1)
    lines[1072] = lines[1071]
    dirty = "\n".join(lines)
    said = administrator.send(PAGE, {"rows": dirty}).text
    assert "1069 righe nuove" in said and "3 righe non si possono leggere" in said
    for line, sentence in (
        (11, "codice fiscale non è giusto"),
        (21, "Comune non è nell"),
        (1073, "ripete la riga 1072"),
    ):
        assert f"<td>{line}</td>" in said and sentence in said
    administrator.send(PAGE, {"rows": dirty, "step": "write"})
    assert len(brought(any_site)) == 1069


def test_a_thousand_rows_cost_as_many_statements_as_one(any_site: Site, administrator: Visit, rows: str) -> None:
    seen: list[str] = []
    event.listen(any_site.database.engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    administrator.send(PAGE, {"rows": rows, "step": "write"})
    assert len(seen) < MOST_STATEMENTS
