"""The 24 articles of a protocol: their numbers, their negotiated wording, their headings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "recitals": "Premesse e allegati",
        "definitions": "Definizioni",
        "subject": "Oggetto",
        "aims": "Finalità e obiettivi",
        "territory": "Destinatari e territorio",
        "commitments": "Impegni delle Parti",
        "lead": "Ente capofila",
        "governance": "Organi e governance",
        "referrals": "Percorsi di invio e presa in carico",
        "operators": "Operatori, network manager e formazione",
        "resources": "Risorse e oneri",
        "monitoring": "Monitoraggio e valutazione",
        "privacy": "Trattamento dei dati personali",
        "secrecy": "Riservatezza e segreto professionale",
        "visibility": "Comunicazione e visibilità del finanziamento",
        "accession": "Adesione di nuovi soggetti",
        "withdrawal": "Recesso",
        "breaches": "Inadempienze, sospensione ed esclusione",
        "duration": "Durata, decorrenza, proroga e rinnovo",
        "changes": "Modifiche",
        "disputes": "Controversie",
        "taxes": "Oneri fiscali e registrazione",
        "final": "Norme finali e rinvio",
        "signing": "Sottoscrizione",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleNumbers:
    """The number of each article, so that references resolve; empty for one that is left out."""

    recitals: int | None = None
    definitions: int | None = None
    subject: int | None = None
    aims: int | None = None
    territory: int | None = None
    commitments: int | None = None
    lead: int | None = None
    governance: int | None = None
    referrals: int | None = None
    operators: int | None = None
    resources: int | None = None
    monitoring: int | None = None
    privacy: int | None = None
    secrecy: int | None = None
    visibility: int | None = None
    accession: int | None = None
    withdrawal: int | None = None
    breaches: int | None = None
    duration: int | None = None
    changes: int | None = None
    disputes: int | None = None
    taxes: int | None = None
    final: int | None = None
    signing: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Paragraphs agreed by the parties that take the place of an article's standard words."""

    recitals: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    governance: tuple[str, ...] = ()
    referrals: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    monitoring: tuple[str, ...] = ()
    privacy: tuple[str, ...] = ()
    secrecy: tuple[str, ...] = ()
    visibility: tuple[str, ...] = ()
    accession: tuple[str, ...] = ()
    withdrawal: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    duration: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    taxes: tuple[str, ...] = ()
    final: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()


def number_articles(left_out: Collection[str] = ()) -> ArticleNumbers:
    """Return the numbers from 1 without a gap, in the order of the text; ValueError for an unknown article."""
    names = [field.name for field in fields(ArticleNumbers)]
    unknown = set(left_out) - set(names)
    if unknown:
        raise ValueError(f"articoli sconosciuti: {', '.join(sorted(unknown))}")
    kept = [name for name in names if name not in left_out]
    return ArticleNumbers(**{name: number for number, name in enumerate(kept, start=1)})
