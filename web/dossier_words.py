"""Words of a dossier: its stage, whom it waits for, what was answered, and what follows from a step."""

from collections.abc import Iterable, Mapping

from governance.notices import Notice
from governance.participations import Part
from governance.roles import BY_ASSIGNMENT, Grant, Role
from web.texts import _, lazy, locale
from workflows.acts import LABELS
from workflows.messages import ASKING
from workflows.pathway import Pathway, Step
from workflows.vocabulary import BENEFICIARY, EVERYONE, WAITING
from workflows.wording import CAPACITIES, DOCUMENTS, GRADES, KINDS, ROLES, word

FOLLOWED = frozenset({Role.WORKER, *BY_ASSIGNMENT})
GRANTED_READING: Mapping[str, str] = {
    "summary": lazy("vede solo a che punto è"),
    "none": lazy("non vede ancora nulla"),
}


def kind_of(pathway: Pathway) -> str:
    """What this kind of dossier is called: `Invio a un servizio`."""
    return pathway.label.text(locale())


def noun_of(kind: str) -> str:
    """The kind alone: `invio`."""
    return word(KINDS, kind, locale())


def stage_words(pathway: Pathway, stage: str) -> str:
    """A stage in words; the bare name where the pathway does not know it."""
    found = pathway.stages.get(stage)
    return found.label.text(locale()) if found else stage


def move_words(pathway: Pathway, move: str) -> str:
    """A move, or an act that is none, in words."""
    step = next((step for (_stage, name), step in pathway.steps.items() if name == move), None)
    label = step.label if step else LABELS.get(move)
    return label.text(locale()) if label else move


def notice_words(pathway: Pathway, notice: Notice) -> str:
    """What a notice tells: the clock that came due, the stage that was entered, or what was done without leaving it."""
    if notice.what == ASKING:
        return _("Richiesta di risposta")
    timer = pathway.timers.get(notice.name) if notice.what == "timer" else None
    if timer:
        return timer.label.text(locale())
    step = next((step for (_stage, name), step in pathway.steps.items() if name == notice.name), None)
    return stage_words(pathway, step.to_stage) if step and not step.stays else move_words(pathway, notice.name)


def document_words(name: str) -> str:
    """A document, with a capital letter."""
    found = word(DOCUMENTS, name, locale())
    return found[:1].upper() + found[1:]


def grade_words(grade: str) -> str:
    """A grade of urgency."""
    return word(GRADES, grade, locale())


def capacity_words(capacity: str) -> str:
    """As what somebody takes part: `ente inviante` without its article."""
    found = word(CAPACITIES, capacity, locale())
    for article in ("dell'ente ", "dell'", "della ", "del ", "of the "):
        if found.startswith(article):
            return found.removeprefix(article)
    return found


def role_of(role: str) -> str:
    """A role, as pathways call it."""
    return word(ROLES, role, locale())


def holder(part: Part, role: str, organisations: Mapping[int, str], people: Mapping[int, str]) -> str:
    """Who answers for this part in a role: the assigned person where there is one, else the role there."""
    organisation = organisations.get(part.organisation_id, "")
    if part.person_id and role in FOLLOWED and part.person_id in people:
        return f"{people[part.person_id]} ({organisation})"
    return f"{role_of(role)}, {organisation}"


def holders_of(
    grants: Iterable[Grant], parts: Iterable[Part], organisations: Mapping[int, str], people: Mapping[int, str]
) -> list[str]:
    """Everybody these grants mean in this dossier, each once."""
    there = list(parts)
    found = [
        holder(part, grant.role, organisations, people)
        for grant in grants
        for part in there
        if part.capacity == grant.capacity
    ]
    return list(dict.fromkeys(found))


def told_by(
    step: Step, pathway: Pathway, parts: tuple[Part, ...], organisations: Mapping[int, str], people: Mapping[int, str]
) -> list[str]:
    """Who will be told of this step, in words."""
    tells = list(step.tells)
    if WAITING in tells:
        tells = [each for each in tells if each != WAITING] + list(pathway.stages[step.to_stage].waits_for)
    grants = [Grant.parse(each) for each in tells if "@" in each]
    found = holders_of(grants, parts, organisations, people)
    if EVERYONE in tells:
        found.append(_("tutti gli enti della pratica"))
    if BENEFICIARY in tells:
        found.append(_("la persona, a voce"))
    return list(dict.fromkeys(found))
