"""Every table there is: importing this module makes the metadata complete."""

from sqlalchemy import MetaData

from governance import (
    beneficiaries,
    bodies,
    bulk_jobs,
    cases,
    checkpoints,
    consents,
    deadlines,
    demo_clocks,
    documents,
    dossiers,
    history,
    inboxes,
    networks,
    notes,
    notices,
    organisations,
    participations,
    particulars,
    pathway_versions,
    people,
    protocols,
    receipts,
    referrals,
    registers,
    services,
    sign_ins,
    sweeps,
    templates,
)
from governance.database import Record

NOUNS = (
    beneficiaries,
    bodies,
    bulk_jobs,
    cases,
    checkpoints,
    consents,
    deadlines,
    demo_clocks,
    documents,
    dossiers,
    history,
    inboxes,
    networks,
    notes,
    notices,
    organisations,
    participations,
    particulars,
    pathway_versions,
    people,
    protocols,
    receipts,
    referrals,
    registers,
    services,
    sign_ins,
    sweeps,
    templates,
)
"""The modules that declare tables; a test makes sure that none is left out."""

METADATA: MetaData = Record.metadata
