"""Closed lists about the person: what a consent is for, which data it covers, on what ground data are handled."""

from collections.abc import Mapping

from governance.codes import Code


def _listed(*rows: tuple[str, str, str]) -> Mapping[str, Code]:
    return {row[0]: Code(*row) for row in rows}


PURPOSES = _listed(
    ("accompany", "Accompagnare il nucleo", "Accompanying the household"),
    ("refer", "Inviare ai servizi che servono", "Referring to the services that are needed"),
    ("follow_up", "Sapere com'è andata", "Knowing how it went"),
)
"""What a person agrees to."""

DATA = _listed(
    ("needs", "Bisogni e situazione", "Needs and situation"),
    ("identity", "Nome e recapiti", "Name and contacts"),
    ("household", "Persone del nucleo", "People of the household"),
    ("health", "Salute", "Health"),
    ("legal", "Documenti e permessi", "Papers and permits"),
)
"""The categories of data a consent covers (`health` is a special one: GDPR art. 9)."""

BASES = _listed(
    ("public_task", "Compito di interesse pubblico", "Task in the public interest"),
    ("legal_obligation", "Obbligo di legge", "Legal obligation"),
    ("agreement", "Accordo o convenzione con un ente pubblico", "Agreement with a public body"),
    ("consent", "Consenso della persona", "Consent of the person"),
)
"""On what ground an organisation handles people's data."""

ARTICLES: Mapping[str, str] = {
    "public_task": "art. 6.1.e e 9.2.g GDPR, art. 2-sexies d.lgs. 196/2003",
    "legal_obligation": "art. 6.1.c GDPR",
    "agreement": "art. 6.1.e e 28 GDPR",
    "consent": "art. 6.1.a e 9.2.a GDPR",
}
"""The articles each ground rests on."""

PERSONAL: Mapping[str, Mapping[str, Code]] = {"purposes": PURPOSES, "categories": DATA, "legal_basis": BASES}
"""The lists by the name of the field of a history line that they answer."""
