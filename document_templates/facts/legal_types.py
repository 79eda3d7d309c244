"""The legal types of an agreement: what each rests on, who may sign it, how, by which act, with which consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from document_templates.facts.common import ActKind, Choice, SignatureKind

_ELECTRONIC = frozenset({SignatureKind.DIGITAL, SignatureKind.QUALIFIED, SignatureKind.ADVANCED})
_ANY = frozenset(SignatureKind)
_EVERY_ACT = frozenset(ActKind)


class LegalType(Choice):
    """The legal type; its label is the title of the text."""

    COLLABORATION = "accordo_art15", "Accordo di collaborazione fra pubbliche amministrazioni"
    CONVENTION = "convenzione_art30", "Convenzione fra enti locali"
    PROGRAMME = "accordo_programma", "Accordo di programma"
    MEMORANDUM = "protocollo_intesa", "Protocollo di collaborazione"
    CO_DESIGN = "convenzione_coprogettazione", "Convenzione di co-progettazione"
    COMMONS = "patto_collaborazione", "Patto di collaborazione"
    NETWORK = "accordo_rete_progetto", "Accordo di rete"

    @property
    def form(self) -> "LegalForm":
        """Return the form that this type demands."""
        return LEGAL_FORMS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalForm:
    """`norms` are printed as VISTI; `signatures` those admitted to public bodies; `nullity` if form is substance.

    `consent` and `signing` are sentences of the text; `required` are articles that may not be left out;
    `notice_required` if a public notice comes first; `public_only` if only administrations may be parties.
    """

    norms: tuple[str, ...]
    consent: str
    signing: str
    approval: str
    signatures: frozenset[SignatureKind]
    acts: frozenset[ActKind] = _EVERY_ACT
    public_only: bool = False
    private_any_form: bool = False
    unanimous: bool = True
    publication: str | None = None
    notice_required: bool = False
    required: frozenset[str] = frozenset()


_LAW_241 = "la legge 7 agosto 1990, n. 241, e in particolare l'articolo 15"
_LAW_241_11 = "la legge 7 agosto 1990, n. 241, e in particolare l'articolo 11"
_LOCAL = "il decreto legislativo 18 agosto 2000, n. 267 (Testo unico degli enti locali)"
_SOCIAL = "la legge 8 novembre 2000, n. 328"
_THIRD_SECTOR = "il decreto legislativo 3 luglio 2017, n. 117 (Codice del Terzo settore)"
_NULLITY = "Il testo è sottoscritto con firma digitale, qualificata o avanzata, a pena di nullità."
_OWN_BODY = "Ciascuna Parte approva il testo con atto del proprio organo competente."

LEGAL_FORMS: Mapping[LegalType, LegalForm] = MappingProxyType(
    {
        LegalType.COLLABORATION: LegalForm(
            norms=(_LAW_241, f"{_LOCAL}, per gli enti locali che sono Parti"),
            consent="L'accordo si conclude con il consenso di tutte le Parti.",
            signing=_NULLITY,
            approval=_OWN_BODY,
            signatures=_ELECTRONIC,
            public_only=True,
            required=frozenset({"subject", "aims", "resources"}),
        ),
        LegalType.CONVENTION: LegalForm(
            norms=(f"{_LOCAL}, e in particolare l'articolo 30", _LAW_241),
            consent="La convenzione si conclude con il consenso di tutti gli enti.",
            signing=_NULLITY,
            approval="Ciascun ente approva la convenzione con deliberazione del proprio Consiglio.",
            signatures=_ELECTRONIC,
            acts=frozenset({ActKind.COUNCIL}),
            public_only=True,
            required=frozenset({"aims", "governance", "resources", "commitments", "duration", "lead"}),
        ),
        LegalType.PROGRAMME: LegalForm(
            norms=(
                f"{_LOCAL}, e in particolare l'articolo 34",
                f"{_SOCIAL}, e in particolare l'articolo 19",
            ),
            consent="L'accordo richiede il consenso unanime delle amministrazioni interessate.",
            signing="Il testo è sottoscritto con firma digitale.",
            approval="L'accordo è approvato con atto formale del vertice dell'ente che lo promuove.",
            signatures=frozenset({SignatureKind.DIGITAL}),
            publication="L'accordo è pubblicato nel bollettino ufficiale della Regione.",
            required=frozenset({"governance", "resources", "commitments", "monitoring"}),
        ),
        LegalType.MEMORANDUM: LegalForm(
            norms=(_LAW_241_11, _SOCIAL, _THIRD_SECTOR),
            consent="Il protocollo impegna ciascuna Parte che lo approva e lo sottoscrive.",
            signing="Le amministrazioni sottoscrivono con firma digitale, qualificata o avanzata; "
            "le altre Parti con qualunque forma scritta.",
            approval=_OWN_BODY,
            signatures=_ELECTRONIC,
            private_any_form=True,
            unanimous=False,
            required=frozenset({"accession", "withdrawal"}),
        ),
        LegalType.CO_DESIGN: LegalForm(
            norms=(
                f"{_THIRD_SECTOR}, e in particolare l'articolo 55",
                "il decreto del Ministro del lavoro e delle politiche sociali 31 marzo 2021, n. 72",
            ),
            consent="La convenzione si conclude fra l'amministrazione e gli enti selezionati.",
            signing="Il testo è sottoscritto in forma scritta, a pena di nullità.",
            approval=_OWN_BODY,
            signatures=_ANY,
            notice_required=True,
            required=frozenset({"commitments", "resources", "monitoring"}),
        ),
        LegalType.COMMONS: LegalForm(
            norms=("il regolamento comunale sulla collaborazione fra cittadini e amministrazione",),
            consent="Il patto si conclude fra il Comune e i cittadini attivi che lo sottoscrivono.",
            signing="Il testo è sottoscritto in forma scritta, anche semplice.",
            approval="I patti ordinari sono approvati dal dirigente, quelli complessi dalla Giunta.",
            signatures=_ANY,
            private_any_form=True,
            required=frozenset({"subject", "aims", "commitments", "duration", "breaches"}),
        ),
        LegalType.NETWORK: LegalForm(
            norms=(_SOCIAL, "la convenzione di sovvenzione del progetto"),
            consent="L'accordo impegna il capofila e i partner che lo sottoscrivono.",
            signing="Il testo è sottoscritto nelle forme previste dalla convenzione di sovvenzione.",
            approval=_OWN_BODY,
            signatures=_ANY,
            private_any_form=True,
            required=frozenset({"lead", "commitments", "visibility"}),
        ),
    }
)
