"""`raccordo audit`: the histories computed anew, and the event log without a word that people wrote."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from governance.audit import Verification, verify
from governance.event_logs import events
from web.commands.opening import opened, settings_given
from workflows.event_log_forms import FORMS


def add_arguments(parser: ArgumentParser) -> None:
    """Verify or export."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="verify|export")
    checked = actions.add_parser("verify", help="ricalcola la storia di ogni fascicolo")
    checked.add_argument("--checkpoint", default="", metavar="SIGILLO", help="un sigillo come fu spedito: 17-9f2c...")
    checked.add_argument("--json", action="store_true", help="in JSON invece che in testo")
    exported = actions.add_parser("export", help="il registro degli eventi, per codice di fascicolo")
    exported.add_argument("--as", dest="form", choices=tuple(FORMS), default="csv")


def run(arguments: Namespace) -> int:
    """0 when nothing was altered, 1 otherwise; the export always 0."""
    return _verify(arguments) if arguments.action == "verify" else _export(arguments.form)


def _verify(arguments: Namespace) -> int:
    with opened(settings_given()) as database:
        found = verify(database, arguments.checkpoint)
    if arguments.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        report(found)
    return 0 if found.is_sound else 1


def report(found: Verification) -> None:
    """Say what was looked at, and each fault on a line of its own."""
    for fault in found.faults:
        print(f"{fault.where}: {fault.sentence}")
    looked = f"{found.dossiers} fascicoli, {found.lines} passi, {found.texts} testi, {found.checkpoints} sigilli"
    print(f"{looked}: {'tutto è come fu scritto' if found.is_sound else f'{len(found.faults)} anomalie'}.")


def _export(form: str) -> int:
    with opened(settings_given()) as database:
        FORMS[form](events(database), sys.stdout)
    return 0
