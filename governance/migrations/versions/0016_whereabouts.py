"""whereabouts."""

import sqlalchemy as sa
from alembic import op

revision: str = '0016'
down_revision: str | None = '0015'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """whereabouts."""
    op.create_table('whereabouts',
    sa.Column('service_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('protected', sa.Boolean(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_whereabouts_service_id')),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_whereabouts'))
    )
