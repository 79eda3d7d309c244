"""Covers for many recipients say what the rule says for one."""

from itertools import product

from governance.covers import covers_of
from governance.database import Database
from governance.organisations import representatives_of
from governance.protocols import Clause, covering
from governance.service_searches import Wanted, search
from tests.cast import LECCO, MONDAY, MONZA, cast


def test_covers_for_all_agree_with_the_rule_for_each(database: Database) -> None:
    made = cast(database)
    with database.transaction(MONDAY) as tx:
        named = Clause(
            protocol_id=made.protocol_id, number="9.9", category="training", municipalities=[LECCO],
            sender_id=made.organisations["consortium"], recipient_id=made.organisations["cooperative"],
        )  # fmt: skip
        tx.add(named)
    houses, day = sorted(made.organisations.values()), MONDAY.date()
    with database.reading(MONDAY) as tx:
        acting = representatives_of(tx, houses, day)
        for sender, category, place in product(houses, ("housing_search", "training"), (LECCO, MONZA)):
            found = covers_of(tx, {sender}, {category}, place, day)
            for recipient in houses:
                pairs = list(product((sender, *acting.get(sender, ())), (recipient, *acting.get(recipient, ()))))
                rule = covering(tx, pairs, category, place, day)
                cover = found.get((category, recipient))
                assert (cover and cover.clause) == (rule and rule[0].number), (sender, category, place, recipient)


def test_a_covered_service_comes_first_and_names_its_protocol(database: Database) -> None:
    made = cast(database)
    with database.reading(MONDAY) as tx:
        wanted = Wanted(municipality=LECCO, senders=frozenset({made.organisations["consortium"]}))
        rows = search(tx, wanted).rows
        assert rows[0].cover and rows[0].cover.title == "Protocollo di prova"
        assert not any(each.cover for each in search(tx, Wanted()).rows)
