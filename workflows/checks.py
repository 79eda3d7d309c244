"""May this move be made now, by this actor, and what is still missing: one answer for the page and for `advance`."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.actors import signing_in
from governance.codes import OTHER
from governance.errors import Missing, NotOffered, NotPermitted, Unmet
from governance.policy import Permission, grants_on, permissions_on
from governance.sentences import Sentence
from workflows.calendars import Calendar, due_at, local
from workflows.pathway import Step
from workflows.questions import answer
from workflows.requirements import requirements
from workflows.requirements.subjects import MAKER
from workflows.situations import Situation
from workflows.vocabulary import BARE_MAKERS, BENEFICIARY

TOO_LATE = "Il tempo per «%(step)s» è passato il %(day)s: segui la pratica con i passi che restano."
TOO_LATE_TO_REOPEN = "Il tempo per «%(step)s» è passato il %(day)s: se serve ancora, comincia una pratica nuova."
TOO_OFTEN = "«%(step)s» si può fare al massimo %(most)s volte: è già stato fatto %(made)s."
OFFLINE_CHANNELS = ("phone", "paper", "in_person", "email")


@dataclass(frozen=True, slots=True)
class Button:
    """A move the actor may press: its step, what is missing before it can succeed, and on whose behalf."""

    step: Step
    missing: tuple[Missing, ...]
    behalf: str = ""


def offered(situation: Situation, move: str) -> Step:
    """The step the present stage offers under this name; NotOffered if it does not, or no longer."""
    step = situation.pathway.steps.get((situation.dossier.stage, move))
    if step is None:
        stage = situation.pathway.stages[situation.dossier.stage].label
        raise NotOffered(
            Sentence("Questo passo non si può fare adesso: la pratica è nella fase «%(stage)s».", stage=stage)
        )
    _within_bounds(situation, step)
    return step


def permitted(situation: Situation, step: Step, behalf: str = "") -> None:
    """NotPermitted unless the step is the actor's to make, or to record for somebody without an account."""
    actor = situation.actor
    if situation.tx.rehearsal:
        allowed = rehearsed(step, situation.behalf)
    elif actor.is_system:
        allowed = step.by_system
    elif behalf:
        allowed = may_record_for(situation, step, behalf)
    else:
        allowed = bool(grants_on(actor, situation.parts) & set(step.by))
    if not allowed:
        raise NotPermitted(Sentence("«%(step)s» non spetta a te in questa pratica.", step=step.label))
    maker = situation.behalf or None if situation.tx.rehearsal else actor.person_id
    for move in step.not_by_maker_of:
        if maker is not None and situation.last_maker(move) == maker:
            raise NotPermitted(
                Sentence("«%(step)s» spetta a un'altra persona: hai fatto tu il passo precedente.", step=step.label)
            )


def rehearsed(step: Step, maker: str) -> bool:
    """In a rehearsal the maker is what the record says: a grant or a bare word must be among those of the step.

    Any other word names a person whose role the record does not say; no word, nobody knows whom.
    """
    return ("@" not in maker and maker not in BARE_MAKERS) or step.is_by(maker)


def may_record_for(situation: Situation, step: Step, behalf: str) -> bool:
    """Whether the actor may record this step as said by the person, or by a group without accounts."""
    if Permission.WRITE not in permissions_on(situation.actor, situation.dossier.kind, situation.parts):
        return False
    if behalf == BENEFICIARY:
        return step.by_beneficiary
    organisation_id = situation.organisation_in(behalf)
    if organisation_id is None or not any(grant.capacity == behalf for grant in step.by):
        return False
    return without_accounts(situation, organisation_id)


def without_accounts(situation: Situation, organisation_id: int) -> bool:
    """Whether nobody signs in for this organisation, so that others record what it answers, or a link does."""
    return not signing_in(situation.tx, [organisation_id])


def unmet(situation: Situation, step: Step, names: Iterable[str] | None = None) -> list[Missing]:
    """What the step needs and does not have, in the order the pathway names it; in a rehearsal nothing is missing."""
    if situation.tx.rehearsal:
        return []
    missing: list[Missing] = []
    for name in step.needs if names is None else names:
        found = requirements[name](situation)
        missing.extend([found] if isinstance(found, Missing) else found or ())
    return missing


def read_answers(situation: Situation, step: Step) -> list[Missing]:
    """Read what the step asks into the situation; gives a sentence for each answer missing or unacceptable."""
    missing: list[Missing] = []
    optional = (*step.asks, *step.may_ask) if situation.tx.rehearsal else step.may_ask
    for name in (*step.asks, *step.may_ask):
        raw = situation.raw.get(name, "").strip()
        if not raw and name in optional:
            continue
        fault = answer(situation, name, raw)
        if fault:
            missing.append(Missing(fault, MAKER, code=name))
    if not situation.tx.rehearsal and _unexplained(situation, step):
        missing.append(Missing("Hai scelto «altro»: scrivi nella nota di che si tratta.", MAKER, code="note"))
    return missing


def _unexplained(situation: Situation, step: Step) -> bool:
    """Whether a code was chosen that says nothing without a note, and the note that the step takes is not there."""
    says_nothing = any(situation.codes.get(name) == OTHER for name in (*step.asks, *step.may_ask))
    return says_nothing and "note" in step.may_ask and not situation.texts.get("note")


def examine(situation: Situation, step: Step, behalf: str = "", channel: str = "web", evidence: str = "") -> None:
    """Everything `advance` asks before a move: NotPermitted, or Unmet with every missing thing at once."""
    permitted(situation, step, behalf)
    situation.step = step
    missing = read_answers(situation, step)
    behalf = "" if situation.tx.rehearsal else behalf
    if behalf and channel not in OFFLINE_CHANNELS:
        missing.append(
            Missing("Scegli come è arrivata la risposta: telefono, carta, di persona o e-mail.", code="channel")
        )
    if behalf and not evidence.strip():
        missing.append(Missing("Scrivi chi ha risposto e quando: la nota fa da prova.", code="evidence"))
    missing.extend(unmet(situation, step))
    if missing:
        raise Unmet(missing)


def buttons(situation: Situation) -> list[Button]:
    """The moves the actor may press now, in the order of the pathway, each with what is still missing."""
    found: list[Button] = []
    for step in situation.pathway.offered.get(situation.dossier.stage, ()):
        behalf = _standing(situation, step)
        if behalf is None:
            continue
        situation.step = step
        found.append(Button(step, tuple(unmet(situation, step)), behalf))
    situation.step = None
    return found


def _standing(situation: Situation, step: Step) -> str | None:
    """`""` when the step is the actor's own, a capacity when it may be recorded for somebody, else None."""
    for behalf in ("", BENEFICIARY, *(part.capacity for part in situation.parts)):
        try:
            _within_bounds(situation, step)
            permitted(situation, step, behalf)
        except (NotPermitted, NotOffered):
            continue
        return behalf
    return None


def _within_bounds(situation: Situation, step: Step) -> None:
    if step.at_most is not None:
        made = situation.times_made(step.move)
        if made >= step.at_most:
            counts = {"most": step.at_most, "made": made}
            raise NotOffered(Sentence(TOO_OFTEN, step=step.label, **counts))
    if step.within is None:
        return
    last = due_at(situation.dossier.since, step.within, Calendar())
    if situation.now > last:
        said = TOO_LATE_TO_REOPEN if step.reopens else TOO_LATE
        raise NotOffered(Sentence(said, step=step.label, day=f"{local(last):%d/%m/%Y}"))
