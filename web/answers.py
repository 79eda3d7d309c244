"""Answers: the pages behind a one-time link. Opening one changes nothing; an act takes a second, confirming press."""

import hmac

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from governance import answer_links, sign_ins
from governance.answer_links import AnswerLink
from governance.documents import document_bytes, latest
from governance.errors import RaccordoError
from web.access import EVERYBODY, open_to
from web.aftermath import follow
from web.answer_pages import Page, Wish, act_page, ended_page, is_confirmed, said, too_many_page, unknown_page
from web.answer_sights import LETTER, answer_sight, given_by
from web.dossier_moves import answers_in
from web.dossiers import WORD, download
from web.forms import Form
from web.transactions import reading, writing
from workflows.answering import Reply, Standing, reply, take_letter

pages = Blueprint("answers", __name__, url_prefix="/rispondi")

ANSWERED = "answered"
"""Where the browser keeps that it gave an answer itself, so that its page may be read again for a while."""
TRIES = "answer link|"
"""Wrong addresses are counted apart from failed sign-ins."""


@pages.after_request
def keep_out_of_indexes(response: Response) -> Response:
    """No search engine keeps these addresses, whoever lets one slip."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@pages.get("/<signed>")
@open_to(EVERYBODY)
def show(signed: str) -> str | Page:
    """Who asks, for what, where and by when, with the acts; or what was answered; or why nothing can be."""
    with reading() as tx:
        link = answer_links.found_by(tx, signed)
        if link is None:
            return unknown_page()
        shown = answer_sight(tx, link)
        if shown.standing is Standing.WORKS:
            return render_template("answers/choose.html", shown=shown, signed=signed)
        if shown.standing is Standing.USED and _gave(link):
            return render_template("answers/given.html", shown=shown, signed=signed, form=Form(), **given_by(tx, shown))
        return ended_page(tx, shown)


@pages.get("/<signed>/<move>")
@open_to(EVERYBODY)
def ask(signed: str, move: str) -> str | Page:
    """The form of one act; one that asks nothing stands here ready to be confirmed."""
    with reading() as tx:
        link = answer_links.found_by(tx, signed)
        return act_page(tx, Wish(signed, link, move, Form())) if link else unknown_page()


@pages.post("/<signed>/<move>")
@open_to(EVERYBODY)
def press(signed: str, move: str) -> AnyResponse | str | Page:
    """The first press shows what was said and what follows; the second, on that page, does it."""
    form = Form.typed()
    form.values = answers_in(form)
    with reading() as tx:
        if sign_ins.too_many_tries(tx, TRIES, _address()):
            return too_many_page()
        link = answer_links.found_by(tx, signed)
    if link is None:
        return _counted()
    with reading() as tx:
        wish = Wish(signed, link, move, form)
        if not is_confirmed(tx, wish):
            return act_page(tx, wish, pressed=True)
        answers = said(answer_sight(tx, link), wish)
    try:
        with writing() as tx:
            line = reply(tx, link.id, Reply(move, answers, form.key))
            dossier_id = line.dossier_id
    except RaccordoError as error:
        with reading() as tx:
            return act_page(tx, Wish(signed, tx.get_one(AnswerLink, link.id), move, form), pressed=True, refused=error)
    session[ANSWERED] = f"{link.id}:{form.key}"
    follow((dossier_id,))
    return redirect(url_for("answers.show", signed=signed))


@pages.post("/<signed>/lettera/scarica")
@open_to(EVERYBODY)
def letter(signed: str) -> AnyResponse | Page:
    """The letter, once, to the browser that gave the answer."""
    with writing() as tx:
        link = answer_links.found_by(tx, signed)
        if link is None:
            return unknown_page()
        shown = answer_sight(tx, link)
        record = latest(tx, link.dossier_id, LETTER)
        issued = document_bytes(tx, shown.sight.dossier, record.id) if record else None
        if issued is None or not _gave(link) or not take_letter(tx, link.id):
            return ended_page(tx, shown)
        return download(issued[1], f"{LETTER}-{shown.sight.dossier.code}.docx", WORD)


def _gave(link: AnswerLink) -> bool:
    """Whether this very browser gave the answer."""
    mark = f"{link.id}:{link.form_key}"
    return bool(link.form_key) and hmac.compare_digest(str(session.get(ANSWERED, "")).encode(), mark.encode())


def _counted() -> Page:
    """A form sent to an address that does not exist: counted, so that after too many nobody is even looked up."""
    with writing() as tx:
        sign_ins.count_try(tx, TRIES, _address())
    return unknown_page()


def _address() -> str:
    return f"{TRIES}{request.remote_addr}"
