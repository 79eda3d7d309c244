"""desks."""

import sqlalchemy as sa
from alembic import op

revision: str = '0012'
down_revision: str | None = '0011'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """desks."""
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('desks',
    sa.Column('id', key, autoincrement=True, nullable=False),
    sa.Column('organisation_id', key, nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded_name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('seat', sa.String(length=6), nullable=False),
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('hours', sa.String(length=1000), nullable=False),
    sa.Column('contact', sa.String(length=200), nullable=False),
    sa.Column('team', sa.String(length=1000), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('municipalities', sa.JSON(), nullable=False),
    sa.Column('districts', sa.JSON(), nullable=False),
    sa.Column('instruments', sa.JSON(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_desks_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desks'))
    )
    for column in ('folded_name', 'organisation_id', 'seat'):
        op.create_index(op.f(f'ix_desks_{column}'), 'desks', [column], unique=False)
