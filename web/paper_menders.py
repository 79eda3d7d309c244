"""Where each thing that the checks find can be mended: the field, the page it stands on, or who can do it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask import url_for

from document_templates.checks.findings import Finding, Severity
from web.dossier_sights import Sight, ancestors_of, visible_rows
from web.dossier_steps import address_of
from web.particular_fields import OF_PARTY, WHOLE
from web.texts import _
from workflows.issuing.by_hand import DRAFT, Prepared
from workflows.papers.agreements import PARTIES
from workflows.papers.lacks import mending

_IN_LIST = re.compile(r"(\w+)\[(\d+)\]\.?(.*)")
_OF_LEADER = ("document.place", "document.body")
_ON_DRAFT = {"edit": "campo-request", "case:inform": "informativa", "case:consent": "consenso"}
"""Pages whose form the draft of a referral has of its own, with its place there."""
_ASKED_AS = {"agreement.accession_open": "accession_days", "data_protection": "protection_contact"}


class Found(NamedTuple):
    """One finding as a page shows it: the sentence, its code, where it is mended, else who can mend it."""

    sentence: str
    code: str
    address: str
    mender: str


Mended = Callable[[Sight, Prepared, str], tuple[str, str]]
"""The address where a field is mended (empty: none that the visitor may open) and who can mend it."""


def grouped(found: Sight, prepared: Prepared) -> dict[str, Sequence[Found]]:
    """The findings by severity, each with its place of mending."""
    mended = _of_protocol if found.dossier.kind == "protocol" else _of_referral(found)
    return {
        severity.value: [_found(found, prepared, each, mended) for each in prepared.of(severity)]
        for severity in Severity
    }


def _found(sight: Sight, prepared: Prepared, finding: Finding, mended: Mended) -> Found:
    address, mender = mended(sight, prepared, finding.field)
    sentence, listed = finding.sentence, _IN_LIST.fullmatch(finding.field)
    if listed and listed[1] == "parties" and int(listed[2]) < len(prepared.facts.parties):
        name = prepared.facts.parties[int(listed[2])].organisation.name
        sentence = sentence if name in sentence else f"{name}. {sentence}"
    return Found(sentence, finding.code, address, "" if address else mender)


def _of_protocol(sight: Sight, prepared: Prepared, field: str) -> tuple[str, str]:
    return _on_protocol(sight, prepared, field), _("chi cura la rete") if "project" in field else _(
        "chi segue la pratica"
    )


def _on_protocol(sight: Sight, prepared: Prepared, field: str) -> str:
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
    name = f"act_{rest or 'kind'}" if head == "act" else name.partition("[")[0]
    if name in OF_PARTY:
        return url_for("particulars.party", code=code, organisation_id=organisation_id, _anchor=f"campo-{name}")
    if head in ("organisation", "applicant", "contacts"):
        return url_for("organisations.show", organisation_id=organisation_id)
    return ""


def _of_referral(sight: Sight) -> Mended:
    """Where a letter's fields are mended: on the page of the draft itself while it is one, else where they are kept."""
    tx, dossier = sight.situation.tx, sight.dossier
    above = [dossier, *ancestors_of(tx, dossier)]
    seen = visible_rows(tx, sight.situation.actor, above)
    readable = {key for key, (_row, reads) in seen.items() if reads}

    def mended(sight: Sight, prepared: Prepared, field: str) -> tuple[str, str]:
        mender, page = mending(sight.situation, field)
        if page in _ON_DRAFT and dossier.stage == DRAFT and sight.edits:
            return url_for("drafts.check", code=dossier.code, _anchor=_ON_DRAFT[page]), mender
        return address_of(page, above, readable), _(mender)

    return mended
