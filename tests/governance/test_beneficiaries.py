"""Households: who belongs to them, and who answers for their minors from outside."""

from governance.beneficiaries import Identity, add_beneficiary, guardian_among, identities_of, open_household
from governance.beneficiaries import perhaps_known as known
from governance.database import Database

CHILD = Identity("Dina", "Provaminore", "reference", "2012-03-04")
TUTOR = Identity("Tullio", "Provatutore", "guardian", "1970-01-01", guardianship="volunteer_tutor")


def test_a_guardian_comes_last_and_is_not_counted(database: Database) -> None:
    with database.transaction() as tx:
        household = open_household(tx)
        for each in (TUTOR, CHILD):
            add_beneficiary(tx, household.id, each)
        people = [each for _key, each in identities_of(tx, [household.id])[household.id]]
    assert people == [CHILD, TUTOR] and [each.is_member for each in people] == [True, False]


def test_one_guardian_of_two_households_makes_them_no_duplicates(database: Database) -> None:
    with database.transaction() as tx:
        for _each in range(2):
            add_beneficiary(tx, open_household(tx).id, TUTOR)
        assert known(tx, TUTOR) == set()


def test_a_parent_of_the_household_may_answer_for_its_minors() -> None:
    mother = Identity("Mina", "Provaminore", "parent", guardianship="parent")
    assert guardian_among([CHILD, mother]) == mother and guardian_among([CHILD]) is None
