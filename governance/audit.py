"""The audit: every dossier's history computed anew and compared with what the database says of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select, text

from governance import checkpoints, written_texts
from governance.database import Database, Transaction, table_of
from governance.dossiers import Dossier
from governance.history import Line, StageChange, digest_of
from governance.written_texts import Stored

_dossiers, _lines = table_of(Dossier), table_of(StageChange)
_STREAMED = {"yield_per": 5000}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written: where (a dossier's code, a line), and what is wrong."""

    where: str
    sentence: str


@dataclass(slots=True)
class Verification:
    """What was looked at, and every fault found; `erased` counts texts whose key was erased on purpose."""

    dossiers: int = 0
    lines: int = 0
    texts: int = 0
    erased: int = 0
    checkpoints: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was altered."""
        return not self.faults


class _Shelf:
    """Rows in the order of their dossier, taken off one dossier at a time."""

    def __init__(self, rows: Iterable[Any], dossier_of: Callable[[Any], int] = itemgetter(0)) -> None:
        self._groups = ((dossier_id, list(group)) for dossier_id, group in groupby(rows, key=dossier_of))
        self._next = next(self._groups, None)
        self.strays: list[int] = []

    def of(self, dossier_id: int) -> list[Any]:
        """This dossier's rows; those of dossiers that were passed over become strays."""
        while self._next and self._next[0] < dossier_id:
            self._stray()
        if not self._next or self._next[0] != dossier_id:
            return []
        found = self._next[1]
        self._next = next(self._groups, None)
        return found

    def emptied(self) -> list[int]:
        """The dossiers whose rows nobody took."""
        while self._next:
            self._stray()
        return self.strays

    def _stray(self) -> None:
        self.strays.extend(() if self._next is None else (self._next[0],))
        self._next = next(self._groups, None)


def verify(database: Database, anchor: str = "") -> Verification:
    """Compute every chain anew, at one instant of the database, streaming.

    `anchor` is a checkpoint as it was mailed (`17-9f2c...`): it alone shows that the whole database was taken
    back to an earlier copy of itself.
    """
    result = Verification()
    with snapshot(database) as tx:
        for where, sentence in checkpoints.faults(tx, anchor):
            result.faults.append(Fault(where, sentence))
        result.checkpoints = len(checkpoints.checkpoints(tx))
        _verify_dossiers(tx, result)
    return result


@contextmanager
def snapshot(database: Database) -> Iterator[Transaction]:
    """Look at the whole database as it was at one instant, while others go on writing."""
    with database.reading() as tx:
        if database.dialect == "postgresql":
            tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        yield tx


def _verify_dossiers(tx: Transaction, result: Verification) -> None:
    lines = _Shelf(_stored(tx), lambda stored: stored.line.dossier_id)
    heads = _Shelf(_stream(tx, checkpoints.newest_heads().order_by("dossier_id")))
    texts = _Shelf(_stream(tx, written_texts.in_order()))
    columns = (_dossiers.c.id, _dossiers.c.code, _dossiers.c.household_id, _dossiers.c.stage)
    heading = select(*columns, _dossiers.c.last_number, _dossiers.c.last_digest).order_by(_dossiers.c.id)
    for dossier in _stream(tx, heading):
        own = lines.of(dossier.id)
        result.dossiers += 1
        result.lines += len(own)
        result.faults.extend(_chain_faults(tx, dossier, own))
        result.faults.extend(_end_faults(dossier, own, heads.of(dossier.id)))
        _note_texts(tx, dossier, own, texts.of(dossier.id), result)
    for dossier_id in lines.emptied():
        result.faults.append(Fault(f"fascicolo n. {dossier_id}", "Ha una storia ma il fascicolo non c'è più."))
    for dossier_id in heads.emptied():
        result.faults.append(Fault(f"fascicolo n. {dossier_id}", "C'era all'ultimo sigillo e ora non c'è più."))


def _stream(tx: Transaction, query: Any) -> Iterator[Any]:
    return iter(tx.run(query.execution_options(**_STREAMED)))


def _stored(tx: Transaction) -> Iterator[Stored]:
    columns = [_lines.c[name] for name in Line._fields]
    query = select(*columns, _lines.c.digest).order_by(_lines.c.dossier_id, _lines.c.number)
    for row in _stream(tx, query):
        *line, digest = row
        yield Stored(Line(*line), digest)


def _note_texts(tx: Transaction, dossier: Any, own: list[Stored], texts: list[Any], result: Verification) -> None:
    for number, name, sentence in written_texts.verified(tx, dossier.household_id, own, texts):
        result.texts += 1
        if sentence == written_texts.ERASED:
            result.erased += 1
        elif sentence:
            result.faults.append(Fault(f"{dossier.code}, riga {number}, «{name}»", sentence))


def _chain_faults(tx: Transaction, dossier: Any, own: list[Stored]) -> Iterator[Fault]:
    """The lines that are not what was written, each with its number; at most the first three of a dossier."""
    chain_key, previous, found = tx.vault.derived("history"), "", 0
    for expected, (line, digest) in enumerate(own, 1):
        if line.number != expected:
            yield Fault(f"{dossier.code}, riga {expected}", "Manca dalla storia.")
            return
        if digest_of(line, previous, chain_key) != digest:
            yield Fault(f"{dossier.code}, riga {expected}", "Non è più come fu scritta.")
            found += 1
        if found == 3:
            return
        previous = digest


def _end_faults(dossier: Any, own: list[Stored], heads: list[Any]) -> Iterator[Fault]:
    """Where the history's end, the dossier and the last checkpoint do not agree."""
    number, digest, stage = 0, "", dossier.stage
    if own:
        number, stage, digest = own[-1].line.number, own[-1].line.to_stage, own[-1].digest
    if dossier.last_number != number:
        yield Fault(
            dossier.code, f"La storia finisce alla riga {number}, ma il fascicolo ne conta {dossier.last_number}."
        )
    elif dossier.last_digest != digest:
        yield Fault(dossier.code, "La sua ultima riga non è quella che il fascicolo ricorda.")
    if stage != dossier.stage:
        yield Fault(dossier.code, f"È nella fase «{dossier.stage}», ma la storia lo ha portato in «{stage}».")
    for head in heads:
        if head.number > len(own):
            yield Fault(f"{dossier.code}, riga {len(own) + 1}", "C'era all'ultimo sigillo e ora non c'è più.")
        elif head.number and own[head.number - 1].digest != head.digest:
            yield Fault(f"{dossier.code}, riga {head.number}", "All'ultimo sigillo era diversa.")
