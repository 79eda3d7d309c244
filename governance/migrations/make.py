"""Writes the next migration from what the code declares and an up-to-date database does not have yet.

`python -m governance.migrations.make NAME` writes `versions/NUMBER_NAME.py`, to be read before it is committed.
`--again` writes the newest one anew; a migration that was released is never rewritten.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from governance import schema
from governance.database import Database
from governance.revisions import FOLDER, revisions
from governance.settings import Settings


def make(name: str, again: bool) -> Path:
    """The new migration's file."""
    known = revisions()
    if again:
        newest = known.pop()
        for file in FOLDER.glob(f"{newest}_*.py"):
            file.unlink()
    number = f"{len(known) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Settings(folder=Path(folder)))
        if known:
            schema.upgrade(database)
        with database.engine.connect() as connection:
            command.revision(schema.configuration(connection), name, autogenerate=True, rev_id=number)
        database.close()
    return next(FOLDER.glob(f"{number}_*.py"))


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--again"]
    if len(words) != 1:
        sys.exit(__doc__)
    print(make(words[0], "--again" in sys.argv))
