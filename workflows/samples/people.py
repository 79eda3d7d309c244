"""Who can sign in to the demonstration: plainly invented people, their roles, and what they are there to show."""

from dataclasses import dataclass

from governance.roles import Role


@dataclass(frozen=True, slots=True)
class Account:
    """One invented person: name, address before the @, what they show, and (organisation, role) pairs."""

    name: str
    address: str
    shows: str
    mandates: tuple[tuple[str, Role], ...]

    @property
    def email(self) -> str:
        """An address that cannot exist (RFC 2606)."""
        return f"{self.address}@esempio.invalid"


ACCOUNTS = (
    Account(
        "Marta Esempio",
        "marta.rete",
        "network manager: apre le prese in carico e segue gli invii",
        (("network", Role.MANAGER), ("consortium", Role.WORKER)),
    ),
    Account(
        "Sara Esempio",
        "sara.rete",
        "network manager, collega di Marta",
        (("network", Role.MANAGER), ("consortium", Role.WORKER)),
    ),
    Account("Carlo Esempio", "carlo.consorzio", "responsabile del consorzio", (("consortium", Role.HEAD),)),
    Account(
        "Piero Esempio",
        "piero.ufficio",
        "Ufficio di Piano di Lecco",
        (("Lecco", Role.OFFICER), ("Lecco", Role.PROCEDURE_HEAD)),
    ),
    Account("Olga Esempio", "olga.ufficio", "responsabile dell'Ufficio di Piano di Lecco", (("Lecco", Role.HEAD),)),
    Account("Ivo Prova", "ivo.accoglienza", "accoglienza della cooperativa", (("cooperative", Role.INTAKE),)),
    Account("Lea Prova", "lea.operatrice", "operatrice della cooperativa", (("cooperative", Role.WORKER),)),
    Account("Rita Prova", "rita.cooperativa", "responsabile della cooperativa", (("cooperative", Role.HEAD),)),
    Account(
        "Enzo Prova",
        "enzo.scuola",
        "accoglienza e operatore della scuola di italiano",
        (("school", Role.INTAKE), ("school", Role.WORKER), ("school", Role.HEAD)),
    ),
    Account("Anna Custode", "anna.amministra", "amministratrice di Raccordo", (("network", Role.ADMINISTRATOR),)),
)
"""The accounts that `raccordo demo` prints."""
