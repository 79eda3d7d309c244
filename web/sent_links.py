"""Sent links: the addresses sent to an organisation without accounts, what became of each, and the two acts on them."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from governance.answer_links import AnswerLink, links_of
from governance.errors import NotOffered, Repeated
from governance.history import StageChange
from governance.notices import Notice, by_keys
from governance.policy import Permission
from web.access import SIGNED_IN, open_to
from web.aftermath import follow
from web.dossier_sights import Sight, sight_of
from web.dossier_words import move_words
from web.forms import Form
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.answering import Standing, standings_of
from workflows.inviting import Invitation, invite, may_invite, take_back

pages = Blueprint("sent_links", __name__, url_prefix="/pratiche")


class SentLink(NamedTuple):
    """One address: its number, to whom and where it was sent, how that went, where it stands; `did`: the answer."""

    id: int
    organisation_id: int
    address: str
    made_at: datetime
    left_at: datetime | None
    failed: bool
    standing: Standing
    used_at: datetime | None
    expires_at: datetime
    did: str


def sent_links_of(sight: Sight) -> dict[str, object]:
    """The addresses of a dossier and whether another may be sent; nothing for who may not send any."""
    if Permission.INVITE not in sight.permissions:
        return {"sent_links": (), "may_invite": False}
    tx = sight.situation.tx
    links = links_of(tx, sight.dossier.id)
    messages = by_keys(tx, [link.notice_key for link in links]) if links else {}
    lines = {link.line_id: tx.get(StageChange, link.line_id) for link in links if link.line_id}
    found = [
        _sent(sight, link, standing, messages.get(link.notice_key), lines.get(link.line_id or 0))
        for link, standing in zip(links, standings_of(tx, links), strict=True)
    ]
    return {"sent_links": found, "may_invite": may_invite(sight.situation)}


def _sent(
    sight: Sight, link: AnswerLink, standing: Standing, message: Notice | None, line: StageChange | None
) -> SentLink:
    did = move_words(sight.situation.pathway, line.move) if line else ""
    return SentLink(
        link.id,
        link.organisation_id,
        message.address or "" if message else "",
        link.made_at,
        message.sent_at if message else None,
        bool(message and message.failed_at),
        standing,
        link.used_at,
        link.expires_at,
        did,
    )


@pages.post("/<code>/indirizzi")
@open_to(SIGNED_IN)
def send(code: str) -> Response:
    """Send a new address to whom the stage waits for."""
    return _done(code, lambda tx, invitation: invite(tx, invitation), _("Nuovo indirizzo mandato per e-mail."))


@pages.post("/<code>/indirizzi/<int:link_id>/revoca")
@open_to(SIGNED_IN)
def revoke(code: str, link_id: int) -> Response:
    """Take one address back."""
    return _done(code, lambda tx, invitation: take_back(tx, invitation, link_id), _("L'indirizzo non vale più."))


def _done(code: str, act: Callable[..., StageChange], words: str) -> Response:
    """Do one of the two acts and lead back to the dossier, saying what happened."""
    form = Form.typed()
    with reading() as tx:
        sight_of(tx, code, present_actor()).require(Permission.INVITE)
    try:
        with writing() as tx:
            dossier_id = sight_of(tx, code, present_actor()).dossier.id
            act(tx, Invitation(dossier_id, present_actor(), form.key))
    except (NotOffered, Repeated) as error:
        words = _(error.sentence)
    flash(words)
    follow((dossier_id,))
    return redirect(f"{url_for('dossiers.show', code=code)}#indirizzi")
