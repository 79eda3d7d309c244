"""What happens to a mapped service: added and changed, by administrators and the head of who offers it; each an act."""

from dataclasses import asdict, dataclass
from datetime import date

from governance import registers
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import Invalid, NotPermitted, NotVisible
from governance.keeping import headed_by
from governance.sentences import Sentence
from governance.services import VERIFY_EVERY, Service, services_of
from governance.texts import folded

SERVICE = "service"
"""The subject of these acts in the register."""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What the directory keeps of a service, as `Service` says it."""

    name: str
    category: str
    description: str = ""
    contact: str = ""
    municipalities: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: int | None = None
    funded: int | None = None
    closed_until: date | None = None
    verified_on: date | None = None
    verified_how: str = ""
    verify_every: int = VERIFY_EVERY
    active: bool = True


def keeps_services_of(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor keeps what this organisation offers."""
    return actor.is_administrator or organisation_id in headed_by(actor)


def require_keeper(actor: Actor, organisation_id: int) -> None:
    """NotPermitted unless the actor keeps what this organisation offers."""
    if not keeps_services_of(actor, organisation_id):
        raise NotPermitted("I servizi di questo ente li tiene il suo responsabile, oppure un amministratore.")


def service_to_change(tx: Transaction, actor: Actor, service_id: int) -> Service:
    """The service, locked; NotVisible if there is none, NotPermitted if others keep it."""
    found = tx.get(Service, service_id, with_for_update=True)
    if found is None:
        raise NotVisible
    require_keeper(actor, found.organisation_id)
    return found


def add_service(tx: Transaction, actor: Actor, organisation_id: int, facts: ServiceFacts, key: str = "") -> Service:
    """Add a service; a repeated request gives the one it added before."""
    require_keeper(actor, organisation_id)
    before = registers.made_with(tx, actor, key)
    if before is not None:
        return tx.get_one(Service, before.subject_id)
    _require_sound(tx, organisation_id, facts, 0)
    verifier = actor.person_id if facts.verified_on else None
    added = Service(organisation_id=organisation_id, verified_by_id=verifier, **columns(facts))
    tx.add(added)
    tx.flush()
    entry = registers.Entry("add_service", SERVICE, added.id, {"name": facts.name, "organisation": organisation_id})
    registers.record(tx, actor, entry, key)
    return added


def change_service(tx: Transaction, actor: Actor, service_id: int, facts: ServiceFacts) -> Service:
    """Change what the directory keeps; places already taken stay taken."""
    found = service_to_change(tx, actor, service_id)
    _require_sound(tx, found.organisation_id, facts, service_id)
    if facts.places is not None and facts.places < found.taken:
        said = Sentence("Ora sono occupati %(taken)s posti: i posti non possono essere di meno.", taken=found.taken)
        raise Invalid({"places": said})
    changed = {name: value for name, value in columns(facts).items() if getattr(found, name) != value}
    if "verified_on" in changed:
        changed |= {"verified_by_id": actor.person_id, "doubted_on": None}
    if "places" in changed:
        changed["full_on"] = None
    for name, value in changed.items():
        setattr(found, name, value)
    if changed:
        registers.record(tx, actor, registers.Entry("change_service", SERVICE, service_id, changed))
    tx.flush()
    return found


def columns(facts: ServiceFacts) -> dict[str, object]:
    """The facts as the row keeps them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(facts).items()}


def _require_sound(tx: Transaction, organisation_id: int, facts: ServiceFacts, but: int) -> None:
    alike = (each for each in services_of(tx, organisation_id) if folded(each.name) == folded(facts.name))
    if any(each.id != but for each in alike):
        raise Invalid({"name": "L'ente ha già un servizio con questo nome."})
    if facts.funded is not None and (facts.places is None or facts.funded > facts.places):
        raise Invalid({"funded": "I posti finanziati sono una parte dei posti: non possono essere di più."})
