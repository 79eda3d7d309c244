"""The invented network, bodies and people of the sample facts; none of them exists."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from document_templates.facts.common import (
    Contact,
    DocumentBlock,
    Organisation,
    OrganisationKind,
    Project,
    Registration,
    Signature,
)
from document_templates.facts.meeting import Article, Body, Officer

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 23)
NETWORK = "Rete di prova Valle Immaginaria"
PROJECT = Project(
    name="PONTI DI PROVA",
    programme="Fondo asilo, migrazione e integrazione",
    period="2021-2027",
    prog="0000",
    cup="X00X00000000000",
    fami=True,
)
LEAD = Organisation(
    name="Comune di Borgo Inventato",
    kind=OrganisationKind.MUNICIPALITY,
    seat="piazza dell'Esempio 1, Borgo Inventato",
    fiscal_code="00000000001",
    certified_mail="comune@pec.borgoinventato.example",
)
OFFICE = Organisation(
    name="Ufficio di Piano della Valle Immaginaria",
    kind=OrganisationKind.PLAN_OFFICE,
    seat="via della Prova 2, Borgo Inventato",
    fiscal_code="00000000002",
    certified_mail="udp@pec.valleimmaginaria.example",
)
COOPERATIVE = Organisation(
    name="Cooperativa sociale Il Ponte Finto",
    kind=OrganisationKind.COOPERATIVE,
    seat="via del Modello 3, Castel Fittizio",
    fiscal_code="00000000003",
    certified_mail="ilpontefinto@pec.example",
)
TOWN = Organisation(
    name="Comune di Castel Fittizio",
    kind=OrganisationKind.MUNICIPALITY,
    seat="piazza del Campione 4, Castel Fittizio",
    fiscal_code="00000000004",
    certified_mail="comune@pec.castelfittizio.example",
)
VOLUNTEERS = Organisation(
    name="Gruppo di volontariato Mani di Carta",
    kind=OrganisationKind.VOLUNTEER_GROUP,
    seat="via del Facsimile 5, Borgo Inventato",
    fiscal_code="00000000005",
)
MANAGER = Contact(
    name="Ada Esempi",
    role="network manager",
    organisation=OFFICE.name,
    phone="000 000001",
    mail="ada.esempi@valleimmaginaria.example",
)
OPERATOR = Contact(
    name="Ugo Campioni",
    role="responsabile dell'accoglienza",
    organisation=COOPERATIVE.name,
    phone="000 000002",
    mail="accoglienza@ilpontefinto.example",
)
TABLE = Body(name="Tavolo tecnico della rete di prova", article=Article.IL, deliberative=False)
ASSEMBLY = Body(name="Assemblea dei sindaci della Valle Immaginaria", article=Article.ELIDED, deliberative=True)
CHAIR = Officer(person="Livia Modelli", role="presidente", organisation=LEAD.name)
SECRETARY = Officer(person="Ettore Bozza", role="segretario verbalizzante", organisation=OFFICE.name)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Return an instant of 2026 in Rome."""
    return datetime(2026, month, day, hour, minute, tzinfo=ROME)


def block(title: str, number: str | None = None) -> DocumentBlock:
    """Return the common block of a sample, with the fund's lines and a register number."""
    return DocumentBlock(
        title=title,
        body=OFFICE.name,
        network=NETWORK,
        issued_on=TODAY,
        place="Borgo Inventato",
        number=number,
        classification="Titolo VII, classe 12, fascicolo 31/2026",
        lead_body=LEAD.name,
        project=PROJECT,
        registration=Registration(number="0004521", on=TODAY, office="AOO Valle Immaginaria"),
    )


def unsigned(officer: Officer | Contact) -> Signature:
    """Return the signature still to be put by an officer or a contact."""
    name = officer.person if isinstance(officer, Officer) else officer.name
    return Signature(name=name, role=officer.role, organisation=officer.organisation)
