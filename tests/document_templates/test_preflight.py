import io
import struct
import time
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from document_templates.errors import Refused
from document_templates.layout import builtin, builtin_names
from document_templates.preflight import check_upload
from tests.document_templates.making import part_of, rezipped, word_file

DATA = Path(__file__).parents[3] / "shared/data/docx/templates"
GOOD = word_file("{{ title }}")
RELATIONS = part_of(GOOD, "word/_rels/document.xml.rels").decode()
BODY = part_of(GOOD, "word/document.xml").decode()
TYPES = part_of(GOOD, "[Content_Types].xml").decode()
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    line = f'<Relationship Id="rIdX" Type="{KIND}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return rezipped(GOOD, {"word/_rels/document.xml.rels": RELATIONS.replace("</Relationships>", line).encode()})


def with_body(markup: str) -> bytes:
    return rezipped(GOOD, {"word/document.xml": BODY.replace("<w:body>", f"<w:body>{markup}").encode()})


def field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return with_body(f"<w:p>{runs}</w:p>")


def lying(offset: int, size: int) -> bytes:
    """Change the unpacked size declared for the body in the directory at the end of the file."""
    data = bytearray(GOOD)
    place = data.rindex(b"word/document.xml") - 46
    struct.pack_into("<I", data, place + offset, size)
    return bytes(data)


def many_paragraphs() -> str:
    return "".join(f'<w:p w:a="{number * 7919 % 999983}"/>' for number in range(410_000))


def many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number in range(70_000):
            file.writestr(f"word/{number}.xml", b"")
    return out.getvalue()


def few_entries_declared() -> bytes:
    data = bytearray(rezipped(GOOD, {f"word/{number}.xml": b"" for number in range(2000)}))
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 10, 10)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(GOOD)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def renamed(old: bytes, new: bytes) -> bytes:
    return GOOD.replace(old, new)


def added_twice() -> bytes:
    out = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("word/styles.xml", b"<a/>")
    return out.getvalue()


def with_dtd(name: str, dtd: str = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>') -> bytes:
    text = part_of(GOOD, name).decode()
    head, _, rest = text.partition("?>")
    return rezipped(GOOD, {name: f"{head}?>{dtd}{rest}".encode()})


def macros_by_type() -> bytes:
    types = TYPES.replace("document.main+xml", "document.macroEnabled.main+xml")
    return rezipped(GOOD, {"[Content_Types].xml": types.encode()})


def in_utf16() -> bytes:
    return rezipped(GOOD, {"word/document.xml": BODY.replace("UTF-8", "UTF-16").encode("utf-16")})


INCLUDED = '<w:fldSimple w:instr=" INCLUDETEXT /etc/passwd "/>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = "<!DOCTYPE a [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "non è un documento Word"),
    "a PDF": (lambda: b"%PDF-1.7\n" + GOOD, "non è un documento Word"),
    "an old or encrypted Word file": (lambda: OLD_WORD + b"\0" * 600, "protetto da password"),
    "half a file": (lambda: GOOD[: len(GOOD) // 2], "rovinato"),
    "more than 10 MB": (lambda: GOOD + b"\0" * (10 * 2**20), "10 MB"),
    "4 million paragraphs": (lambda: with_body("<w:p/>" * 4_000_000), "supera i 10 MB"),
    "a million paragraphs": (lambda: with_body(many_paragraphs()), "troppi elementi"),
    "a big text": (lambda: with_body("<w:p><w:r><w:t>" + "a" * 9_000_000 + "</w:t></w:r></w:p>"), "sospetto"),
    "big media": (lambda: rezipped(GOOD, {"word/media/a.png": b"\0" * (64 * 2**20)}), "supera i 30 MB"),
    "70,000 entries": (many_entries, "troppe parti"),
    "fewer entries declared than there are": (few_entries_declared, "."),
    "a smaller size declared": (lambda: lying(24, 10), "."),
    "a larger size declared": (lambda: lying(24, 9_000_000), "."),
    "a false checksum": (lambda: lying(16, 1), "."),
    "encrypted entries": (encrypted, "password"),
    "a file inside": (lambda: rezipped(GOOD, {"word/embeddings/a.docx": GOOD}), "oggetti incorporati"),
    "macros": (lambda: rezipped(GOOD, {"word/vbaProject.bin": b"x"}), "macro"),
    "macros by type": (macros_by_type, "macro"),
    "a climbing name": (lambda: rezipped(GOOD, {"../evil.xml": b"<a/>"}), "nome non permesso"),
    "an absolute name": (lambda: rezipped(GOOD, {"/etc/evil.xml": b"<a/>"}), "nome non permesso"),
    "a Windows name": (lambda: renamed(b"word/styles.xml", b"C:\\w/styles.xml"), "nome non permesso"),
    "a name twice": (added_twice, "due volte"),
    "the same name in capitals": (lambda: rezipped(GOOD, {"WORD/document.xml": b"<a/>"}), "due volte"),
    "no list of types": (lambda: rezipped(GOOD, {"[Content_Types].xml": None}), "non è un documento Word"),
    "a DTD in the body": (lambda: with_dtd("word/document.xml"), "DTD"),
    "a DTD in relationships": (lambda: with_dtd("_rels/.rels"), "DTD"),
    "billion laughs in properties": (lambda: with_dtd("docProps/core.xml", LAUGHS), "DTD"),
    "UTF-16": (in_utf16, "UTF-8"),
    "UTF-7": (lambda: rezipped(GOOD, {"word/document.xml": BODY.replace("UTF-8", "UTF-7").encode()}), "UTF-8"),
    "a remote template": (lambda: relation("attachedTemplate", "http://example.test/a.dotm"), "modello esterno"),
    "a remote picture": (lambda: relation("image", "http://example.test/a.png"), "fuori di sé"),
    "a picture on a share": (lambda: relation("image", "\\\\server\\a.png"), "fuori di sé"),
    "a link that runs": (lambda: relation("hyperlink", "javascript:alert(1)"), "fuori di sé"),
    "a link to a file": (lambda: relation("hyperlink", "file:///etc/passwd"), "fuori di sé"),
    "a target that climbs out": (lambda: relation("image", "../../../etc/passwd", "Internal"), "fuori di sé"),
    "OLE": (lambda: relation("oleObject", "embeddings/a.bin", "Internal"), "OLE"),
    "altChunk by relationship": (lambda: relation("aFChunk", "a.html", "Internal"), "altChunk"),
    "altChunk by element": (lambda: with_body('<w:altChunk r:id="rId9"/>'), "altChunk"),
    "DDE": (lambda: field("DDEAUTO c:\\\\windows\\\\cmd.exe"), "campo «DDEAUTO»"),
    "DDE in pieces": (lambda: field("DDE", "AUTO c:\\\\cmd.exe"), "campo «DDE"),
    "DDE in character references": (lambda: field("&#68;DEAUTO cmd"), "campo «DDEAUTO»"),
    "text from elsewhere": (lambda: with_body(INCLUDED), "campo «INCLUDETEXT»"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_file_is_refused_with_one_sentence_in_a_moment(name: str) -> None:
    make, sentence = HOSTILE[name]
    data = make()
    began = time.process_time()
    with pytest.raises(Refused) as caught:
        check_upload(data)
    assert time.process_time() - began < 0.2
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("name", ["4 million paragraphs", "big media", "70,000 entries"])
def test_a_bomb_is_refused_without_unpacking_it(name: str) -> None:
    data = HOSTILE[name][0]()
    tracemalloc.start()
    with pytest.raises(Refused):
        check_upload(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * 2**20


@pytest.mark.parametrize("name", builtin_names())
def test_every_built_in_template_may_be_downloaded_and_uploaded_again(name: str) -> None:
    check_upload(builtin(name).data)


@pytest.mark.skipif(not DATA.exists(), reason="the shared sample data are not beside the repository")
def test_templates_made_by_word_and_libreoffice_pass() -> None:
    for file in DATA.glob("*.docx"):
        check_upload(file.read_bytes())


def test_links_that_a_person_clicks_and_ordinary_fields_pass() -> None:
    check_upload(relation("hyperlink", "https://www.example.test/a?b=1"))
    check_upload(field(" PAGE ", " TOC \\o ", " REF LINKED "))
