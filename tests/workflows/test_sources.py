import time
from pathlib import Path

import pytest

from workflows.loading import load_pathway
from workflows.sources import LARGEST_BYTES, read_source

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
HOSTILE = {
    "aliases": (b"a: &one x\nb: *one\n", "2: i rimandi (*one) non sono ammessi: scrivi il valore per esteso"),
    "anchors": (b"a: &one x\n", "1: le ancore (&one) non sono ammesse"),
    "a bomb": (BOMB.encode(), "8: i rimandi (*g) non sono ammessi: scrivi il valore per esteso"),
    "tags": (
        b"a: b\nc: !!python/object:os.system x\n",
        "2: i tipi espliciti (tag:yaml.org,2002:python/object:os.system) non sono ammessi: ogni valore è testo",
    ),
    "a repeated key": (b"a: 1\nb: 2\na: 3\n", "3: «a» è scritto due volte: la prima è alla riga 1"),
    "deep lists": (b"[" * 900_000, "1: il file è annidato per più di 6 livelli"),
    "deep mappings": (b"{a: " * 200_000, "1: il file è annidato per più di 6 livelli"),
    "many entries": (b"- a\n" * 200_000, "30000: il file ha più di 30000 voci"),
    "ten megabytes": (b"# x\n" * 2_500_000, "1: il file supera 1000 kB: un percorso ne ha pochi"),
    "two documents": (b"a: b\n---\nc: d\n", "2: un file tiene un solo percorso: togli ciò che segue «---»"),
    "nothing": (b"# only a remark\n", "1: il file non contiene un percorso: comincia con «pathway: nome»"),
    "a list": (b"- a\n", "1: il file non contiene un percorso: comincia con «pathway: nome»"),
    "a key that is a list": (b"? [a]\n: b\n", "1: il nome di una voce deve essere una parola"),
    "no YAML": (b"a: b\n\tc: d\n", "2: il file non è YAML valido: c'è una tabulazione, usa gli spazi"),
    "control characters": (b"a: b\nc: \x07\n", "2: il file contiene caratteri di controllo"),
    "another encoding": ("a: b\nc: è\n".encode("latin-1"), "2: il file non è scritto in UTF-8"),
}


@pytest.mark.parametrize(("content", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_by_line_in_under_a_second(content: bytes, expected: str) -> None:
    before = time.process_time()
    _, faults = read_source(content, "f.yaml")
    assert time.process_time() - before < 1
    assert f"f.yaml:{expected}" in [str(fault) for fault in faults]


def test_every_scalar_is_text() -> None:
    source, faults = read_source(b"on: yes\nit: No\nn: 1\nd: 2026-01-01\nempty:\n", "f.yaml")
    assert faults == []
    assert source is not None
    assert source.data == {"on": "yes", "it": "No", "n": "1", "d": "2026-01-01", "empty": ""}


def test_each_entry_knows_its_line() -> None:
    source, _ = read_source(b"a:\n  b: [x,\n      y]\n  c: {d: e}\n", "f.yaml")
    assert source is not None
    assert [source.line(keys) for keys in (("a",), ("a", "b", 1), ("a", "c", "d"), ("a", "z"))] == [1, 3, 4, 1]


def test_a_file_of_ten_megabytes_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"x" * (LARGEST_BYTES * 10))
    pathway, faults = load_pathway(path)
    assert pathway is None
    assert [fault.line for fault in faults] == [1]


def test_a_hostile_pathway_has_at_most_two_hundred_faults() -> None:
    _, faults = load_pathway("a: 1\n" * 5_000)
    assert len(faults) == 200
