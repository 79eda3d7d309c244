"""Guides: one card for the first visit, in the words of the visitor's role."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from governance.actors import Actor
from governance.roles import Role
from web.texts import lazy


class Guide(NamedTuple):
    """A title and a few sentences."""

    title: str
    sentences: Sequence[str]


GUIDES: Mapping[Role, Guide] = {
    Role.MANAGER: Guide(
        lazy("Da dove cominci"),
        (
            lazy("«Presa in carico» è il tuo elenco di nuclei: da lì ne apri uno nuovo."),
            lazy("In ogni pratica trovi che cosa fare adesso, entro quando, e che cosa manca per farlo."),
            lazy(
                "Un invio parte solo se lo permette un protocollo, o una deroga, e se la persona ha dato il consenso."
            ),
            lazy("Se chi riceve tace, Raccordo lo ricorda: prima a chi riceve, poi al suo responsabile, poi a te."),
        ),
    ),
    Role.INTAKE: Guide(
        lazy("Come rispondi a un invio"),
        (
            lazy("Gli invii che aspettano te compaiono qui sotto, prima quelli in ritardo."),
            lazy("Con un clic arrivi al modulo: prendi visione, chiedi un'integrazione, accetta o proponi un diniego."),
            lazy("Finché aspetti un'integrazione che hai chiesto, il tuo tempo è fermo."),
        ),
    ),
    Role.OFFICER: Guide(
        lazy("Che cosa spetta all'Ufficio di Piano"),
        (
            lazy("I protocolli in vigore permettono gli invii: li trovi in «Protocolli»."),
            lazy("Qui arrivano i dinieghi da verificare e gli invii a cui nessuno risponde."),
            lazy("Vedi le pratiche per codice: i nomi delle persone non ti servono e non compaiono."),
        ),
    ),
    Role.WORKER: Guide(
        lazy("Come segui una pratica"),
        (
            lazy("Qui trovi le pratiche affidate a te, con quello che è dovuto e entro quando."),
            lazy("Registra anche le telefonate senza risposta: contano, e si vedono nella storia."),
            lazy("I nomi si mostrano solo quando servono, e la consultazione resta annotata."),
        ),
    ),
    Role.HEAD: Guide(
        lazy("Che cosa vede il responsabile"),
        (
            lazy("Se nel tuo ente un invio resta senza risposta, lo trovi qui."),
            lazy("Quando un collega si assenta, in «Consegne» passi il suo lavoro a un altro in una volta sola."),
        ),
    ),
    Role.ADMINISTRATOR: Guide(
        lazy("Che cosa cura l'amministratore"),
        (
            lazy("Enti, persone e mandati: chi non ha un mandato non vede nulla."),
            lazy("In «Promemoria» vedi se l'orologio gira e se qualche messaggio non è arrivato."),
        ),
    ),
}


def guide_of(actor: Actor) -> Guide | None:
    """The guide for the first of the roles above that the visitor holds."""
    held = frozenset().union(*actor.roles.values()) if actor.roles else frozenset()
    return next((guide for role, guide in GUIDES.items() if role in held), None)
