"""What somebody with the database's password, but without the keys, could do to a history of four lines."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from governance.database import Transaction, table_of
from governance.dossiers import Dossier
from governance.history import SealedAnswer, StageChange

_lines, _sealed, _dossiers = table_of(StageChange), table_of(SealedAnswer), table_of(Dossier)


def rows_of(tx: Transaction, of: int) -> list[dict[str, Any]]:
    """The lines of a dossier as they stand."""
    return [
        dict(row)
        for row in tx.run(select(_lines).where(_lines.c.dossier_id == of).order_by(_lines.c.number)).mappings()
    ]


def change(tx: Transaction, of: int, line: int, /, **values: Any) -> None:
    """Change one line."""
    tx.run(update(_lines).where(_lines.c.dossier_id == of, _lines.c.number == line).values(**values))


def change_dossier(tx: Transaction, of: int, **values: Any) -> None:
    """Change what the dossier says of itself."""
    tx.run(update(_dossiers).where(_dossiers.c.id == of).values(**values))


def remove(tx: Transaction, of: int, *numbers: int) -> None:
    """Remove lines with their texts."""
    chosen = _lines.c.dossier_id == of, _lines.c.number.in_(numbers)
    tx.run(delete(_sealed).where(_sealed.c.stage_change_id.in_(select(_lines.c.id).where(*chosen))))
    tx.run(delete(_lines).where(*chosen))


def edit(tx: Transaction, of: int) -> None:
    change(tx, of, 2, move="decline")


def remove_from_the_middle(tx: Transaction, of: int) -> None:
    remove(tx, of, 2)
    for number in (3, 4):
        change(tx, of, number, number=number - 1)
    change_dossier(tx, of, last_number=3)


def cut_the_tail(tx: Transaction, of: int, left: int = 3) -> None:
    last = rows_of(tx, of)[left - 1]
    remove(tx, of, *range(left + 1, 5))
    change_dossier(tx, of, last_number=left, last_digest=last["digest"], stage=last["to_stage"])


def remove_everything(tx: Transaction, of: int) -> None:
    remove(tx, of, 1, 2, 3, 4)
    change_dossier(tx, of, last_number=0, last_digest="", stage="new")


def insert_a_line(tx: Transaction, of: int) -> None:
    last = rows_of(tx, of)[3]
    change(tx, of, 4, number=5)
    tx.run(insert(_lines).values({**last, "id": 900, "move": "suspend", "answers": {}}))
    change_dossier(tx, of, last_number=5)


def swap_two_lines(tx: Transaction, of: int) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        change(tx, of, before, number=after)


def change_the_time(tx: Transaction, of: int) -> None:
    change(tx, of, 2, at=rows_of(tx, of)[1]["at"] - timedelta(days=3))


def change_the_actor(tx: Transaction, of: int) -> None:
    change(tx, of, 2, behalf="Un altro ente")


def rewrite_the_whole_chain(tx: Transaction, of: int) -> None:
    """With the known algorithm, but without the key."""
    previous = ""
    for row in rows_of(tx, of):
        previous = hashlib.sha256(f"{previous}|{row['number']}|forged|{row['at']}".encode()).hexdigest()
        change(tx, of, row["number"], move="forged", digest=previous)
    change_dossier(tx, of, last_digest=previous)


def take_back(tx: Transaction, of: int) -> None:
    """To an earlier copy of the dossier, consistent in itself."""
    cut_the_tail(tx, of, left=2)


TAMPERINGS: dict[Callable[[Transaction, int], None], int] = {
    edit: 2,
    remove_from_the_middle: 2,
    cut_the_tail: 4,
    remove_everything: 1,
    insert_a_line: 4,
    swap_two_lines: 2,
    change_the_time: 2,
    change_the_actor: 2,
    rewrite_the_whole_chain: 1,
    take_back: 3,
}
"""Each way of tampering, with the line at which it must be found."""
