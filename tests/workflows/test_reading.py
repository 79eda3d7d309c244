import pytest

from governance.roles import Capacity, Role
from tests.workflows.loans import LOAN
from workflows.compiling import compile_pathway
from workflows.grammar import Declaration
from workflows.labels import labels
from workflows.loading import load_pathway, shipped_declarations
from workflows.reading import reading
from workflows.vocabulary import DOCUMENTS, KINDS
from workflows.wording import CAPACITIES, DATES, GRADES, ROLES
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
        "  Chi deve agire: accoglienza degli invii dell'ente ricevente.",
        "  Scadenze:",
        "  - Risposta dovuta: dopo 2 giorni lavorativi (ordinaria), 24 ore (urgente) dall'ingresso nella fase; "
        "avvisa: chi deve agire; poi il sistema fa: «Decade».",
        "  Passi:",
        "  - Presta → Prestato",
        "      Lo fa: accoglienza degli invii dell'ente ricevente.",
        "      Chiede: data di rientro.",
        "  - Decade → Chiuso",
        "      Lo fa: accoglienza degli invii dell'ente ricevente; il sistema, da solo.",
        "",
        "Fase: Prestato",
        "  Chi deve agire: operatore dell'ente inviante.",
        "  Scadenze:",
        "  - Rientro dovuto: il giorno scritto in «data di rientro»; avvisa: chi deve agire.",
        "  Passi:",
        "  - Restituisci → Chiuso",
        "      Lo fa: operatore dell'ente inviante.",
        "",
        "Fase: Chiuso (qui finisce)",
    ]


def read(name: str) -> list[str]:
    declared = max((one for one in shipped_declarations() if one.pathway == name), key=lambda one: one.version)
    return reading(compile_pathway(declared, ""), labels())


def test_a_step_of_several_stages_is_described_once() -> None:
    lines = read("need")
    assert [line for line in lines if line.startswith("  - Ritira →")] == [
        "  - Ritira → Ritirato",
        *["  - Ritira → Ritirato (come in «Bozza»)"] * 3,
    ]


def test_a_clock_says_in_which_stages_it_runs_and_where_it_stands_still() -> None:
    lines = [line for line in read("referral") if line.startswith("  - Decisione dovuta: ")]
    assert "dall'ingresso in una di queste fasi: «Presa visione», «Integrazione richiesta»;" in lines[0]
    assert lines[1:] == ["  - Decisione dovuta: come in «Presa visione»; qui sta ferma."]


def test_only_out_of_a_final_stage_a_step_is_said_to_reopen() -> None:
    lines = read("referral")
    reopening = [lines[at - 1] for at, line in enumerate(lines) if "riapre una pratica finita" in line]
    assert reopening == [
        "  - Registra esito → Esito registrato (come in «Accettata»)",
        "      Avvisa: tutti gli enti della pratica.",
    ]


def test_dates_and_lists_of_times_are_said_as_people_say_them() -> None:
    lines = "\n".join([*read("case"), *read("need")])
    assert "Il consenso sta per finire: 30 e 7 giorni prima di «Il consenso vale fino al»;" in lines
    assert "Risentire la persona: dopo 60 e 150 giorni da «Quando risentirla», e il giorno stesso;" in lines


def test_a_name_that_nobody_implemented_yet_is_said_to_be_one() -> None:
    assert "        - «unit_free» (ancora da scrivere)." in read("housing_stay")


def test_what_is_carried_into_children_and_dates_that_nobody_asks_yet_have_words() -> None:
    lines = "\n".join(read("meeting"))
    assert "Porta con sé: decisione: «Cade con la seduta»." in lines
    assert "Promemoria della seduta: 3 e 1 giorno prima di «Giorno della seduta»;" in lines


def test_every_date_that_a_clock_hangs_on_has_words() -> None:
    dates = {
        timer.date.removeprefix("parent.")
        for one in shipped_declarations()
        for timer in one.timers.values()
        if timer.date
    }
    assert dates <= set(labels()) | set(DATES)


def test_every_grade_has_words() -> None:
    graded = {
        word for one in shipped_declarations() for fact, grades in one.graded_by.items() for word in (fact, *grades)
    }
    assert graded <= set(GRADES)


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
