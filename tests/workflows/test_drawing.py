import re
from itertools import pairwise

import pytest
from lxml import etree

from tests.workflows.loans import LOAN, spoilt
from workflows.compiling import compile_pathway
from workflows.drawing import drawing
from workflows.grammar import Declaration
from workflows.layout import CHARACTERS, WORDS
from workflows.loading import load_pathway, shipped_declarations
from workflows.mermaid import mermaid
from workflows.pathway import Pathway

SVG = {"s": "http://www.w3.org/2000/svg"}
DRAWN = {"svg", "title", "desc", "defs", "marker", "path", "g", "rect", "text", "tspan"}
SHIPPED = pytest.mark.parametrize("declared", shipped_declarations(), ids=lambda one: f"{one.pathway}-{one.version}")

LANGUAGES = pytest.mark.parametrize("lang", ["it", "en"])


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    return root.findall(f".//s:{name}", SVG)


def _arrows(root: etree._Element) -> list[str]:
    return [path.get("d", "") for path in _all(root, "path") if path.get("marker-end")]


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
@LANGUAGES
def test_no_arrow_crosses_a_stage_or_a_word_and_no_two_stages_meet(declared: Declaration, lang: str) -> None:
    root = etree.fromstring(drawing(compile_pathway(declared, ""), lang))
    boxes = [tuple(float(box.get(side, "")) for side in ("x", "y", "width", "height")) for box in _all(root, "rect")]
    right = max(x + width for x, _, width, _ in boxes)
    lines = [(float(text.get("y", "")), len(text.text or "")) for text in _all(root, "text") if text.get("y")]
    level = [float(y) for arrow in _arrows(root) for y in re.findall(r" ([\d.]+)H", arrow)]
    assert all(top + height < next_top for (_, top, _, height), (_, next_top, _, _) in pairwise(boxes))
    assert [x for arrow in _arrows(root) for x in re.findall(r"H([\d.]+)Q", arrow) if float(x) < right + WORDS] == []
    assert [(y, each) for y, _ in lines for each in level if y - 9 < each < y + 3] == []
    assert max(length for _, length in lines) <= CHARACTERS


@SHIPPED
def test_arrows_that_lead_elsewhere_share_no_line(declared: Declaration) -> None:
    root = etree.fromstring(drawing(compile_pathway(declared, "")))
    spans: dict[str, set[tuple[float, float]]] = {}
    for arrow in _arrows(root):
        found = re.fullmatch(r"M\S+ ([\d.]+)H[\d.]+Q([\d.]+) .* ([\d.]+)H[\d.]+", arrow)
        assert found, arrow
        spans.setdefault(found[2], set()).add((float(found[3]), float(found[1])))
    for lane in spans.values():
        reach = {end: [start for to, start in lane if to == end] for end, _ in lane}
        whole = sorted((min(end, *starts), max(end, *starts)) for end, starts in reach.items())
        assert all(stop < start for (_, stop), (start, _) in pairwise(whole))


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
