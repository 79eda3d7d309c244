"""health_apart."""

import sqlalchemy as sa
from alembic import op

revision: str = '0015'
down_revision: str | None = '0014'
branch_labels: str | None = None
depends_on: str | None = None

_OF_HEALTH = """
    UPDATE participations SET reading = 'health'
    WHERE reading = 'content' AND capacity IN ('case', 'sender') AND dossier_id IN (
        SELECT id FROM needs WHERE area = 'health'
        UNION SELECT referrals.id FROM referrals JOIN needs ON needs.id = referrals.need_id WHERE needs.area = 'health'
    )
"""


def upgrade() -> None:
    """health_apart."""
    for table in ('notes', 'attachments'):
        op.add_column(table, sa.Column('of_health', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(_OF_HEALTH)
