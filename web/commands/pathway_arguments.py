"""What each act of `raccordo pathway` takes."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

MOST_CASES, MOST_DAYS = 10_000, 3660
FORMS = ("text", "mermaid", "svg", "matrix", "messages")
"""How a pathway is shown."""


def add_arguments(parser: ArgumentParser) -> None:
    """The sub-commands and what each takes."""
    kinds = parser.add_subparsers(dest="action", required=True, metavar="AZIONE")
    _reading(kinds)
    _running(kinds)
    _keeping(kinds)


def _reading(kinds: Any) -> None:
    check = kinds.add_parser("check", help="dice tutto ciò che non va in un percorso, per file e riga")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--draft", action="store_true", help="le voci che non esistono ancora sono solo osservazioni")
    check.add_argument("--json", action="store_true", help="in JSON invece che in testo")
    show = kinds.add_parser("show", help="legge un percorso in italiano, o lo disegna")
    show.add_argument("pathway", metavar="NAME|FILE")
    show.add_argument("--lang", choices=("it", "en"), default="it")
    show.add_argument("--as", dest="form", choices=FORMS, default="text")
    tried = kinds.add_parser("try", help="percorre una bozza secondo uno script, senza base di dati")
    tried.add_argument("pathway", metavar="FILE")
    tried.add_argument("script", type=Path, metavar="SCRIPT.json")


def _running(kinds: Any) -> None:
    replayed = kinds.add_parser("replay", help="fa passare un registro di eventi (case,move,at[,by]) per il percorso")
    replayed.add_argument("pathway", metavar="FILE")
    replayed.add_argument("log", type=Path, metavar="LOG.csv")
    replayed.add_argument("--audit", type=Path, metavar="OUT.csv", help="dove scrivere la storia che ne resta")
    simulated = kinds.add_parser("simulate", help="prova il percorso con un carico inventato e un orologio simulato")
    simulated.add_argument("pathway", metavar="NAME|FILE")
    simulated.add_argument("--cases", type=_whole(MOST_CASES), default=100, metavar="N", help="quante pratiche")
    simulated.add_argument("--days", type=_whole(MOST_DAYS), default=60, metavar="D", help="in quanti giorni")
    simulated.add_argument("--seed", type=int, default=1, metavar="S", help="lo stesso seme dà lo stesso risultato")
    for parser in (replayed, simulated):
        parser.add_argument("--json", action="store_true", help="in JSON invece che in testo")


def _keeping(kinds: Any) -> None:
    published = kinds.add_parser("publish", help="pubblica un file, o una bozza già provata; poi non si cambia più")
    published.add_argument("pathway", metavar="FILE|NAME@V")
    published.add_argument("--network", default="", metavar="RETE", help="la rete di cui è il percorso")
    retired = kinds.add_parser("retire", help="da ora nessuna nuova pratica si apre su questa versione")
    retired.add_argument("pathway", metavar="NAME@V")
    tried = kinds.add_parser("tried", help="segna una bozza come provata")
    tried.add_argument("pathway", metavar="NAME@V")
    exported = kinds.add_parser("export", help="scrive un percorso in un solo file, per un'altra installazione")
    exported.add_argument("pathway", metavar="NAME[@V]")
    imported = kinds.add_parser("import", help="tiene come bozza un percorso esportato altrove")
    imported.add_argument("file", type=Path, metavar="FILE")
    imported.add_argument("--network", default="", metavar="RETE", help="la rete di cui sarà il percorso")
    moved = kinds.add_parser(
        "migrate", help="porta le pratiche aperte su un'altra versione; senza --apply dice e basta"
    )
    moved.add_argument("source", metavar="FROM@V")
    moved.add_argument("target", metavar="TO@V")
    moved.add_argument("map", type=Path, metavar="MAP.json", help='{"fase di prima": "fase di poi"}')
    moved.add_argument("--apply", action="store_true", help="lo fa davvero")
    for parser in (published, retired, moved):
        parser.add_argument("--reason", default="", help="il motivo")
        parser.add_argument("--decision", default="", metavar="CODE", help="il codice della decisione che lo chiede")
    for parser in (published, retired, tried, imported, moved):
        parser.add_argument(
            "--by", default="", metavar="EMAIL", help="chi lo fa; di norma chi ha accesso alla macchina"
        )


def _whole(most: int) -> Any:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise ArgumentTypeError(f"un numero da 1 a {most}, non «{text}»")
        return int(text)

    return read
