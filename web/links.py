"""One-time links: an invitation or a new password, signed, written to the outbox, and usable once."""

from datetime import timedelta
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer

from governance import sign_ins
from governance.database import Transaction
from governance.notices import queue
from governance.people import Person
from governance.settings import Settings


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"


LASTS = {Purpose.INVITATION: timedelta(days=3), Purpose.RESET: timedelta(hours=1)}
PATHS = {Purpose.INVITATION: "invito", Purpose.RESET: "nuova-password"}
WORDS = {  # the first line is the subject
    Purpose.INVITATION: (
        "Il tuo invito a Raccordo\n\nCiao {name},\n\n"
        "sei stato invitato a lavorare su Raccordo. Apri questo indirizzo entro tre giorni"
        " e scegli la tua password:\n\n{address}\n\nL'indirizzo funziona una volta sola."
        " Se scade, chiedi un altro invito a chi te lo ha mandato."
    ),
    Purpose.RESET: (
        "Una nuova password per Raccordo\n\nCiao {name},\n\n"
        "qualcuno ha chiesto una nuova password per il tuo accesso a Raccordo. Se sei stato tu,"
        " apri questo indirizzo entro un'ora e scegli la nuova password:\n\n{address}\n\n"
        "Se non sei stato tu, non fare nulla: la password di prima resta valida."
    ),
}


def address_for(tx: Transaction, settings: Settings, person_id: int, purpose: Purpose) -> str:
    """A new address for this person; its host comes from the settings alone, and earlier ones stop working."""
    token = sign_ins.make_link(tx, person_id, purpose, LASTS[purpose])
    return f"{settings.address}/{PATHS[purpose]}/{_signer(tx, purpose).dumps(token)}"


def send(tx: Transaction, settings: Settings, person: Person, purpose: Purpose) -> None:
    """Write the message with the address to the outbox."""
    address = address_for(tx, settings, person.id, purpose)
    message = {
        "key": f"{purpose}:{person.id}:{sign_ins.digest(address)[:32]}",
        "person_id": person.id,
        "address": person.email,
        "what": purpose.value,
        "name": purpose.value,
        "words": WORDS[purpose].format(name=person.name, address=address),
        "written_at": tx.now,
        "not_before": tx.now,
    }
    queue(tx, [message])


def holder(tx: Transaction, purpose: Purpose, signed: str) -> tuple[Person, str] | None:
    """The person a signed text was made for, with the bare token, while it still works."""
    try:
        token = str(_signer(tx, purpose).loads(signed))
    except BadSignature:
        return None
    found = sign_ins.person_of_link(tx, token, purpose)
    return (found, token) if found else None


def _signer(tx: Transaction, purpose: Purpose) -> URLSafeSerializer:
    return URLSafeSerializer(tx.vault.derived("one-time links"), salt=purpose.value)
