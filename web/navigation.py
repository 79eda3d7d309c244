"""Navigation: the pages everybody finds in the header, those that exist and open for the visitor."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from web.access import audience_of
from web.texts import lazy
from web.visitors import signed_in


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, where it leads, and whether it is the present place."""

    words: str
    address: str
    here: bool


ENTRIES = (
    (lazy("Oggi"), "today.show"),
    (lazy("Presa in carico"), "cases.list"),
    (lazy("Contatti"), "contacts.list"),
    (lazy("Invii"), "referrals.list"),
    (lazy("Criticità"), "blockages.list"),
    (lazy("Protocolli"), "protocols.list"),
    (lazy("Atti"), "papers.list"),
    (lazy("Servizi"), "directory.list"),
    (lazy("Enti"), "organisations.list"),
    (lazy("Persone"), "people.list"),
    (lazy("Cifre"), "figures.show"),
    (lazy("Percorsi"), "pathways.list"),
    (lazy("Promemoria"), "reminders.list"),
)


WITHIN = {
    "blockages": ("gaps", "agendas", "blockage_reports"),
    "cases": ("new_cases", "needs"),
    "contacts": ("encounters", "new_contacts", "signals"),
    "directory": ("desks", "services", "coverage", "inboxes"),
    "referrals": ("sending", "drafts"),
}
"""The blueprints whose pages belong to an entry beside its own."""


def entries() -> list[Entry]:
    """What this visitor finds in the header."""
    visitor = signed_in()
    if visitor is None:
        return []
    found = []
    for words, endpoint in ENTRIES:
        audience = audience_of(current_app, endpoint)
        if audience and audience.admits(visitor.actor):
            home = endpoint.partition(".")[0]
            here = request.blueprint in (home, *WITHIN.get(home, ()))
            found.append(Entry(str(words), url_for(endpoint), here))
    return found


def opens(endpoint: str) -> bool:
    """Whether that page opens for this visitor."""
    visitor, audience = signed_in(), audience_of(current_app, endpoint)
    return audience is not None and audience.admits(visitor.actor if visitor else None)


def orient(app: Flask) -> None:
    """Give templates the navigation and the visitor."""
    app.jinja_env.globals.update(navigation=entries, opens=opens, visitor=signed_in)
