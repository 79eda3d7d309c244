"""`raccordo restore`: a backup put back into an empty place, counted and verified."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from governance.backups import restore
from governance.database import Database
from web.commands.audit import report
from web.commands.opening import settings_given


def add_arguments(parser: ArgumentParser) -> None:
    """From where."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="una cartella fatta da raccordo backup")


def run(arguments: Namespace) -> int:
    """0 when everything is back and no history was altered, 1 otherwise."""
    database = Database(settings_given())
    try:
        manifest, found = restore(arguments.folder, database)
    finally:
        database.close()
    print(f"Copia del {manifest.made_at}: {sum(manifest.counts.values())} righe rimesse a posto.")
    report(found)
    return 0 if found.is_sound else 1
