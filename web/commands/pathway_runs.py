"""`raccordo pathway replay` and `simulate`: the engine in a temporary database, on a log or an invented load."""

import csv
import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from governance import recordings
from governance.actors import ROME
from web.commands.pathway_files import found
from workflows.loads import Load
from workflows.logs import Event, Log, WrongLog, read_log
from workflows.pathway import Pathway
from workflows.rehearsals import Rehearsal, rehearsal
from workflows.replaying import Replay, replay
from workflows.simulating import simulate
from workflows.simulation_reports import as_data, figures, helped, in_words

SUCCESS, NO, WRONG_USE = 0, 1, 2
MOST_CASES, MOST_DAYS = 10_000, 3660


def add_arguments(kinds: Any) -> None:
    """The sub-commands and what each takes."""
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


def run(arguments: Namespace) -> int:
    """0 on success, 1 where an event was refused or there is no such pathway, 2 for a table that is no log."""
    source = found(arguments.pathway)
    if source is None:
        return NO
    return (_replay if arguments.action == "replay" else _simulate)(*source, arguments)


def _replay(pathway: Pathway, base: str, arguments: Namespace) -> int:
    try:
        with arguments.log.open(newline="", encoding="utf-8-sig") as opened:
            log = read_log(opened)
    except (WrongLog, UnicodeDecodeError) as fault:
        print(f"{arguments.log}: {fault}", file=sys.stderr)
        return WRONG_USE
    with rehearsal(pathway, base) as stage:
        done = replay(stage, log)
        if arguments.audit:
            _write_audit(stage, log, arguments.audit)
    if arguments.json:
        print(json.dumps({**asdict(done), "accepted": done.accepted}, ensure_ascii=False, indent=2))
    else:
        _tell(pathway, done)
    return NO if done.refused else SUCCESS


def _tell(pathway: Pathway, done: Replay) -> None:
    print(f"casi {done.cases}, eventi {done.events}, accettati {done.accepted}, rifiutati {len(done.refused)}")
    for stage, number in sorted(done.stages.items()):
        print(f"  {pathway.stages[stage].label.it}: {number}")
    for refusal in done.refused:
        print(f"riga {refusal.line}: {refusal.case}, {refusal.move}: {refusal.why}")


def _write_audit(stage: Rehearsal, log: Log, file: Path) -> None:
    """The trail in the order of the log; an instant is written as the log writes it, where it is the same one."""
    events = {event.line: event for event in log.events}
    with file.open("w", newline="", encoding="utf-8") as opened, stage.database.reading() as tx:
        written = csv.writer(opened, lineterminator="\n")
        written.writerow(["case", "move", "at", "by"] if log.says_who else ["case", "move", "at"])
        for step in recordings.trail(tx):
            row = [step.case, step.move, _instant(step, events[step.key])]
            written.writerow([*row, step.by or ""] if log.says_who else row)


def _instant(step: recordings.Step, event: Event) -> str:
    return event.written_at if event.at == step.at else step.at.astimezone(ROME).isoformat()


def _simulate(pathway: Pathway, base: str, arguments: Namespace) -> int:
    load = Load(arguments.cases, arguments.days, arguments.seed)
    first = simulate(pathway, base, load)
    maker = helped(pathway, first)
    second = simulate(pathway, base, replace(load, workers={maker: 2}))
    pair = figures(pathway, first, load.ends_at), figures(pathway, second, load.ends_at)
    if arguments.json:
        print(json.dumps(as_data(*pair, maker, load), ensure_ascii=False, indent=2))
    else:
        _print(in_words(pathway, *pair, maker))
    return SUCCESS


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)


def _whole(most: int) -> Any:
    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise ArgumentTypeError(f"un numero da 1 a {most}, non «{text}»")
        return int(text)

    return read
