"""names of people folded."""

import sqlalchemy as sa
from alembic import op

from governance.texts import folded

revision: str = '0004'
down_revision: str | None = '0003'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """The form of each name that search reads: accents and case ignored."""
    op.add_column('people', sa.Column('folded_name', sa.String(length=200), server_default='', nullable=False))
    op.create_index(op.f('ix_people_folded_name'), 'people', ['folded_name'], unique=False)
    people = sa.table('people', sa.column('id'), sa.column('name'), sa.column('folded_name'))
    named = op.get_bind().execute(sa.select(people.c.id, people.c.name)).all()
    if named:
        change = sa.update(people).where(people.c.id == sa.bindparam('key')).values(folded_name=sa.bindparam('said'))
        op.get_bind().execute(change, [{'key': each.id, 'said': folded(each.name)} for each in named])
