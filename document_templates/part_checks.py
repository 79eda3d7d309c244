"""The parts of an uploaded Word file, searched for what must not be there: DTDs, outside links, macros, live fields."""

import html
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from lxml import etree

from document_templates.errors import Refused

MOST_TAGS = 400_000  # about 200,000 elements, which lxml opens in some 60 MB
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|DATABASE|RD|MACROBUTTON|HTMLACTIVEX)\b"
)
_INSTRUCTION = re.compile(r"<(?:[\w.-]+:)?instrText\b[^>]*>([^<]*)<|\binstr\s*=\s*(\"[^\"]*\"|'[^']*')")
_BREAK = re.compile(r"<(?:[\w.-]+:)?(?:p|fldChar)\b")
_MACRO_TYPES = ("macroenabled", "vbaproject", "activex", "oleobject", "vbadata")
_FORBIDDEN_KINDS = {
    "afchunk": "contiene un altro documento nascosto (altChunk)",
    "oleobject": "contiene un oggetto incorporato (OLE)",
    "package": "contiene un file incorporato",
    "control": "contiene un controllo ActiveX",
    "vbaproject": "contiene macro",
    "attachedtemplate": "richiama un modello esterno",
    "subdocument": "richiama un altro documento",
    "frame": "richiama una pagina esterna",
}


def check_markup(name: str, content: bytes) -> None:
    """Refuse one XML part that declares types or entities, is not UTF-8, is immense or holds macros or live fields."""
    text = _text(name, content)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused(f"La parte «{name[:60]}» del file contiene definizioni non permesse (DTD).")
    if text.count("<") > MOST_TAGS:
        raise Refused(f"La parte «{name[:60]}» del file contiene troppi elementi.")
    if name == "[Content_Types].xml" and any(kind in text.lower() for kind in _MACRO_TYPES):
        raise Refused("Il file contiene macro o oggetti incorporati: toglili e riprova.")
    if re.search(r"<(?:[\w.-]+:)?altChunk\b", text):
        raise Refused("Il file contiene un altro documento nascosto (altChunk): toglilo e riprova.")
    for instruction in _instructions(text):
        if found := _FIELDS.search(instruction):
            raise Refused(f"Il file contiene un campo «{found[1]}», che apre altri file: toglilo e riprova.")


def check_relationships(parts: Mapping[str, bytes]) -> None:
    """Refuse any relationship that leaves the file; only links that a person clicks may."""
    for name, content in parts.items():
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as fault:
            raise Refused("Il file è rovinato o costruito male: salvalo di nuovo da Word e riprova.") from fault
        for relation in root:
            if isinstance(relation.tag, str):
                _check_relation(name, {str(key): str(value) for key, value in relation.attrib.items()})


def _check_relation(name: str, relation: Mapping[str, str]) -> None:
    kind = relation.get("Type", "").rsplit("/", 1)[-1]
    target = relation.get("Target", "")
    if reason := _FORBIDDEN_KINDS.get(kind.lower()):
        raise Refused(f"Il file {reason}: toglilo e riprova.")
    is_outside = relation.get("TargetMode", "").strip().lower() == "external"
    if is_outside and not (kind == "hyperlink" and urlsplit(target).scheme.lower() in ("http", "https", "mailto")):
        raise Refused(f"Il file richiama qualcosa che sta fuori di sé («{target[:60]}»): incorporalo o toglilo.")
    if not is_outside and (urlsplit(target).scheme or target.startswith("//") or _climbs_out(name, target)):
        raise Refused(f"Il file richiama qualcosa che sta fuori di sé («{target[:60]}»): incorporalo o toglilo.")


def _climbs_out(name: str, target: str) -> bool:
    depth = 0 if target.startswith("/") else name.count("/") - 1
    for step in target.split("/"):
        depth += -1 if step == ".." else 0 if step in ("", ".") else 1
        if depth < 0:
            return True
    return False


def _text(name: str, content: bytes) -> str:
    declared = _DECLARED.search(content[:200].removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in content or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        raise Refused(f"La parte «{name[:60]}» del file non è scritta in UTF-8.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refused(f"La parte «{name[:60]}» del file non è scritta in UTF-8.") from fault


def _instructions(text: str) -> list[str]:
    """Return the instructions of the fields of a part; those written in pieces are joined paragraph by paragraph."""
    if "instr" not in text:
        return []
    found = []
    for piece in _BREAK.split(text):
        words = [html.unescape(one or other) for one, other in _INSTRUCTION.findall(piece)]
        found += [" ".join(words), "".join(words)]
    return found
