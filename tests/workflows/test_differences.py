import pytest

from workflows.differences import differences
from workflows.labels import labels
from workflows.loading import SHIPPED, load_pathway, shipped_declarations
from workflows.pathway import Pathway

VARIANTS = [file.stem for file in sorted((SHIPPED / "variants").glob("*_2.yaml"))]


def pair(stem: str) -> tuple[Pathway, Pathway]:
    variant, _ = load_pathway(SHIPPED / "variants" / f"{stem}.yaml", neighbours=shipped_declarations())
    base, _ = load_pathway(SHIPPED / "referral_2.yaml")
    assert variant and base
    return variant, base


def test_another_word_is_said_once_and_makes_no_line_differ() -> None:
    lines = differences(*pair("referral_i_am_2"), labels())
    assert lines[:2] == [
        "Che cosa cambia rispetto a «Invio a un servizio»",
        "  «Presa visione» qui si chiama «Letta dallo sportello».",
    ]
    assert not [line for line in lines if "Prendi visione" in line or line.strip() == "Passi:"]


def test_each_line_that_is_new_stands_under_its_stage_and_step() -> None:
    lines = differences(*pair("referral_mano_a_mano_2"), labels())
    asked = lines.index("        Può chiedere: Nota.")
    assert lines[asked - 1] == "    - Accogli → Accettata"
    need = lines.index("          - La persona ha ricevuto l'informativa sui dati.")
    assert lines[need - 3 : need] == ["  Fase: Bozza", "    - Invia → Inviata", "        Serve:"]


@pytest.mark.parametrize("stem", VARIANTS)
def test_every_clock_of_a_variant_that_runs_otherwise_is_listed(stem: str) -> None:
    variant, base = pair(stem)
    lines = "\n".join(differences(variant, base, labels()))
    changed = [each for name, each in variant.timers.items() if each != base.timers.get(name)]
    assert changed and [each.name for each in changed if f"- {each.label.it}: " not in lines] == []


def test_a_pathway_differs_from_itself_in_nothing() -> None:
    _, base = pair(VARIANTS[0])
    assert differences(base, base, labels())[1:] == ["  Nulla, tranne il nome."]
