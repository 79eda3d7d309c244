"""Promemoria: what the clock did and what it will do, and for administrators what did not arrive."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, render_template

from governance import deadlines
from governance.database import Transaction
from governance.dossiers import Dossier, many
from governance.lists import Filter, caseload
from governance.notices import Notice, failures, notices_for, undelivered
from governance.policy import TABLE
from governance.sweeps import recent
from governance.voices import SPEAK
from web.access import SIGNED_IN, open_to
from web.dossier_words import kind_of, move_words, notice_words
from web.mutes import muted_where_managed
from web.texts import _, lazy, locale
from web.transactions import reading
from web.visitors import present_actor
from workflows.pathway import Timer
from workflows.published import pathway as pathway_of
from workflows.wording import grant_words

pages = Blueprint("reminders", __name__, url_prefix="/promemoria")

AHEAD = 40
BY = {
    "command": lazy("a comando"),
    "prefect": lazy("orologio"),
    "demo": lazy("dimostrazione"),
    "web": lazy("dimostrazione"),
}
MESSAGES = {
    "invitation": lazy("Invito"),
    "reset": lazy("Nuova password"),
    "checkpoint": lazy("Sigillo del giorno"),
    "hand_over": lazy("Consegne ricevute"),
}


class Coming(NamedTuple):
    """A clock that will ring: when, in which dossier, what it is about and what it does then."""

    at: datetime
    code: str
    kind: str
    what: str
    does: str


class Told(NamedTuple):
    """A message: when, about which dossier (or none), in words, and what became of it."""

    at: datetime
    code: str
    words: str
    state: str


@pages.get("")
@open_to(SIGNED_IN)
def list() -> str:
    """What is coming in the dossiers one may see, what one was told, and whether the clock runs."""
    actor = present_actor()
    with reading() as tx:
        known = caseload(tx, actor, Filter(tuple(TABLE))).rows
        told = notices_for(tx, actor.person_id or 0)
        failed = failures(tx) if actor.is_administrator else []
        about = many(tx, {each.dossier_id for each in (*told, *failed) if each.dossier_id})
        return render_template(
            "reminders/list.html",
            coming=_coming(tx, known),
            told=[_told(tx, each, about) for each in told],
            muted=muted_where_managed(tx, actor),
            sweeps=recent(tx),
            by=BY,
            administers=actor.is_administrator,
            undelivered=undelivered(tx) if actor.is_administrator else (0, 0),
            failed=[(_told(tx, each, about), each.address, each.fault) for each in failed],
        )


def _coming(tx: Transaction, known: Sequence[Dossier]) -> Sequence[Coming]:
    rows = {each.id: each for each in known}
    clocks = [row for row in deadlines.running(tx, rows) if row.due_at] if rows else []
    found = []
    for row in sorted(clocks, key=lambda each: each.due_at)[:AHEAD]:
        dossier = rows[row.dossier_id]
        pathway = pathway_of(tx, dossier.pathway, dossier.version)
        timer = pathway.timers[row.timer]
        makes = move_words(pathway, timer.makes) if timer.makes else ""
        label = timer.label.text(locale())
        found.append(Coming(row.due_at, dossier.code, kind_of(pathway), label, _does(timer, makes)))
    return found


def _does(timer: Timer, makes: str) -> str:
    tells = timer.tells or (() if timer.makes else ("waiting",))
    said = [_("avvisa %(who)s", who=", ".join(grant_words(each, locale()) for each in tells))] if tells else []
    return "; ".join([*said, *([_("poi, da solo: %(step)s", step=makes)] if makes else [])])


def _told(tx: Transaction, notice: Notice, about: dict[int, Any]) -> Told:
    row = about.get(notice.dossier_id or 0)
    words = str(MESSAGES.get(notice.what, notice.what))
    if row is not None:
        words = notice_words(pathway_of(tx, row.pathway, row.version), notice)
        words = _("%(what)s, da dire a voce", what=words) if notice.what == SPEAK else words
    return Told(notice.written_at, row.code if row is not None else "", words, _state(notice))


def _state(notice: Notice) -> str:
    if notice.failed_at:
        return _("non consegnato")
    return _("inviato per e-mail") if notice.sent_at else _("in partenza")
