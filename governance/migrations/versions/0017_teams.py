"""teams."""

import sqlalchemy as sa
from alembic import op

revision: str = '0017'
down_revision: str | None = '0016'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """teams."""
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('team_members',
    sa.Column('id', key, autoincrement=True, nullable=False),
    sa.Column('case_id', key, nullable=False),
    sa.Column('organisation_id', key, nullable=False),
    sa.Column('profession', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', key, nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_team_members_case_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_team_members_organisation_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['people.id'], name=op.f('fk_team_members_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_members'))
    )
    op.create_index(op.f('ix_team_members_case_id'), 'team_members', ['case_id'], unique=False)
