import pytest

from governance.roles import Capacity, Role
from tests.workflows.loans import LOAN
from workflows.compiling import compile_pathway
from workflows.grammar import Declaration
from workflows.loading import load_pathway, shipped_declarations
from workflows.reading import reading
from workflows.vocabulary import DOCUMENTS, KINDS
from workflows.wording import CAPACITIES, ROLES
from workflows.wording import DOCUMENTS as DOCUMENT_WORDS
from workflows.wording import KINDS as KIND_WORDS


def test_a_pathway_is_read_in_italian_line_by_line() -> None:
    pathway, _ = load_pathway(LOAN)
    assert pathway is not None
    assert reading(pathway, {"resume_on": "data di rientro"}) == [
        "Prestito",
        "Percorso «loan», versione 1. Riguarda: invio.",
        "I tempi cambiano con: urgenza (ordinaria, urgente).",
        "",
        "Come comincia",
        "  - Chiedi → Chiesto",
        "      Lo fa: operatore dell'ente inviante.",
        "",
        "Fase: Chiesto",
        "  Aspetta: accoglienza degli invii dell'ente ricevente.",
        "  Scadenze:",
        "  - Risposta dovuta: dopo 2 giorni lavorativi (ordinaria), 24 ore (urgente), dall'ingresso nella fase; "
        "avvisa: chi deve agire; poi il sistema fa: «Decade».",
        "  Passi:",
        "  - Presta → Prestato",
        "      Lo fa: accoglienza degli invii dell'ente ricevente.",
        "      Chiede: data di rientro.",
        "  - Decade → Chiuso",
        "      Lo fa: accoglienza degli invii dell'ente ricevente; il sistema, da solo.",
        "",
        "Fase: Prestato",
        "  Aspetta: operatore dell'ente inviante.",
        "  Scadenze:",
        "  - Rientro dovuto: il giorno stesso, rispetto a: data di rientro; avvisa: chi deve agire.",
        "  Passi:",
        "  - Restituisci → Chiuso",
        "      Lo fa: operatore dell'ente inviante.",
        "",
        "Fase: Chiuso (qui finisce)",
    ]


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")
def test_every_pathway_is_read_whole_in_both_languages(declared: Declaration, lang: str) -> None:
    written = "\n".join(reading(compile_pathway(declared, ""), {}, lang))
    entries = (*declared.stages.values(), *declared.timers.values(), *declared.moves.values())
    labels = [(entry.label.en if lang == "en" else None) or entry.label.it for entry in entries]
    assert [label for label in labels if label not in written] == []


def test_every_role_part_kind_and_document_has_words() -> None:
    assert set(ROLES) == set(Role) - {Role.ADMINISTRATOR}
    assert set(CAPACITIES) == set(Capacity)
    assert set(KIND_WORDS) == KINDS
    assert set(DOCUMENT_WORDS) == DOCUMENTS
