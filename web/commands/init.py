"""`raccordo init`: the database created or upgraded, pathways published, the first administrator's link."""

import sys
from argparse import ArgumentParser, Namespace

from governance import schema
from governance.actors import SYSTEM
from governance.administrators import first_administrator
from governance.database import Database
from web.commands.opening import settings_given
from web.links import Purpose, address_for
from workflows.publishing import publish_shipped
from workflows.renewing import renew


def add_arguments(parser: ArgumentParser) -> None:
    """Where, and who the first administrator is."""
    parser.add_argument(
        "--database", default="", metavar="URL", help="postgresql://... ; senza, un file nella cartella"
    )
    parser.add_argument("--email", default="amministrazione@localhost.invalid", help="con cui entra l'amministratore")
    parser.add_argument("--name", default="Amministrazione", help="nome del primo amministratore")


def run(arguments: Namespace) -> int:
    """0 once everything is in place, whether it was before or not."""
    database = Database(settings_given(database=arguments.database))
    try:
        prepare(database)
        link = _link(database, arguments.name, arguments.email)
    finally:
        database.close()
    if link:
        print(link)
    return 0


def prepare(database: Database) -> None:
    """Bring the schema up to date, publish the pathways that come with Raccordo, and move what runs on older ones."""
    schema.upgrade(database)
    for published in publish_shipped(database, SYSTEM):
        print(f"percorso {published}", file=sys.stderr)
    for moved in renew(database, SYSTEM):
        print(moved, file=sys.stderr)


def _link(database: Database, name: str, email: str) -> str:
    """The one-time link of the first administrator; nothing once an administrator has a password."""
    with database.transaction() as tx:
        person = first_administrator(tx, name, email)
        if person is None:
            print(
                "Un amministratore c'è già: entra, o chiedi una nuova password dalla pagina di accesso.",
                file=sys.stderr,
            )
            return ""
        print(f"Primo amministratore: {person.email}. Il link vale tre giorni e una volta sola:", file=sys.stderr)
        return address_for(tx, database.settings, person.id, Purpose.INVITATION)
