"""What is about children and maternity comes first by rule: on the page of the day, in lists and on its own page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.dossiers import Dossier
from governance.priorities import first_among
from tests.databases import copied
from tests.web.desk import Desk, codes_in, sit, words_of

BADGE = "precedenza: minori e maternità"


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast at work."""
    with copied(migrated, tmp_path / "desk") as database:
        yield sit(database)


@pytest.fixture
def needs(desk: Desk) -> list[Dossier]:
    """Three needs of one case: a home, then maternity, then parenting."""
    now = desk.site.database.now()
    case = desk.cast.case(now)
    return [desk.cast.need(case, now, each) for each in ("housing_search", "maternity", "parenting")]


def test_the_rule_sorts_the_page_of_the_day(desk: Desk, needs: list[Dossier]) -> None:
    page = desk.visit("manager").get("/oggi")
    assert codes_in(page, "BIS") == [needs[1].code, needs[2].code, needs[0].code]
    assert words_of(page).count(BADGE) == 2 and "Prima quello che riguarda minori e maternità" in words_of(page)


def test_the_page_of_a_need_says_that_it_comes_first(desk: Desk, needs: list[Dossier]) -> None:
    visit = desk.visit("manager")
    assert [BADGE in words_of(visit.get(f"/pratiche/{each.code}")) for each in needs] == [False, True, True]


def test_a_referral_comes_first_as_its_need_does_and_the_inbox_says_so(desk: Desk, needs: list[Dossier]) -> None:
    now = desk.site.database.now()
    sent = [desk.cast.referral(each, now) for each in needs[:2]]
    with desk.site.database.reading() as tx:
        assert first_among(tx, [each.id for each in (*needs, *sent)]) == {needs[1].id, needs[2].id, sent[1].id}
    assert words_of(desk.visit("manager").get("/invii")).count(BADGE) == 1


def test_whoever_may_not_read_a_need_is_not_told_what_puts_it_first(desk: Desk, needs: list[Dossier]) -> None:
    assert BADGE not in words_of(desk.visit("officer").get(f"/pratiche/{needs[1].code}"))
    assert BADGE not in words_of(desk.visit("officer").get("/oggi"))
