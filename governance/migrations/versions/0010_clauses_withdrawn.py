"""clauses withdrawn."""

import sqlalchemy as sa
from alembic import op

import governance.instants

revision: str = '0010'
down_revision: str | None = '0009'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Since when a clause opens nothing any more."""
    op.add_column('clauses', sa.Column('withdrawn_at', governance.instants.Instant(timezone=True), nullable=True))
