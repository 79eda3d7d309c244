"""The command line: each command is a module of this package, loaded only when it is called."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module

from governance.errors import RaccordoError

COMMANDS = {
    "init": "crea o aggiorna la base di dati, pubblica i percorsi forniti, dà il link al primo amministratore",
    "up": "avvia pagine e scadenze; si ferma tutto insieme (Ctrl-C)",
    "demo": "come init, con una rete di esempio, poi come up",
    "follow-up": "controlla una volta le scadenze, senza Prefect",
    "pathway": "controlla, legge, disegna e prova i percorsi",
    "document": "controlla, compila e converte i documenti",
    "audit": "verifica la storia dei fascicoli, o la esporta",
    "backup": "copia tutto in una cartella, le chiavi a parte",
    "restore": "rimette una copia in un posto vuoto",
}
SUCCESS, NO, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 1 when the answer is no, 2 for wrong use."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        print(_usage())
        return SUCCESS if words else WRONG_USE
    name, *rest = words
    if name not in COMMANDS:
        print(f"Il comando «{name}» non c'è.\n\n{_usage()}", file=sys.stderr)
        return WRONG_USE
    try:
        answer = _run(name, rest)
        sys.stdout.flush()
        return answer
    except RaccordoError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return NO
    except BrokenPipeError:
        _let_go()
        return NO


def _let_go() -> None:
    """Nobody reads on (`... | head`): what is still to be written goes nowhere, so that the end is silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _run(name: str, rest: Sequence[str]) -> int:
    command = import_module(f"web.commands.{name.replace('-', '_')}")
    parser = ArgumentParser(prog=f"raccordo {name}", description=COMMANDS[name].capitalize() + ".")
    command.add_arguments(parser)
    try:
        arguments = parser.parse_args(rest)
    except SystemExit as ended:
        return int(ended.code or 0)
    return int(command.run(arguments))


def _usage() -> str:
    lines = [f"  {name:<12}{words}" for name, words in COMMANDS.items()]
    return "\n".join(["Uso: raccordo COMANDO [...]", "", *lines, "", "raccordo COMANDO --help dice di più."])
