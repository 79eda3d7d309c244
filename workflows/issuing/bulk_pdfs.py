"""The PDFs of a bulk job: all its documents through LibreOffice in one call, the progress kept as it goes."""

import tempfile
from datetime import datetime
from pathlib import Path

from document_templates.errors import ConversionFailed
from document_templates.pdf import make_pdfs
from governance import bulk_jobs, documents
from governance.bulk_jobs import Job
from governance.database import Database
from governance.dossiers import Dossier


def add_pdfs(database: Database, job_id: int, held: datetime) -> None:
    """Make the PDFs that are asked for and missing; the job keeps the sentence where LibreOffice gives none."""
    with database.reading() as tx:
        job = tx.get_one(Job, job_id)
        dossier = tx.get_one(Dossier, job.dossier_id)
        left = bulk_jobs.without_pdf(tx, job_id) if job.with_pdf else []
        made = documents.bytes_of(tx, dossier, [each.document_id or 0 for each in left])
        found = [(each.id, made.get(each.document_id or 0, b"")) for each in left]
    if not found:
        return
    holding: list[datetime | None] = [held]

    def progress(done: int, total: int) -> None:
        with database.transaction() as tx:
            holding[0] = bulk_jobs.lease(tx, job_id, holding[0])
            tx.get_one(Job, job_id).pdfs_done = done

    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{item_id}.docx" for item_id, _document in found]
        for file, (_item_id, document) in zip(files, found, strict=True):
            file.write_bytes(document)
        try:
            pdfs = make_pdfs(files, Path(folder) / "pdf", progress)
        except ConversionFailed as fault:
            with database.transaction() as tx:
                tx.get_one(Job, job_id).fault = str(fault)
            return
        with database.transaction() as tx:
            for (item_id, _document), pdf in zip(found, pdfs, strict=True):
                if pdf is not None:
                    bulk_jobs.write_pdf(tx, dossier, item_id, pdf.read_bytes())
