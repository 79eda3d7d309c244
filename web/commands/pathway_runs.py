"""`raccordo pathway replay` and `simulate`: the engine in a temporary database, on a log or an invented load."""

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

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
