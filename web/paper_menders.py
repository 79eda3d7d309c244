"""Where each thing that the checks find can be mended: the field, the page it stands on, or who can do it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from flask import url_for

from document_templates.checks.findings import Finding, Severity
from governance.cases import need
from governance.dossiers import Dossier
from governance.referrals import referral
from governance.services import service
from web.dossier_sights import Sight
from web.particulars import OF_PARTY, WHOLE
from web.texts import _
from workflows.issuing.by_hand import Prepared
from workflows.papers.agreements import PARTIES

_IN_LIST = re.compile(r"(\w+)\[(\d+)\]\.?(.*)")
_OF_LEADER = ("document.place", "document.body")
_ASKED_AS = {"agreement.accession_open": "accession_days", "data_protection": "protection_contact"}


class Found(NamedTuple):
    """One finding as a page shows it: the sentence, its code, where it is mended, else who can mend it."""

    sentence: str
    code: str
    address: str
    mender: str


def grouped(found: Sight, prepared: Prepared) -> dict[str, Sequence[Found]]:
    """The findings by severity, each with its place of mending."""
    return {severity.value: [_found(found, prepared, each) for each in prepared.of(severity)] for severity in Severity}


def _found(sight: Sight, prepared: Prepared, finding: Finding) -> Found:
    place = _of_protocol if sight.dossier.kind == "protocol" else _of_referral
    address = place(sight, prepared, finding.field)
    mender = "" if address else _("chi cura la rete") if "project" in finding.field else _("chi segue la pratica")
    return Found(finding.sentence, finding.code, address, mender)


def _of_protocol(sight: Sight, prepared: Prepared, field: str) -> str:
    code, ids = sight.dossier.code, [p.organisation_id for p in sight.situation.parts if p.capacity in PARTIES]
    listed = _IN_LIST.fullmatch(field)
    if listed and listed[1] == "parties" and int(listed[2]) < len(ids):
        return _of_party(code, ids[int(listed[2])], listed[3])
    if prepared.about_id and not field.startswith(("agreement", "accepted", "document")):
        return _of_party(code, prepared.about_id, field)
    if field in _OF_LEADER:
        return url_for("organisations.show", organisation_id=prepared.about_id or ids[0])
    if field in ("agreement.sha256", "accepted_sha256"):
        return url_for("paper_checks.show", code=code, name="protocol_text")
    head = field.partition(".")[0].partition("[")[0]
    head = _ASKED_AS.get(field, _ASKED_AS.get(head, head))
    if head in WHOLE:
        return _of_whole(code, head)
    if head in ("months", "starts_on", "ends_on", "territory", "referral_paths"):
        return url_for("dossier_edits.edit", code=code) if sight.edits else ""
    return ""


def _of_whole(code: str, name: str) -> str:
    return url_for("particulars.whole", code=code, _anchor=f"campo-{name}")


def _of_party(code: str, organisation_id: int, field: str) -> str:
    head, _dot, rest = field.partition(".")
    name = {"signature": "representative" if rest == "name" else "quality", "contacts": ""}.get(head, head)
    name = name.partition("[")[0]
    if name in OF_PARTY:
        return url_for("particulars.party", code=code, organisation_id=organisation_id, _anchor=f"campo-{name}")
    if head in ("organisation", "applicant", "contacts"):
        return url_for("organisations.show", organisation_id=organisation_id)
    return ""


def _of_referral(sight: Sight, prepared: Prepared, field: str) -> str:
    tx, dossier = sight.situation.tx, sight.dossier
    head = field.partition(".")[0].partition("[")[0]
    draft = url_for("drafts.check", code=dossier.code) if dossier.stage == "draft" and sight.edits else ""
    on_draft = {"request": "campo-request", "privacy_notice": "informativa", "copy_language": "informativa",
                "agreed_on": "consenso"}  # fmt: skip
    if head in on_draft:
        return f"{draft}#{on_draft[head]}" if draft else ""
    if head in ("protocol", "reply_days", "reply_by"):
        return url_for("protocols.list")
    facts = referral(tx, dossier.id)
    if head == "person":
        return url_for("dossiers.show", code=tx.get_one(Dossier, need(tx, facts.need_id).case_id).code)
    if head == "needs":
        return url_for("dossiers.show", code=tx.get_one(Dossier, facts.need_id).code)
    target = service(tx, facts.service_id)
    if head == "recipient" and target:
        return url_for("organisations.show", organisation_id=target.organisation_id)
    if head in ("sender", "signatory") or field in _OF_LEADER:
        return url_for("organisations.show", organisation_id=sight.situation.organisation_in("sender"))
    return ""
