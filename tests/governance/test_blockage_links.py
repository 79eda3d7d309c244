"""Persons x days: exact whoever comes and goes in whatever order, a household counted once; and the figures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from governance.beneficiaries import Identity, add_beneficiary, open_household
from governance.blockage_figures import blockage_figures
from governance.blockage_links import BlockageLink, Stuck, add_blockage, add_link, close, end_links
from governance.blockages import DAY, Blockage, Spot, blockage, person_days, refresh, reopen
from governance.database import Database, Transaction
from governance.dossiers import Dossier, new_code
from governance.networks import add_network
from tests.cast import LECCO, MONDAY
from tests.databases import copied

SIZES = (1, 2, 5)
"""Persons of the households that get stuck."""


@pytest.fixture
def place(migrated: Path, tmp_path: Path) -> Iterator[Database]:
    with copied(migrated, tmp_path / "var") as database, database.transaction(MONDAY) as tx:
        add_network(tx, "prova", "Rete di prova")
        for size in SIZES:
            household = open_household(tx)
            for number in range(size):
                add_beneficiary(tx, household.id, Identity(f"Ada{number}", "Inventata"))
        tx.commit()
        yield database


def dossier(tx: Transaction, kind: str, stage: str = "reported") -> int:
    row = Dossier(code=new_code(kind), kind=kind, pathway=kind, version=1,
                  stage=stage, since=tx.now, title="x", opened_at=tx.now, network_id=1)  # fmt: skip
    tx.add(row)
    tx.flush()
    return row.id


def stuck(dossier_id: int, household_id: int) -> Stuck:
    return Stuck(dossier_id, None, household_id, "declined", "no_capacity")


def opened(tx: Transaction, kind: str, household_id: int = 1) -> int:
    made = dossier(tx, "blockage")
    add_blockage(tx, made, Spot(1, kind, "housing_search", LECCO), stuck(dossier(tx, "referral"), household_id))
    return made


def seconds_by_hand(links: list[BlockageLink], now: datetime) -> int:
    """For each second and household with any link, its persons: walked over instants, not added up."""
    total = 0
    for household_id, size in enumerate(SIZES, 1):
        marks = [(each.since, each.until or now) for each in links if each.household_id == household_id]
        edges = sorted({edge for mark in marks for edge in mark})
        for start, end in pairwise(edges):
            if any(begin <= start and end <= until for begin, until in marks):
                total += size * int((end - start).total_seconds())
    return total


@pytest.mark.parametrize("seed", range(6))
def test_persons_times_days_are_exact_whoever_comes_and_goes(place: Database, seed: int) -> None:
    random, now = Random(seed), MONDAY
    with place.transaction(now) as tx:
        made = opened(tx, "no_places")
    for _ in range(40):
        now += timedelta(seconds=random.randint(1, 3 * DAY))
        with place.transaction(now) as tx:
            there = list(tx.scalars(select(BlockageLink.id).where(BlockageLink.until.is_(None))))
            if there and random.random() < 0.5:
                end_links(tx, set(random.sample(there, random.randint(1, len(there)))))
            else:
                add_link(tx, blockage(tx, made), stuck(dossier(tx, "referral"), random.randint(1, 3)))
            refresh(tx)
            facts, links = blockage(tx, made), list(tx.scalars(select(BlockageLink)))
            inside = {each.household_id for each in links if each.until is None}
            assert (facts.households, facts.persons) == (len(inside), sum(SIZES[each - 1] for each in inside))
            assert facts.weight_base + facts.persons * int(now.timestamp()) == seconds_by_hand(links, now)
            assert 0 <= person_days(facts, now) - facts.person_days <= facts.persons


def test_what_is_seen_again_is_counted_once(place: Database) -> None:
    with place.transaction(MONDAY) as tx:
        made = opened(tx, "no_places", 3)
        link = tx.scalars(select(BlockageLink)).one()
        assert not add_link(tx, blockage(tx, made), stuck(link.dossier_id, 3))
        assert (blockage(tx, made).persons, blockage(tx, made).persons_touched) == (5, 5)


def test_shares_count_only_what_had_its_whole_term_and_was_really_settled(place: Database) -> None:
    kinds = {"no_places": 20, "no_service": 45, "outside_area": 10, "no_answer": None}
    for kind, days in kinds.items():
        with place.transaction(MONDAY) as tx:
            made = opened(tx, kind)
        if days:
            with place.transaction(MONDAY + timedelta(days=days)) as tx:
                close(tx, made)
                tx.get_one(Dossier, made).stage = "dismissed" if kind == "outside_area" else "settled"
    with place.reading(MONDAY + timedelta(days=50)) as tx:
        figures = blockage_figures(tx, [1])
    assert figures.within == {30: (1, 4), 60: (0, 0)}
    assert (figures.open, figures.age_p50, figures.lead_p50, figures.lead_p90) == (1, 50.0, 20.0, 45.0)


def test_a_blockage_opened_again_weighs_what_it_weighed(place: Database) -> None:
    with place.transaction(MONDAY) as tx:
        made = opened(tx, "no_places", 2)
    with place.transaction(MONDAY + timedelta(days=4)) as tx:
        close(tx, made)
    with place.transaction(MONDAY + timedelta(days=9)) as tx:
        reopen(tx, made)
        assert tx.get_one(Blockage, made).open and person_days(blockage(tx, made), tx.now) == 8
