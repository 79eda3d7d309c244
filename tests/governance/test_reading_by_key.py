"""Reading by key: the present row, the object at hand, or nothing."""

from sqlalchemy import update

from governance.database import Database
from governance.organisations import Organisation, OrganisationKind, add_organisation, organisation

NOBODY = 10_000


def test_a_row_is_read_afresh_where_that_is_asked_and_else_stays_at_hand(database: Database) -> None:
    with database.transaction() as tx:
        found = add_organisation(tx, OrganisationKind.COOPERATIVE, "Ente inventato")
        tx.run(update(Organisation).where(Organisation.id == found.id).values(phone="000 111"))
        assert organisation(tx, found.id) is found and found.phone is None
        assert tx.get(Organisation, found.id, populate_existing=True) is found and found.phone == "000 111"
        tx.expunge(found)
        again = organisation(tx, found.id)
        assert again is not None and again is not found and again.name == "Ente inventato"
        assert organisation(tx, NOBODY) is None
