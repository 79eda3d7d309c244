"""Acts on a dossier that are no moves: an edit, a note, an attachment, a consent; each leaves a history line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from governance import dossiers, health, participations, receipts
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotOffered, NotPermitted
from governance.failpoints import reached
from governance.history import StageChange
from governance.policy import Permission, grants_on, permissions_on
from workflows.advance import repeated, require_unchanged, require_visible
from workflows.making import make
from workflows.pathway import Label, Step
from workflows.settling import Chain
from workflows.situations import Situation, situation_of

LABELS: Mapping[str, Label] = {
    "edit": Label("Ha modificato i dati", "Edited the facts"),
    "note": Label("Ha aggiunto una nota", "Added a note"),
    "attach": Label("Ha aggiunto un allegato", "Added an attachment"),
    health.NOTE: Label("Ha aggiunto una nota alla parte sanitaria", "Added a note to the health part"),
    health.ATTACH: Label("Ha aggiunto un allegato alla parte sanitaria", "Added an attachment to the health part"),
    "inform": Label("Ha registrato l'informativa data", "Recorded the privacy notice given"),
    "consent": Label("Ha registrato il consenso", "Recorded a consent"),
    "revoke": Label("Ha registrato la revoca del consenso", "Recorded the withdrawal of a consent"),
    "close_access": Label("Ha chiuso l'accesso di chi aveva ricevuto", "Closed the recipient's access"),
    "standing": Label("Ha annotato i requisiti del programma", "Noted what the programme asks for"),
    "assess": Label("Ha valutato i bisogni", "Scored the needs"),
    "progress": Label("Ha annotato un passo avanti", "Noted a step forward"),
    "join_team": Label("Ha aggiunto qualcuno all'équipe", "Added somebody to the team"),
    "leave_team": Label("Ha tolto qualcuno dall'équipe", "Took somebody off the team"),
    "leave": Label("Ha annotato l'uscita di una persona dal nucleo", "Noted that a person left the household"),
    "hand_over": Label("Ha passato le consegne", "Handed the work over"),
    "show_identity": Label("Ha consultato i dati della persona", "Looked at the person's identity"),
    "tell": Label("Ha detto alla persona come sta andando", "Told the person how things stand"),
    "issue_document": Label("Ha emesso un atto", "Issued a document"),
    "issue_many": Label("Ha chiesto un atto per ogni parte", "Asked for a document for each party"),
    "complete_paper": Label("Ha completato i dati degli atti", "Completed the facts of the documents"),
    "papers_ready": Label("Gli atti chiesti per le parti sono pronti", "The documents asked for the parties are ready"),
    "migrate": Label("È passata a un'altra versione del percorso", "Moved to another version of its pathway"),
    "send_link": Label("Ha mandato un indirizzo per rispondere", "Sent an address to answer by"),
    "revoke_link": Label("Ha tolto valore a un indirizzo per rispondere", "Took back an address to answer by"),
    "take_letter": Label("Ha scaricato la lettera", "Downloaded the letter"),
    "point_out": Label("Ha segnalato questa criticità", "Reported this blockage"),
    "mute": Label("Ha sospeso i propri promemoria", "Muted their own reminders"),
    "unmute": Label("Riceve di nuovo i promemoria", "Gets reminders again"),
    "met_again": Label("Ha annotato un altro incontro", "Noted another encounter"),
    "duplicates_checked": Label("Ha verificato che non è un doppione", "Checked that it is no duplicate"),
}
"""What each act is called in the timeline."""
WRITINGS = frozenset({"note", "attach", "progress", "met_again", *health.ACTS})
"""What is added to a dossier only while it is open."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does to a dossier, outside its pathway's moves. `codes` and `texts` go into the history line.

    `restarts`: clocks that begin again with it, where the pathway has them.
    `asked` is what was typed, where the line keeps only what it changed: by it the same request is known again.
    """

    dossier_id: int
    name: str
    actor: Actor
    revision: int | None = None
    codes: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    permission: Permission = Permission.WRITE
    restarts: tuple[str, ...] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)

    @property
    def request(self) -> str:
        """What tells this request from another one with the same key."""
        return receipts.request_digest(self.dossier_id, self.name, answers=self.asked or {**self.codes, **self.texts})


def perform(tx: Transaction, act: Act, change: Callable[[Situation], None]) -> StageChange:
    """Do the act and write its line, in the caller's transaction; what becomes ready by it happens at once.

    `edit` asks that the present stage lets the actor edit; every other act asks its permission.
    """
    situation = situation_of(tx, dossiers.lock(tx, act.dossier_id), act.actor)
    reached("after_lock")
    require_visible(situation)
    answered = repeated(tx, act.key, act.actor, act.request)
    if answered is not None:
        return answered
    require_unchanged(situation, act.revision)
    _require_permitted(situation, act)
    if act.name in WRITINGS and not situation.dossier.open:
        raise NotOffered("La pratica è chiusa: non si aggiunge più nulla. Se serve, va riaperta.")
    situation.codes, situation.texts, situation.dates = dict(act.codes), dict(act.texts), dict(act.dates)
    step = staying(act.name, situation.dossier.stage)
    step = replace(step, restarts=tuple(each for each in act.restarts if _runs(situation, each)))
    change(situation)
    situation.forget()
    situation.parts = participations.parts_of(tx, act.dossier_id)
    line_id = make(situation, step)
    if act.key and act.actor.person_id is not None:
        receipts.keep(tx, act.key, act.actor.person_id, act.request, line_id)
    Chain(tx, line_id).follow(situation)
    reached("before_commit")
    return tx.get_one(StageChange, line_id)


def _runs(situation: Situation, timer: str) -> bool:
    """Whether this version of the pathway has the clock, and it runs in the present stage."""
    found = situation.pathway.timers.get(timer)
    return found is not None and situation.dossier.stage in found.stages


def is_done(tx: Transaction, act: Act) -> bool:
    """Whether this very request was answered before: what it asked for need not differ from what there is now."""
    return repeated(tx, act.key, act.actor, act.request) is not None


def may_edit(situation: Situation) -> bool:
    """Whether the present stage lets the actor change the dossier's own facts."""
    stage = situation.pathway.stages[situation.dossier.stage]
    return bool(grants_on(situation.actor, situation.parts) & set(stage.edits))


def _require_permitted(situation: Situation, act: Act) -> None:
    if act.name == "edit":
        allowed = may_edit(situation)
    else:
        held = permissions_on(situation.actor, situation.dossier.kind, situation.parts)
        allowed = situation.actor.is_system or act.permission in held
    if not allowed:
        raise NotPermitted("In questa fase i dati non spettano a te: puoi chiederlo a chi segue la pratica.")


def staying(name: str, stage: str, to_stage: str = "") -> Step:
    """A step that only leaves a line, whoever makes it; `to_stage` where the stage itself takes another name."""
    return Step(
        move=name, label=LABELS[name], from_stage=stage, to_stage=to_stage or stage, stays=True, by=(), by_system=False,
        by_beneficiary=False, needs=(), asks=(), may_ask=(), does=(), tells=(), issues=(), carries=(), restarts=(),
        at_once=False, at_most=None, within=None, not_by_maker_of=(), reopens=False,
    )  # fmt: skip
