"""Answer pages: one act by a one-time link, as a form, as a summary to be confirmed, or refused with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from itsdangerous import BadSignature, URLSafeSerializer

from governance.answer_links import AnswerLink
from governance.database import Transaction
from governance.errors import NotVisible, RaccordoError, Unmet
from governance.organisations import names_of
from governance.receipts import request_digest
from web.answer_sights import AnswerSight, answer_sight, given_by
from web.dossier_steps import Lack, Press, consequences, lacks_of, with_fields
from web.forms import Form
from web.line_words import answer_words
from web.texts import _
from workflows.answering import Standing
from workflows.checks import examine, offered

Page = tuple[str, int]
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do by a link: the address as opened, the link, the move, and what was typed."""

    signed: str
    link: AnswerLink
    move: str
    form: Form


def act_page(tx: Transaction, wish: Wish, pressed: bool = False, refused: RaccordoError | None = None) -> str | Page:
    """The form of an act; its summary, ready to be confirmed, once nothing is missing; or why it cannot be done."""
    shown = answer_sight(tx, wish.link)
    if shown.standing is not Standing.WORKS:
        return ended_page(tx, shown)
    found = next((each for each in shown.presses if each.step.move == wish.move), None)
    if found is None:
        return render_template("answers/choose.html", shown=shown, signed=wish.signed, not_offered=True), 409
    press = with_fields(shown.sight, found)
    complete = pressed or not press.fields
    fault = refused or (_fault_of(shown, press, said(shown, wish)) if complete else None)
    lacks = _lacks(shown, press, wish.form, fault)
    ready = complete and fault is None and not wish.form.reopened
    names = names_of(tx, [part.organisation_id for part in shown.sight.situation.parts])
    page = render_template(
        "answers/act.html",
        shown=shown,
        signed=wish.signed,
        press=press,
        form=wish.form,
        lacks=lacks,
        confirmed=_signer(tx, wish).dumps(_digest(said(shown, wish))) if ready else "",
        summary=_summary(press, wish.form),
        follows=consequences(shown.sight, press.step, names, {}),
    )
    return (page, 422) if fault is not None and pressed else page


def is_confirmed(tx: Transaction, wish: Wish) -> bool:
    """Whether these very words were shown in a summary of this act before."""
    try:
        return str(_signer(tx, wish).loads(wish.form[CONFIRMED])) == _digest(said(answer_sight(tx, wish.link), wish))
    except BadSignature:
        return False


def said(shown: AnswerSight, wish: Wish) -> dict[str, str]:
    """The answers to what the act asks in the link's stage; NotVisible for a word that is no act there."""
    step = shown.sight.situation.pathway.steps.get((wish.link.stage, wish.move))
    if step is None:
        raise NotVisible
    return {name: wish.form[name] for name in (*step.asks, *step.may_ask)}


def ended_page(tx: Transaction, shown: AnswerSight) -> Page:
    """Why this address no longer serves, and whom to call."""
    given = given_by(tx, shown) if shown.standing is Standing.USED and shown.link.line_id else {}
    return render_template("answers/ended.html", shown=shown, did=given.get("did", "")), 410


def unknown_page() -> Page:
    """One answer for an address that was mangled and for one that never was."""
    return render_template("answers/unknown.html"), 404


def too_many_page() -> Page:
    """After many wrong addresses from one place."""
    return render_template("answers/unknown.html", too_many=True), 429


def _fault_of(shown: AnswerSight, press: Press, answers: Mapping[str, str]) -> RaccordoError | None:
    """What would be refused, without doing anything."""
    situation = shown.sight.situation
    situation.raw = answers
    try:
        examine(situation, offered(situation, press.step.move))
    except RaccordoError as error:
        return error
    return None


def _lacks(shown: AnswerSight, press: Press, form: Form, fault: RaccordoError | None) -> list[Lack]:
    if not isinstance(fault, Unmet):
        return list(press.lacks)
    for each in fault.missing:
        if each.code:
            form.fault(each.code, _(each.sentence))
    return lacks_of(shown.sight, press.step, fault.missing, [shown.sight.dossier], set())


def _summary(press: Press, form: Form) -> list[tuple[str, str]]:
    """What was typed, in words: (question, answer)."""
    found = []
    for field, _must in press.fields:
        options = dict(field.options)
        words = options.get(form[field.name]) or answer_words(field.name, form[field.name], {}, {})
        found.append((field.label, words))
    return [(label, words) for label, words in found if words]


def _digest(answers: Mapping[str, str]) -> str:
    return request_digest(answers=answers)


def _signer(tx: Transaction, wish: Wish) -> URLSafeSerializer:
    return URLSafeSerializer(tx.vault.derived("answers confirmed"), salt=f"{wish.link.id}:{wish.move}")
