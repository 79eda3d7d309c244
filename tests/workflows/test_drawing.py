import pytest
from lxml import etree

from tests.workflows.loans import LOAN, spoilt
from workflows.compiling import compile_pathway
from workflows.drawing import drawing
from workflows.grammar import Declaration
from workflows.loading import load_pathway, shipped_declarations
from workflows.mermaid import mermaid
from workflows.pathway import Pathway

SVG = {"s": "http://www.w3.org/2000/svg"}
DRAWN = {"svg", "title", "desc", "defs", "marker", "path", "g", "rect", "text", "tspan"}
SHIPPED = pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")


def loan(text: str = LOAN) -> Pathway:
    pathway, faults = load_pathway(text)
    assert pathway is not None, faults
    return pathway


@SHIPPED
def test_every_pathway_is_drawn_with_every_stage_and_without_script_or_style(declared: Declaration) -> None:
    root = etree.fromstring(drawing(compile_pathway(declared, "")))
    boxes = root.findall(".//s:rect", SVG)
    assert len(boxes) == len(declared.stages) + 1
    assert {etree.QName(one).localname for one in root.iter()} <= DRAWN
    assert not [one for one in root.iter() for name in one.attrib if name == "style" or name.startswith("on")]


@SHIPPED
def test_no_two_stages_stand_in_the_same_place(declared: Declaration) -> None:
    root = etree.fromstring(drawing(compile_pathway(declared, "")))
    corners = [(float(box.get("x", "")), float(box.get("y", ""))) for box in root.findall(".//s:rect", SVG)]
    assert len(set(corners)) == len(corners)
    assert all(
        abs(x1 - x2) >= 200 or abs(y1 - y2) >= 42 for x1, y1 in corners for x2, y2 in corners if (x1, y1) != (x2, y2)
    )


def test_the_picture_is_named_and_described() -> None:
    root = etree.fromstring(drawing(loan()))
    assert root.get("role") == "img"
    title, description = (root.findtext(f"s:{name}", "", SVG) for name in ("title", "desc"))
    assert root.get("aria-labelledby") == "picture-loan-title picture-loan-description"
    assert title == "Percorso: Prestito"
    assert "Chiesto porta a Prestato con: Presta." in description


def test_the_present_stage_and_the_way_walked_are_marked_in_words() -> None:
    picture = drawing(loan(), current="lent", walked=["asked", "lent"])
    root = etree.fromstring(picture)
    words = [one.text for one in root.findall(".//s:tspan", SVG)]
    assert words[words.index("Prestato") + 1] == "(è qui)"
    assert words[words.index("Chiesto") + 1] == "(passata)"
    assert picture.count('stroke-width="3.5"') == 2


def test_markup_in_a_label_stays_text() -> None:
    pathway = loan(spoilt(("{it: Prestato}", "{it: '<script>alert(1)</script>'}")))
    assert "<script" not in drawing(pathway)
    assert "<script" not in mermaid(pathway)


def test_a_pathway_is_written_for_mermaid() -> None:
    assert mermaid(loan()).splitlines() == [
        "stateDiagram-v2",
        "  accTitle: Prestito",
        '  state "Chiesto" as s_asked',
        '  state "Prestato" as s_lent',
        '  state "Chiuso" as s_closed',
        "  [*] --> s_asked: Chiedi",
        "  s_asked --> s_lent: Presta",
        "  s_asked --> s_closed: Decade",
        "  s_lent --> s_closed: Restituisci",
        "  s_closed --> [*]",
    ]
