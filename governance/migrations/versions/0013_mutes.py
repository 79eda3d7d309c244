"""mutes."""

import sqlalchemy as sa
from alembic import op

import governance.instants

revision: str = '0013'
down_revision: str | None = '0012'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """mutes."""
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('mutes',
    sa.Column('id', key, autoincrement=True, nullable=False),
    sa.Column('dossier_id', key, nullable=False),
    sa.Column('person_id', key, nullable=False),
    sa.Column('since', governance.instants.Instant(timezone=True), nullable=False),
    sa.Column('made_at', governance.instants.Instant(timezone=True), nullable=False),
    sa.Column('until', governance.instants.Instant(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('missed', sa.String(length=60), nullable=True),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossiers.id'], name=op.f('fk_mutes_dossier_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mutes_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mutes')),
    sa.UniqueConstraint('dossier_id', 'person_id', name=op.f('uq_mutes_dossier_id_person_id'))
    )
    missed = sa.text('missed IS NOT NULL')
    op.create_index('ix_mutes_missed', 'mutes', ['until'], unique=False, sqlite_where=missed, postgresql_where=missed)
