"""Messages: what an e-mail says, without any personal data: the case code, what happened, and where to act."""

from governance import answer_links, participations
from governance.actors import actor_of
from governance.answer_links import AnswerLink
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lapses import ending_of
from governance.notices import Notice
from governance.organisations import Organisation
from governance.people import Person
from governance.policy import grants_on
from workflows import published
from workflows.answering import Standing, asker_of, standing_of
from workflows.calendars import local
from workflows.likely import answering
from workflows.muting import is_reminded
from workflows.pathway import Pathway
from workflows.situations import situation_of

ASKING = "answer"
"""What a notice is that only asks for an answer, sent by hand."""
SAFE = "Questo messaggio non contiene dati personali."


def message_of(tx: Transaction, notice: Notice, address: str) -> tuple[str, str]:
    """Subject and body of a notice: the case code and what happened, never who the person is.

    Whoever has an account is led to the dossier; who has none is given the one-time link, while it still works.
    """
    if notice.dossier_id is None:
        subject, _, body = notice.words.partition("\n")
        return subject, body.strip()
    dossier = tx.get_one(Dossier, notice.dossier_id)
    pathway = published.pathway(tx, dossier.pathway, dossier.version)
    if notice.person_id is not None:
        return _to_a_person(tx, pathway, dossier, notice, address)
    link = answer_links.carried_by(tx, notice.key)
    if link is not None and standing_of(tx, link) is Standing.WORKS:
        return _asking(tx, pathway, dossier, link, address)
    return _to_an_organisation(tx, pathway, dossier, notice)


def _to_a_person(tx: Transaction, pathway: Pathway, dossier: Dossier, notice: Notice, address: str) -> tuple[str, str]:
    more, act = _lapses(tx, dossier, notice, address), _act(tx, pathway, dossier, notice, address)
    label = _label(pathway, notice)
    opening = "C'è qualcosa da dire alla persona" if notice.what == "speak" else label
    body = (
        f"{pathway.label.it} {dossier.code}: {label[0].lower()}{label[1:]}.\n\n{more}"
        f"Apri la pratica: {address}/pratiche/{dossier.code}\n"
        f"{act}\n"
        f"{SAFE} Accedi a Raccordo per leggere il contenuto.\n"
    )
    return f"{opening}: {dossier.code}", body


def _lapses(tx: Transaction, dossier: Dossier, notice: Notice, address: str) -> str:
    """Of a protocol about to end: how many referrals under way it leaves without another one; a number, no names."""
    ending = ending_of(tx, dossier.id) if (dossier.kind, notice.name) == ("protocol", "end_notice") else None
    if ending is None or not ending.number:
        return ""
    words = "Un invio in corso resta" if ending.number == 1 else f"{ending.number} invii in corso restano"
    return (
        f"{words} senza protocollo dopo il {ending.ends_on:%d/%m/%Y}.\n"
        f"L'elenco: {address}/protocolli/{dossier.code}/scoperti\n\n"
    )


def _act(tx: Transaction, pathway: Pathway, dossier: Dossier, notice: Notice, address: str) -> str:
    """For who is reminded: the address of the very act that answers, and the one where reminders are muted."""
    reader = tx.get(Person, notice.person_id) if notice.what == "timer" else None
    if reader is None:
        return ""
    situation = situation_of(tx, dossier, actor_of(tx, reader))
    step = answering(pathway, dossier.stage, notice.name, grants_on(situation.actor, situation.parts))
    here = f"{address}/pratiche/{dossier.code}"
    act = f"{step.label.it}: {here}/{step.move}\n" if step else ""
    quiet = f"Per ora non serve? Sospendi questi promemoria: {here}/promemoria\n" if is_reminded(situation) else ""
    return act + quiet


def _asking(tx: Transaction, pathway: Pathway, dossier: Dossier, link: AnswerLink, address: str) -> tuple[str, str]:
    asker = asker_of(tx, participations.parts_of(tx, dossier.id))
    kind = f"{pathway.label.it[0].lower()}{pathway.label.it[1:]}"
    due = f" La risposta serve entro il {local(dossier.due_at):%d/%m/%Y}." if dossier.due_at else ""
    body = (
        f"{tx.get_one(Organisation, link.organisation_id).name},\n\n"
        f"{asker.name} aspetta una tua risposta su questa pratica: {kind} {dossier.code}.{due}\n\n"
        "Apri questo indirizzo: vedi che cosa ti chiedono e rispondi. Non serve una password.\n\n"
        f"{address}/rispondi/{answer_links.signed(tx, link)}\n\n"
        f"L'indirizzo vale fino al {local(link.expires_at):%d/%m/%Y}, per una risposta sola."
        " Non darlo ad altri: chi lo apre può rispondere al posto tuo.\n\n"
        f"Preferisci rispondere a voce? Chiama o scrivi a {asker.reached}. Di' il codice {dossier.code}.\n\n"
        f"{SAFE}\n"
    )
    return f"Serve una tua risposta: {dossier.code}", body


def _to_an_organisation(tx: Transaction, pathway: Pathway, dossier: Dossier, notice: Notice) -> tuple[str, str]:
    label, stage = _label(pathway, notice), pathway.stages[dossier.stage].label.it
    parts = participations.parts_of(tx, dossier.id)
    asker, mark = asker_of(tx, parts), notice.key.rpartition(":")[2]
    waits = any(part.waiting_role for part in parts if mark == f"o{part.organisation_id}")
    todo = "Aspettiamo una tua risposta: dilla a voce." if waits else "Non devi fare nulla."
    body = (
        f"{pathway.label.it} {dossier.code}: {label[0].lower()}{label[1:]}.\n\n"
        f"Adesso la pratica è nella fase «{stage}». {todo}\n\n"
        f"Vuoi saperne di più? Chiama o scrivi a {asker.reached}. Di' il codice {dossier.code}.\n\n"
        f"{SAFE}\n"
    )
    return f"{label}: {dossier.code}", body


def _label(pathway: Pathway, notice: Notice) -> str:
    if notice.what == ASKING:
        return "Serve una tua risposta"
    timer = pathway.timers.get(notice.name) if notice.what == "timer" else None
    if timer is not None:
        return timer.label.it
    step = next((step for (_, move), step in pathway.steps.items() if move == notice.name), None)
    return step.label.it if step else notice.name
