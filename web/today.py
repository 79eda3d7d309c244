"""Oggi: what waits for me, what I wait for from others, what happened, and whether the clock runs."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from governance.actors import Actor, at_work
from governance.database import Transaction
from governance.directories import seen_before
from governance.dossiers import Dossier, many
from governance.lapses import endings_for
from governance.lists import awaited_by, next_clocks, waiting_for
from governance.notices import Notice, notices_for
from governance.organisations import names_of
from governance.participations import parts_of_many
from governance.policy import Permission, grants_on, permissions_on
from governance.priorities import first_among
from governance.roles import Role
from governance.siblings import superseded
from governance.sweeps import last_sweep
from governance.voices import SPEAK, to_be_said
from web.access import SIGNED_IN, open_to
from web.dossier_steps import lead_of
from web.dossier_words import holders_of, kind_of, notice_words, stage_words
from web.forms import Form
from web.guides import guide_of
from web.mutes import Muted, muted_in
from web.texts import _, locale
from web.transactions import database, reading
from web.visitors import present_actor
from workflows.likely import likeliest_in
from workflows.pathway import Step
from workflows.published import pathway as pathway_of

pages = Blueprint("today", __name__)

SWEEP_IS_OLD = timedelta(hours=26)
SOON = timedelta(days=10)
UNSEEN = timedelta(days=7)
SAID_WITHIN = timedelta(days=60)
A_YEAR = 365 * 24 * 3600


class Row(NamedTuple):
    """One dossier on the page: what is owed, by when, by whom, and the one act that is a click away.

    `withdraw` is where to withdraw it, since another service took the same need up; usually empty. `first`: it
    comes before the rest by rule.
    """

    code: str
    title: str
    kind: str
    stage: str
    what: str
    due: datetime | None
    whom: Sequence[str]
    act: str
    address: str
    withdraw: str
    muted: Sequence[Muted] = ()
    first: bool = False


class News(NamedTuple):
    """Something that happened: in which dossier, what, when; `key` marks the form that answers it."""

    code: str
    kind: str
    words: str
    at: datetime


@pages.get("/oggi")
@open_to(SIGNED_IN)
def show() -> str:
    """The page everybody begins with, in a number of queries that does not grow with the work."""
    actor = present_actor()
    with reading() as tx:
        mine = waiting_for(tx, actor)
        own = {each.id for each in mine}
        awaited = [each for each in awaited_by(tx, actor) if each.id not in own]
        before = seen_before(tx, actor.person_id or 0) or tx.now - UNSEEN
        told = [each for each in notices_for(tx, actor.person_id or 0) if each.written_at >= before]
        said = to_be_said(tx, actor.person_id or 0, tx.now - SAID_WITHIN)
        rows = _rows(tx, actor, [*mine, *awaited])
        own_rows = sorted(rows[: len(mine)], key=lambda row: not row.first)
        sweep = last_sweep(tx)
        return render_template(
            "today/show.html",
            mine=[each for each in own_rows if not _is_far(tx, each)],
            later=[each for each in own_rows if _is_far(tx, each)],
            awaited=rows[len(mine) :],
            news=_news(tx, [each for each in told if each.what != SPEAK]),
            said=_news(tx, said),
            endings=[each for each in endings_for(tx, actor) if each.number],
            sweep=sweep.finished_at if sweep else None,
            stopped=sweep is None or tx.now - sweep.finished_at > SWEEP_IS_OLD,
            guide=None if request.cookies.get(_cookie(actor)) else guide_of(actor),
            hands_over=any({Role.WORKER, Role.HEAD} & set(actor.roles[each]) for each in actor.home_ids),
            form=Form(),
        )


@pages.post("/oggi/guida")
@open_to(SIGNED_IN)
def dismiss() -> Response:
    """Put the guide away on this browser."""
    answer = make_response(redirect(url_for("today.show")))
    secure = database().settings.secure
    answer.set_cookie(
        _cookie(present_actor()), "vista", max_age=A_YEAR, path="/", secure=secure, httponly=True, samesite="Lax"
    )
    return answer


def _is_far(tx: Transaction, row: Row) -> bool:
    """Whether there is time: it is owed, but not within the next days."""
    return row.due is not None and row.due > tx.now + SOON


def _cookie(actor: Actor) -> str:
    return f"guida_{actor.person_id}"


def _rows(tx: Transaction, actor: Actor, found: Sequence[Dossier]) -> list[Row]:
    ids = [each.id for each in found]
    parts, timers = parts_of_many(tx, ids), next_clocks(tx, ids)
    there = [part for each in parts.values() for part in each]
    organisations = names_of(tx, {part.organisation_id for part in there})
    people = at_work(tx, {part.person_id for part in there})
    taken_up = superseded(tx, [each.id for each in found if each.kind == "referral"])
    likely = likeliest_in(tx)
    rows = [_row(tx, actor, each, (parts.get(each.id, []), timers, organisations, people, likely)) for each in found]
    quiet, first = muted_in(tx, actor, found), first_among(tx, ids)
    return [
        row._replace(
            withdraw=_withdrawal(tx, actor, each, parts.get(each.id, [])) if each.id in taken_up else "",
            muted=quiet.get(each.id, ()),
            first=bool(row.title) and each.id in first,
        )
        for row, each in zip(rows, found, strict=True)
    ]


def _withdrawal(tx: Transaction, actor: Actor, dossier: Dossier, parts: Sequence[Any]) -> str:
    """Where the actor may withdraw it; empty where that is not theirs."""
    step = pathway_of(tx, dossier.pathway, dossier.version).steps.get((dossier.stage, "withdraw"))
    may = step is not None and grants_on(actor, parts) & set(step.by)
    return url_for("dossier_moves.ask", code=dossier.code, move="withdraw") if may else ""


def _row(tx: Transaction, actor: Actor, dossier: Dossier, known: tuple[Any, Mapping[int, str], Any, Any, Any]) -> Row:
    parts, timers, organisations, people, likely = known
    pathway = pathway_of(tx, dossier.pathway, dossier.version)
    stage = pathway.stages[dossier.stage]
    step = likely(dossier.pathway, dossier.version, dossier.stage, grants_on(actor, parts))
    timer = pathway.timers.get(timers.get(dossier.id, ""))
    permissions = permissions_on(actor, dossier.kind, parts)
    act, address = lead_of(dossier, permissions) or _act(dossier, step)
    return Row(
        dossier.code,
        dossier.title if Permission.READ in permissions else "",
        kind_of(pathway),
        stage_words(pathway, dossier.stage),
        timer.label.text(locale()) if timer else "",
        dossier.due_at,
        holders_of(stage.waits_for_grants, parts, organisations, people),
        act,
        address,
        "",
    )


def _act(dossier: Dossier, step: Step | None) -> tuple[str, str]:
    """The one act of a row: its words, and its form."""
    if step is None or step.at_once:
        return _("Apri"), url_for("dossiers.show", code=dossier.code)
    return step.label.text(locale()), url_for("dossier_moves.ask", code=dossier.code, move=step.move)


def _news(tx: Transaction, notices: Sequence[Notice]) -> list[News]:
    """What notices tell; several of one dossier and event count once."""
    about = many(tx, {each.dossier_id for each in notices if each.dossier_id}) if notices else {}
    found: dict[tuple[str, str], News] = {}
    for each in notices:
        if each.dossier_id not in about:
            continue
        row = about[each.dossier_id]
        pathway = pathway_of(tx, row.pathway, row.version)
        news = News(row.code, kind_of(pathway), notice_words(pathway, each), each.written_at)
        found.setdefault((news.code, news.words), news)
    return list(found.values())
