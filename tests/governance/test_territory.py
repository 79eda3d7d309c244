"""The territory on any day: counts, dates, search, and agreement with an independent list."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from holidays import country_holidays

from governance.territory import (
    Evidence,
    district_of,
    districts,
    find,
    memberships,
    municipalities,
    outlines,
    patron_saint,
)

TODAY = date(2026, 11, 22)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "territory"
DATA = Path(__file__).parents[2] / "governance" / "territory_data"
OTHER_SPELLINGS = {"021008": "Bolzano", "017158": "Puegnago del Garda"}


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"{path} is absent: nothing to compare with")
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_each_province_has_the_municipalities_it_has_today() -> None:
    counts = Counter(each.plate for each in municipalities(TODAY).values())
    asked = {plate: counts[plate] for plate in ("MB", "LC", "LO", "BS", "PD", "RE")}
    assert asked == {"MB": 55, "LC": 84, "LO": 60, "BS": 205, "PD": 101, "RE": 42}
    assert counts.total() - sum(asked.values()) == 16


def test_codes_names_and_cadastral_codes_agree_with_an_independent_list() -> None:
    listed = {row["istat_code"]: row for row in rows(SHARED / "municipalities.csv")}
    ours = municipalities(TODAY)
    assert set(ours) == set(listed)
    assert {code: listed[code]["name"] for code in ours if ours[code].name != listed[code]["name"]} == OTHER_SPELLINGS
    assert all(ours[code].cadastral_code == listed[code]["cadastral_code"] for code in ours)


def test_points_agree_with_an_independent_list_within_a_tenth_of_a_degree() -> None:
    ours = municipalities(TODAY)
    for row in rows(SHARED / "municipalities.csv"):
        found = ours[row["istat_code"]]
        assert abs(found.latitude - float(row["lat"])) + abs(found.longitude - float(row["lon"])) < 0.1


@pytest.mark.parametrize(("plate", "people"), [("MB", 871_546), ("LC", 332_043), ("LO", 227_495)])
def test_populations_sum_to_the_province_of_2023(plate: str, people: int) -> None:
    assert sum(each.population for each in municipalities(TODAY).values() if each.plate == plate) == people


def test_every_population_says_on_which_day_and_is_close_to_a_later_one() -> None:
    ours = municipalities(TODAY)
    assert {each.population_on for each in ours.values()} == {date(2023, 1, 1)}
    later = {row["istat_code"]: int(row["pop_latest"]) for row in rows(SHARED / "municipalities.csv")}
    assert all(abs(ours[code].population / later[code] - 1) < 0.12 for code in ours)


def test_two_municipalities_of_padova_become_one_on_22_january_2024() -> None:
    eve, morrow = municipalities(date(2024, 1, 21)), municipalities(date(2024, 1, 22))
    assert set(eve) - set(morrow) == {"028022", "028098"}
    assert set(morrow) - set(eve) == {"028108"}
    assert morrow["028108"].population == eve["028022"].population + eve["028098"].population


def test_before_the_first_day_of_the_evidence_the_list_says_nothing() -> None:
    assert not municipalities(date(2019, 12, 31))
    assert len(municipalities(date(2020, 1, 1))) == 564


def test_the_139_municipalities_of_after_care_belong_to_8_districts() -> None:
    after_care = [code for code, each in municipalities(TODAY).items() if each.plate in ("MB", "LC")]
    counts = Counter(found.name for code in after_care if (found := district_of(code, TODAY)))
    assert sorted(counts.values()) == [3, 7, 10, 13, 22, 24, 29, 31]
    assert counts.total() == len(after_care) == len(memberships(TODAY)) == 139


def test_districts_carry_the_grade_and_the_source_of_their_evidence() -> None:
    grades = {each.name: each.evidence for each in districts(TODAY).values()}
    assert [name for name, grade in grades.items() if grade is Evidence.INFERRED] == ["Monza", "Vimercate"]
    assert all(each.source for each in districts(TODAY).values())


def test_memberships_are_the_facts_gathered() -> None:
    gathered = {row["istat_code"]: row["ambito"] for row in rows(SHARED / "municipalities.csv") if row["ambito"]}
    assert {each.istat_code: districts(TODAY)[each.district].name for each in memberships(TODAY)} == gathered


def test_nobody_is_in_two_districts_and_every_member_exists() -> None:
    for day in (date(2020, 1, 1), date(2021, 1, 1), date(2025, 1, 1), TODAY):
        codes = [each.istat_code for each in memberships(day)]
        assert len(codes) == len(set(codes)) and set(codes) <= set(municipalities(day))


def test_a_district_is_unknown_before_its_evidence_begins() -> None:
    assert district_of("108033", date(2024, 12, 31)) is None
    known = district_of("108033", date(2025, 1, 1))
    assert known and known.name == "Monza"


def test_a_municipality_outside_the_eight_districts_has_none() -> None:
    assert district_of("098031", TODAY) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("barzano", "Barzanò"),
        ("CORNATE DADDA", "Cornate d'Adda"),
        ("cornate d’adda", "Cornate d'Adda"),
        ("bovisio masc", "Bovisio-Masciago"),
        ("muggio'", "Muggiò"),
        ("bozen", "Bolzano/Bozen"),
    ],
)
def test_search_forgives_accents_apostrophes_and_case(text: str, name: str) -> None:
    assert [each.name for each in find(text, TODAY)] == [name]


def test_search_puts_names_that_begin_so_before_words_inside() -> None:
    found = [each.name for each in find("car", TODAY)]
    assert found.index("Carate Brianza") < found.index("Due Carrare")


@pytest.mark.parametrize("text", ["", "   ", "'", "zzz", "%", "rzano"])
def test_search_for_nothing_or_for_the_middle_of_a_word_finds_nothing(text: str) -> None:
    assert find(text, TODAY) == []


def test_search_knows_only_municipalities_of_that_day() -> None:
    assert [each.istat_code for each in find("carceri", date(2023, 5, 1))] == ["028022"]
    assert find("carceri", TODAY) == []


def test_patron_saints_are_known_only_where_certain() -> None:
    assert (patron_saint("108033"), patron_saint("097042"), patron_saint("098031")) == ((6, 24), (12, 6), (1, 19))
    assert patron_saint("108023") is None


def test_patron_saints_agree_with_the_calendar_of_their_province() -> None:
    for row in rows(DATA / "patron_saints.csv"):
        plate, day = municipalities(TODAY)[row["istat_code"]].plate, date(2027, int(row["month"]), int(row["day"]))
        assert (day in country_holidays("IT", subdiv=plate, years=2027)) == (row["evidence"] == "calendar")


def test_the_drawing_has_a_path_and_a_label_for_each_of_199_municipalities() -> None:
    drawing = outlines()
    mapped = {code for code, each in municipalities(TODAY).items() if each.plate in ("MB", "LC", "LO")}
    assert set(drawing.paths) == set(drawing.labels) == mapped
    assert all(re.fullmatch(r"(M\d+ \d+l-?\d+ -?\d+( -?\d+ -?\d+)+z)+", path) for path in drawing.paths.values())
    assert (DATA / "boundaries.json").stat().st_size <= 100 * 1024
