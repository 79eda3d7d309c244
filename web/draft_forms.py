"""The draft of a referral on its pages: what is asked, what is missing and who can mend it, the letter in words."""

from dataclasses import replace
from typing import Any

from flask import url_for

from document_templates.checks.findings import Severity
from document_templates.facts.referral_letter import ReferralLetter
from document_templates.readings import ReadBlock, read_blocks
from governance import dossiers, participations
from governance.cases import need as need_facts
from governance.dossiers import Dossier
from governance.errors import NotPermitted
from governance.organisations import names_of
from governance.personal_codes import ARTICLES, BASES
from governance.policy import Permission, permissions_on
from governance.referrals import referral, request, write_request
from governance.services import service
from governance.texts import LONGEST_TEXT
from web import agreements
from web.dossier_loop import loop_of
from web.dossier_sights import Sight, ancestors_of, visible_rows
from web.dossier_steps import Lack, address_of
from web.forms import Form
from web.texts import _, locale, said
from web.urgencies import grades
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.checks import Button, buttons
from workflows.packets import packet_of
from workflows.papers.lacks import letter_findings
from workflows.papers.previews import letter_bytes, letter_preview
from workflows.situations import Situation

IDENTIFYING = {"name": "nome e cognome", "birth_year": "anno di nascita", "contact": "recapito"}
"""What the letter says of the person, in the words of the letter itself."""


def case_of(found: Sight) -> Dossier:
    """The case the referral belongs to."""
    tx = found.situation.tx
    need_id = referral(tx, found.dossier.id).need_id
    return tx.get_one(Dossier, need_facts(tx, need_id).case_id)


def fill(found: Sight) -> Form:
    """The form as the draft stands."""
    tx, dossier = found.situation.tx, found.dossier
    return Form(
        {
            "request": request(tx, referral(tx, dossier.id), dossier.household_id),
            "urgency": dossier.grade,
            "revision": dossier.last_number,
            **agreements.begun(local(tx.now).date()),
        }
    )


def save_request(found: Sight, form: Form, part: str = "") -> None:
    """Keep what was typed, where it changed; with a `part`, along with something else: then nothing is obligatory."""
    tx, dossier = found.situation.tx, found.dossier
    typed = Form(form.values) if part else form
    text = typed.text("request", LONGEST_TEXT, required=not part)
    urgency = typed.choice("urgency", list(grades()), required=not part) or dossier.grade or ""
    if part and typed.faults:
        return
    form.check()
    codes = {"urgency": urgency} if urgency != dossier.grade else {}
    texts = {"request": text} if text != request(tx, referral(tx, dossier.id), dossier.household_id) else {}
    if not codes and not texts:
        return

    def change(situation: Situation) -> None:
        write_request(tx, referral(tx, dossier.id), dossier.household_id, text)
        dossiers.regrade(tx, dossier.id, urgency)

    seen = int(form.revision) if form.revision.isdecimal() else -1
    key = f"{form.key[:48]}:{part or 'request'}"
    perform(tx, Act(dossier.id, "edit", found.situation.actor, seen, codes=codes, texts=texts, key=key), change)


def submitting(found: Sight) -> Button | None:
    """The step that sends it, if it is the actor's to make."""
    return next((each for each in buttons(found.situation) if each.step.move == "submit"), None)


def letter_of(found: Sight) -> ReferralLetter | None:
    """The letter as it would leave now; None while something it must say is missing."""
    stops = any(each.severity is Severity.BLOCKING for each in letter_findings(found.situation))
    return None if stops else letter_preview(found.situation)


def letter_words(letter: ReferralLetter) -> list[ReadBlock]:
    """The letter in words, with what identifies the person named and not shown."""
    person = letter.person
    hidden: dict[str, Any] = {name: f"[{words}]" for name, words in IDENTIFYING.items() if getattr(person, name)}
    if person.guardian:
        hidden["guardian"] = replace(person.guardian, name="[nome e cognome]", phone=None)
    return read_blocks(letter_bytes(replace(letter, person=replace(person, **hidden))))


def page_facts(found: Sight) -> dict[str, Any]:
    """What both pages of a draft show."""
    tx, actor, dossier = found.situation.tx, found.situation.actor, found.dossier
    facts, parent = referral(tx, dossier.id), case_of(found)
    target, step = service(tx, facts.service_id), submitting(found)
    above = [dossier, *ancestors_of(tx, dossier)]
    readable = {key for key, (_row, reads) in visible_rows(tx, actor, above).items() if reads}
    writes = _writes(found, parent)
    here = {"edit", "case:consent", "case:inform"} if writes else {"edit"}
    missing = step.missing if step else ()
    lacks = [
        Lack(
            said(each.sentence),
            said(each.mender),
            "" if each.page in here else address_of(each.page, above, readable),
        )
        for each in missing
    ]
    return {
        "dossier": dossier,
        "case": parent,
        "need": tx.get_one(Dossier, facts.need_id),
        "target": target,
        "recipient": names_of(tx, [target.organisation_id])[target.organisation_id] if target else "",
        "lacks": lacks,
        "elsewhere": [lack for lack, each in zip(lacks, missing, strict=True) if each.page != "edit"],
        "may_send": step is not None,
        "consents": writes and any(each.page == "case:consent" for each in missing),
        "basis": _basis(found),
        "informs": writes and any(each.page == "case:inform" for each in missing),
        "urgencies": list(grades().items()),
        "recipients": [
            (agreements.ANYBODY, _("Gli enti della rete a cui serve")),
            *agreements.recipients(tx, dossier.network_id),
        ],
        "channels": agreements.channels(),
        "evidences": agreements.evidences(),
        "tongues": agreements.LANGUAGES,
        "identifies": found.identifies,
        "asks_exception": may_ask_exception(found),
        **loop_of(found),
        "trail": _trail(facts.need_id, dossier, tx.get_one(Dossier, facts.need_id).code),
    }


def _basis(found: Sight) -> str:
    """On what ground the person's data would pass, in words: the recipient's own task, or the person's consent."""
    basis = packet_of(found.situation)["basis"]
    if not basis:
        return _("Il consenso della persona.")
    words = {"basis": BASES[basis].text(locale()).lower(), "articles": ARTICLES[basis]}
    return _(
        "Il compito dell'ente che riceve: %(basis)s (%(articles)s). Il consenso non serve, l'informativa sì.", **words
    )


def may_ask_exception(found: Sight) -> bool:
    """Whether cover is missing and the visitor may ask the plan office to let it leave without."""
    asking = next((each for each in buttons(found.situation) if each.step.move == "ask_exception"), None)
    return asking is not None and not asking.missing


def require_editable(found: Sight) -> None:
    """NotPermitted where the draft is not the actor's to complete."""
    if not found.edits:
        raise NotPermitted(_("Questa bozza la completa chi l'ha cominciata, o un suo collega."))


def _writes(found: Sight, parent: Dossier) -> bool:
    parts = participations.parts_of(found.situation.tx, parent.id)
    return Permission.WRITE in permissions_on(found.situation.actor, parent.kind, parts)


def _trail(need_id: int, dossier: Dossier, need_code: str) -> list[tuple[str, str]]:
    """The four steps of sending with their addresses."""
    return [
        (_("Bisogno"), url_for("sending.need")),
        (_("Servizio"), url_for("sending.service", code=need_code, bozza=dossier.code)),
        (_("Controllo e consenso"), url_for("drafts.check", code=dossier.code)),
        (_("Lettera e invio"), url_for("drafts.letter", code=dossier.code)),
    ]
