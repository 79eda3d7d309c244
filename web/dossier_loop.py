"""The loop on a dossier's page: an exception, what another acceptance proposes, what a refusal brings, what stays."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from governance import history
from governance.cases import case, need
from governance.codes import label_of
from governance.declines import CONSEQUENCES, declined_for
from governance.policy import grants_on
from governance.referrals import Referral, referral
from governance.siblings import superseded, superseded_of
from governance.territory import municipalities
from web.dossier_sights import Sight, visible
from web.dossier_words import stage_words
from web.line_words import answer_words
from web.texts import lazy, locale
from workflows.calendars import local
from workflows.published import pathway as pathway_of

SUMMED_UP: Mapping[str, str] = {
    "sent_on": lazy("Inviato il"),
    "acknowledged_on": lazy("Letto il"),
    "accepted_on": lazy("Preso in carico il"),
    "started_on": lazy("Servizio cominciato il"),
    "outcome": lazy("Esito"),
    "outcome_on": lazy("Data dell'esito"),
    "closed_on": lazy("Chiuso il"),
}
"""What stays of a closed referral, in this order."""
WITHDRAW, REROUTE, GRANT = "withdraw", "reroute", "grant_exception"


class Excepted(NamedTuple):
    """An exception asked or granted; `category` and `place` are for who decides, and tell nothing of the person."""

    reason: str
    until: date | None
    over: bool
    asked: bool
    category: str
    place: str


class Proposal(NamedTuple):
    """A referral that nobody took up, while another of the same need was: `by`, where the visitor may know of it."""

    code: str
    title: str
    stage: str
    by: str
    address: str


def loop_of(sight: Sight) -> dict[str, Any]:
    """What the page of a referral or of a need adds; empty for other kinds."""
    if sight.dossier.kind == "need":
        found = superseded_of(sight.situation.tx, sight.dossier.id)
        return {"proposals": _proposals(sight, found)} if found else {}
    if sight.dossier.kind != "referral":
        return {}
    tx, facts = sight.situation.tx, referral(sight.situation.tx, sight.dossier.id)
    return {
        "exception": _exception(sight, facts),
        "proposals": _proposals(sight, superseded(tx, [sight.dossier.id])) if _may(sight, WITHDRAW) else [],
        **_brings(sight),
        "summed_up": _summed_up(facts.summary or {}),
    }


def _exception(sight: Sight, facts: Referral) -> Excepted | None:
    if facts.exception_reason is None or facts.protocol_id is not None:
        return None
    tx, day, asked = sight.situation.tx, local(sight.situation.now).date(), need(sight.situation.tx, facts.need_id)
    code = case(tx, asked.case_id).municipality
    known = municipalities(day).get(code)
    return Excepted(
        label_of("exception_reason", facts.exception_reason, locale()),
        facts.exception_until,
        facts.exception_until is not None and facts.exception_until < day,
        facts.exception_until is None,
        label_of("category", asked.category, locale()) if sight.knows_what_for or _decides(sight) else "",
        known.name if known else code,
    )


def _proposals(sight: Sight, found: Mapping[int, int]) -> list[Proposal]:
    """Each with its one act, for who may make it, and which was taken up, for who may know of it."""
    if not found or not sight.reads:
        return []
    tx, actor = sight.situation.tx, sight.situation.actor
    known = visible(tx, actor, {*found, *found.values()})
    return [
        Proposal(
            row.code,
            row.title if reads else "",
            stage_words(pathway_of(tx, row.pathway, row.version), row.stage),
            known[found[row.id]][0].code if found[row.id] in known else "",
            url_for("dossier_moves.ask", code=row.code, move=WITHDRAW) if reads and sight.reads else "",
        )
        for row, reads in (known[key] for key in sorted(found) if key in known)
    ]


def _brings(sight: Sight) -> dict[str, str]:
    """What the refusal under review brings about once it is confirmed, and where to send the person on at once."""
    situation = sight.situation
    reason = declined_for(history.lines_of(situation.tx, sight.dossier.id)) if _is_reviewed(sight) else ""
    if reason not in CONSEQUENCES:
        return {}
    onward = url_for("dossier_moves.ask", code=sight.dossier.code, move=REROUTE)
    follows = CONSEQUENCES[reason]
    return {"brings": follows.text(locale()), "onward": onward if follows.elsewhere and _may(sight, REROUTE) else ""}


def _decides(sight: Sight) -> bool:
    """Whether the exception is the visitor's to grant: nobody grants what they may not know."""
    return _may(sight, GRANT)


def _may(sight: Sight, move: str) -> bool:
    """Whether the move is offered now and the visitor's own."""
    step = sight.situation.pathway.steps.get((sight.dossier.stage, move))
    return step is not None and bool(grants_on(sight.situation.actor, sight.situation.parts) & set(step.by))


def _is_reviewed(sight: Sight) -> bool:
    return sight.dossier.stage == "decline_review"


def _summed_up(summary: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (str(words), answer_words(name, summary[name], {}, {})) for name, words in SUMMED_UP.items() if name in summary
    ]
