"""`raccordo backup`: everything into a folder, the keys in a file of their own, the master key nowhere."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from governance.backups import backup
from web.commands.opening import opened, settings_given


def add_arguments(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="una cartella nuova o vuota")


def run(arguments: Namespace) -> int:
    """0 once the copy is whole."""
    with opened(settings_given()) as database:
        manifest = backup(database, arguments.folder)
        master = database.settings.master_key_file
    print(f"{arguments.folder}: {sum(manifest.counts.values())} righe, {len(manifest.digests)} file.")
    print(f"La chiave principale non è nella copia: conserva {master} altrove.", file=sys.stderr)
    return 0
