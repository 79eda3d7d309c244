"""the_loop."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision: str = '0007'
down_revision: str | None = '0006'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """the_loop."""
    json = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), 'postgresql')
    # One by one: on SQLite a table that others refer to cannot be made anew while it holds rows.
    for table, column in (
        ('networks', sa.Column('duplicate_scope', sa.String(length=10), server_default='service', nullable=False)),
        ('referrals', sa.Column('exception_reason', sa.String(length=40), nullable=True)),
        ('referrals', sa.Column('exception_until', sa.Date(), nullable=True)),
        ('referrals', sa.Column('summary', json, nullable=True)),
        ('services', sa.Column('full_on', sa.Date(), nullable=True)),
        ('services', sa.Column('doubted_on', sa.Date(), nullable=True)),
    ):
        op.add_column(table, column)
