"""contacts."""

import sqlalchemy as sa
from alembic import op

revision: str = '0014'
down_revision: str | None = '0013'
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Contacts with their encounters, and the zones in which desks work."""
    key = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('contacts',
    sa.Column('id', key, nullable=False),
    sa.Column('network_id', key, nullable=False),
    sa.Column('desk_id', key, nullable=True),
    sa.Column('municipality', sa.String(length=6), nullable=False),
    sa.Column('signal', sa.String(length=20), nullable=False),
    sa.Column('zone', sa.String(length=80), nullable=False),
    sa.Column('at_risk', sa.Boolean(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('minors', key, nullable=False),
    sa.Column('adults', key, nullable=False),
    sa.Column('elders', key, nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('times', key, nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=True),
    sa.Column('sealed_reach', sa.LargeBinary(), nullable=True),
    sa.Column('case_id', key, nullable=True),
    sa.Column('taken_up_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_contacts_case_id')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_contacts_desk_id')),
    sa.ForeignKeyConstraint(['id'], ['dossiers.id'], name=op.f('fk_contacts_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_contacts_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contacts'))
    )
    with op.batch_alter_table('contacts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contacts_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_desk_id'), ['desk_id'], unique=False)
        batch_op.create_index('ix_contacts_listed', ['last_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_municipality'), ['municipality'], unique=False)
        batch_op.create_index(batch_op.f('ix_contacts_network_id'), ['network_id'], unique=False)

    op.create_table('encounters',
    sa.Column('id', key, autoincrement=True, nullable=False),
    sa.Column('contact_id', key, nullable=False),
    sa.Column('desk_id', key, nullable=True),
    sa.Column('met_on', sa.Date(), nullable=False),
    sa.Column('zone', sa.String(length=80), nullable=False),
    sa.Column('at_risk', sa.Boolean(), nullable=False),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('done', sa.JSON(), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=True),
    sa.Column('recorded_by', key, nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contacts.id'], name=op.f('fk_encounters_contact_id')),
    sa.ForeignKeyConstraint(['desk_id'], ['desks.id'], name=op.f('fk_encounters_desk_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['people.id'], name=op.f('fk_encounters_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encounters'))
    )
    with op.batch_alter_table('encounters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_encounters_contact_id'), ['contact_id'], unique=False)

    with op.batch_alter_table('desks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('zones', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('risk_zones', sa.JSON(), server_default='[]', nullable=False))
