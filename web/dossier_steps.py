"""Steps as buttons: the moves a visitor may press, most likely first, each with what is missing and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import current_app, url_for

from governance.dossiers import Dossier
from governance.errors import Missing
from governance.policy import Permission
from web.dossier_sights import Sight
from web.dossier_words import document_words, stage_words, told_by
from web.step_warnings import warnings_of
from web.texts import _, lazy, locale, said
from workflows.checks import Button, buttons
from workflows.effects import effects
from workflows.likely import is_way_out
from workflows.pathway import Pathway, Step
from workflows.questions import Field, answer, field_of

LEADS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("need", "open"): (lazy("Invia a un servizio"), "sending.service"),
    ("referral", "draft"): (lazy("Controlla e invia"), "drafts.check"),
    ("contact", "met"): (lazy("Annota un altro incontro"), "encounters.new"),
    ("contact", "sought"): (lazy("Annota un incontro"), "encounters.new"),
}
"""By kind and stage: where there is a page of its own that leads to the next step, which goes before any button."""
OWN_PAGES: Mapping[tuple[str, str], str] = {("contact", "take_up"): "encounters.identify"}
"""By kind and move: where a move is made on a page of its own, which gathers what it needs."""
PLACES: Mapping[str, str] = {
    "case": "encounters.identify",
    "inform": "case_records.inform",
    "consent": "case_records.consent",
    "guardian": "household_people.new",
    "standing": "standings.edit",
}
"""Where on a case something is mended."""


class Lack(NamedTuple):
    """Something missing: the sentence, who can mend it, and where (empty: the visitor cannot go there)."""

    sentence: str
    mender: str
    address: str


class Consequences(NamedTuple):
    """What follows from a step: `ends` where nobody can go on from there; `warns` what its table does not say."""

    leads_to: str
    ends: bool
    told: Sequence[str]
    papers: Sequence[str]
    does: Sequence[str]
    warns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Press:
    """One button. `lacks` is what must be mended elsewhere first; `fields` what its form asks.

    `page` is where it is made instead, where it has a page of its own.
    """

    step: Step
    label: str
    behalf: str
    lacks: Sequence[Lack]
    way_out: bool
    fields: Sequence[tuple[Field, bool]] = ()
    page: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can succeed once its questions are answered."""
        return not self.lacks


def presses(sight: Sight, above: Sequence[Dossier], readable: set[int]) -> list[Press]:
    """The buttons of a dossier: what is the visitor's own and ready first, ways out last."""
    found = [_press(sight, each, above, readable) for each in buttons(sight.situation)]
    goes_on = any(_goes_on(sight.situation.pathway, each) for each in found)

    def rank(each: Press) -> tuple[bool, ...]:
        return each.behalf != "", each.step.at_once, each.way_out, not each.ready, goes_on and each.step.stays

    return sorted(found, key=rank)


def with_fields(sight: Sight, press: Press) -> Press:
    """The same button with the questions of its form: (field, whether it must be answered)."""
    asked = [(name, True) for name in press.step.asks] + [(name, False) for name in press.step.may_ask]
    fields = tuple((_translated(field_of(sight.situation, name, locale())), must) for name, must in asked)
    return Press(press.step, press.label, press.behalf, press.lacks, press.way_out, fields)


def lead_of(dossier: Dossier, permissions: frozenset[Permission]) -> tuple[str, str] | None:
    """The words and the address of the page that leads to the next step, for who works on the dossier."""
    words, endpoint = LEADS.get((dossier.kind, dossier.stage), ("", ""))
    if Permission.WRITE not in permissions or endpoint not in current_app.view_functions:
        return None
    return str(words), url_for(endpoint, code=dossier.code)


def consequences(sight: Sight, step: Step, organisations: Mapping[int, str], people: Mapping[int, str]) -> Consequences:
    """What will have happened once the step is made."""
    pathway = sight.situation.pathway
    stage = pathway.stages[step.to_stage]
    reopened = any(each.reopens for each in pathway.offered.get(step.to_stage, ()))
    return Consequences(
        "" if step.stays else stage_words(pathway, step.to_stage),
        stage.final and not step.stays and not reopened,
        told_by(step, pathway, sight.situation.parts, organisations, people),
        [document_words(name) for name in step.issues],
        [_(effects.label(name)).rstrip(".") for name in step.does],
        [*warnings_of(sight, step)],
    )


def lacks_of(
    sight: Sight, step: Step, missing: Sequence[Missing], above: Sequence[Dossier], readable: set[int]
) -> list[Lack]:
    """What must be mended elsewhere: without the questions of the form itself and what only their answers tell."""
    asked = {*step.asks, *step.may_ask, "channel", "evidence"}
    own = {answer(sight.situation, name, "") for name in step.asks} if missing else set()
    return [
        Lack(said(each.sentence), said(each.mender), address_of(each.page, above, readable))
        for each in missing
        if each.code not in asked and each.sentence not in own
    ]


def address_of(page: str, above: Sequence[Dossier], readable: set[int]) -> str:
    """Where something can be mended, if the visitor can go there. `above`: the dossier itself, then its ancestors."""
    place, _colon, what = page.partition(":")
    if place == "protocols":
        return url_for("protocols.list") if "protocols.list" in current_app.view_functions else ""
    if place == "dossier":
        return url_for("dossiers.show", code=what)
    if place == "organisation":
        return url_for("organisations.show", organisation_id=int(what))
    target = above[0] if place == "edit" else next((each for each in above if each.kind == place), None)
    if target is None or target.id not in readable:
        return ""
    endpoint = "dossier_edits.edit" if place in ("edit", "need") else PLACES.get(what, "dossiers.show")
    return url_for(endpoint, code=target.code)


def _goes_on(pathway: Pathway, press: Press) -> bool:
    """Whether the step leads on, and what it was waiting for is there: then it is time to make it."""
    step = press.step
    waited = bool(step.needs) and press.ready and not press.behalf
    return waited and not step.stays and not pathway.stages[step.to_stage].final


def _press(sight: Sight, button: Button, above: Sequence[Dossier], readable: set[int]) -> Press:
    step = button.step
    endpoint = OWN_PAGES.get((sight.dossier.kind, step.move), "")
    if endpoint:
        return Press(step, step.label.text(locale()), "", (), False, page=url_for(endpoint, code=sight.dossier.code))
    lacks = lacks_of(sight, step, button.missing, above, readable)
    way_out = is_way_out(sight.situation.pathway, step)
    return Press(step, step.label.text(locale()), button.behalf, lacks, way_out)


def _translated(field: Field) -> Field:
    withheld = tuple((words, _(why)) for words, why in field.withheld)
    return replace(field, label=_(field.label), withheld=withheld)
