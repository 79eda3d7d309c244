"""Logs of the real world as a replay reads them, the pathways they walk, and tables to compare."""

import csv
import json
import re
from pathlib import Path
from typing import Any

from sqlalchemy import select

from governance.database import Database, Record, table_of
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.history import StageChange
from governance.participations import Participation
from tests.needs import needed
from workflows.loading import load_pathway
from workflows.pathway import Pathway

LOGS = Path(__file__).parents[3] / "shared" / "data" / "eventlogs"

FINES = """\
pathway: fine
version: 1
governs: case
label: {it: Multa}
stages:
  created: {label: {it: Creata}, waits_for: [officer@municipality]}
  sent: {label: {it: Spedita}, waits_for: [officer@municipality]}
  notified: {label: {it: Notificata}, waits_for: [beneficiary]}
  grown: {label: {it: Con maggiorazione}, waits_for: [beneficiary]}
  appealed: {label: {it: Ricorso al prefetto}, waits_for: [officer@municipality]}
  answered: {label: {it: Ricorso deciso}, waits_for: [officer@municipality]}
  paid: {label: {it: Pagata}, rests: true}
  collected: {label: {it: Riscossione coattiva}, final: true}
timers:
  send_late: {label: {it: Da spedire}, in: [created], after: 90 d, tells: [waiting]}
  notify_late: {label: {it: Da notificare}, in: [sent], after: 90 d, tells: [waiting]}
  payment_due: {label: {it: Pagamento}, in: [notified], after: 60 d, tells: [officer@municipality]}
  collection_due: {label: {it: Da riscuotere}, in: [grown], after: 365 d, tells: [officer@municipality]}
  answer_late: {label: {it: Risposta del prefetto}, in: [appealed, answered], after: 120 d, tells: [waiting]}
moves:
  create_fine: {label: {it: Crea}, from: [new], to: created, by: [officer@municipality]}
  send_fine: {label: {it: Spedisci}, from: [created, paid], to: sent, by: [officer@municipality]}
  insert_fine_notification: {label: {it: Notifica}, from: [sent, paid], to: notified, by: [officer@municipality]}
  insert_date_appeal_to_prefecture: {label: {it: Annota ricorso}, from: [notified, grown], stays: true, by: [beneficiary]}
  add_penalty: {label: {it: Maggiora}, from: [notified, paid], to: grown, by: [system, officer@municipality]}
  send_appeal_to_prefecture: {label: {it: Invia ricorso}, from: [notified, grown], to: appealed, by: [officer@municipality]}
  receive_result_appeal_from_prefecture: {label: {it: Ricevi esito}, from: [appealed], to: answered, by: [officer@municipality]}
  notify_result_appeal_to_offender: {label: {it: Comunica esito}, from: [answered], to: grown, by: [officer@municipality]}
  payment: {label: {it: Paga}, from: [created, sent, notified, grown, paid], to: paid, by: [beneficiary]}
  send_for_credit_collection: {label: {it: Riscuoti}, from: [grown, paid], to: collected, by: [officer@municipality]}
"""  # noqa: E501 - one line a move, as the grammar wants it

CLAIMS = """\
pathway: claim
version: 1
governs: case
label: {it: Reclamo}
stages:
  registered: {label: {it: Registrato}, waits_for: [worker@owner]}
  decided: {label: {it: Deciso}, waits_for: [head@owner]}
  paid: {label: {it: Rimborsato}, final: true}
  rejected: {label: {it: Respinto}, final: true}
timers:
  work_due: {label: {it: Da esaminare}, in: [registered], after: 10 wd}
  close_due: {label: {it: Da chiudere}, in: [decided], after: 10 wd}
moves:
  register_request: {label: {it: Registra}, from: [new], to: registered, by: [worker@owner]}
  examine_casually: {label: {it: Guarda}, from: [registered], stays: true, by: [worker@owner], at_most: 3}
  examine_thoroughly: {label: {it: Studia}, from: [registered], stays: true, by: [worker@owner]}
  check_ticket: {label: {it: Controlla il biglietto}, from: [registered], stays: true, by: [worker@owner]}
  decide: {label: {it: Decidi}, from: [registered], to: decided, by: [head@owner], asks: [note]}
  reinitiate_request: {label: {it: Ricomincia}, from: [decided], to: registered, by: [head@owner]}
  pay_compensation: {label: {it: Rimborsa}, from: [decided], to: paid, by: [worker@owner]}
  reject_request: {label: {it: Respingi}, from: [decided], to: rejected, by: [worker@owner]}
"""


def compiled(text: str) -> Pathway:
    """The pathway of a text without faults."""
    pathway, faults = load_pathway(text)
    assert pathway is not None and not faults, faults
    return pathway


def rows_of(name: str) -> list[dict[str, str]]:
    """A log of the shared data as `case,move,at`, its moves in the names of a pathway."""
    folder = needed(LOGS if LOGS.is_dir() else None, "the shared event logs")
    with (folder / f"{name}.csv").open(newline="") as opened:
        return [
            {"case": row["case_id"], "move": re.sub(r"\W+", "_", row["activity"].casefold()), "at": row["timestamp"]}
            for row in csv.DictReader(opened)
        ]


def oracle_of(name: str) -> dict[str, Any]:
    """What process-mining tools count in that log."""
    found: dict[str, Any] = json.loads((LOGS / f"{name}.oracle.json").read_text())
    return found


def as_csv(rows: list[dict[str, str]]) -> list[str]:
    """The lines of a log."""
    return [",".join(rows[0]), *(",".join(row.values()) for row in rows)]


def tables(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what a move changes, without keys and codes that are drawn and digests made with them."""
    records: dict[type[Record], set[str]] = {
        Dossier: {"code", "last_digest"},
        StageChange: {"id", "digest"},
        Deadline: {"id"},
        Participation: {"id"},
    }
    with database.reading() as tx:
        return {
            record.__tablename__: sorted(
                (tuple(row) for row in tx.execute(select(*(c for c in table_of(record).c if c.name not in drawn)))),
                key=str,
            )
            for record, drawn in records.items()
        }
