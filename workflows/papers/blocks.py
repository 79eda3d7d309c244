"""The common block of every paper: who issues it, for which network and project, when and where."""

from dataclasses import replace

from document_templates.facts.common import DocumentBlock, Project
from governance.networks import Network
from governance.organisations import Organisation
from governance.territory import municipalities
from workflows.calendars import local
from workflows.situations import Situation

FAMI = "FAMI"


def block(situation: Situation, title: str, issuer: Organisation | None) -> DocumentBlock:
    """The block of a paper of this dossier, as it would be issued now; empty texts where something is not known."""
    network, named = situation.reckon(_network)
    return DocumentBlock(
        title=title,
        body=issuer.name if issuer else "",
        network=named.name if named else "",
        issued_on=local(situation.now).date(),
        place=place_of(issuer, situation) if issuer else "",
        number=situation.dossier.code,
        project=project_of(network, named.name) if network and named and network.prog else None,
    )


def letter_block(situation: Situation, title: str, issuer: Organisation | None) -> DocumentBlock:
    """The block of a letter about a person, who waits for no CUP: funding lines only where nothing is missing."""
    found = block(situation, title, issuer)
    project = found.project
    whole = project is not None and all((project.name, project.programme, project.period, project.prog, project.cup))
    return found if whole else replace(found, project=None)


def _network(situation: Situation) -> tuple[Network | None, Organisation | None]:
    tx, network_id = situation.tx, situation.dossier.network_id
    return (tx.get(Network, network_id), tx.get(Organisation, network_id)) if network_id else (None, None)


def place_of(organisation: Organisation, situation: Situation) -> str:
    """The municipality of an organisation's seat; empty where it has none."""
    found = municipalities(local(situation.now).date()).get(organisation.seat or "")
    return found.name if found else ""


def project_of(network: Network, name: str) -> Project:
    """The funded project of a network."""
    return Project(
        name=name,
        programme=network.programme,
        period=network.period,
        prog=network.prog,
        cup=network.cup,
        fami=FAMI in network.programme,
    )
