"""Uploaded Word files looked at before anything opens them: what is hostile or unsound is refused in one sentence."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from document_templates.errors import Refused
from document_templates.part_checks import check_markup, check_relationships

MOST_BYTES = 10 * 2**20
MOST_ENTRIES = 200
MOST_UNPACKED = 30 * 2**20
MOST_IN_A_PART = 10 * 2**20
HIGHEST_RATIO = 100
_SMALL = 64 * 2**10  # a ratio means nothing in a part of a few lines
_DIRECTORY_BYTES_PER_ENTRY = 600
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf"})
_MARKUP = frozenset({".xml", ".rels"})
_OTHERS = frozenset({".odttf"})  # fonts that Word hides inside the file
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_ZIP64 = b"PK\x06\x07"
_ENCRYPTED = 0x1


def check_upload(data: bytes) -> None:
    """Refuse a .docx that could harm whoever opens it. Refused says why, in one sentence.

    The first checks read only the end of the file and the list of its entries; a part is unpacked, never beyond the
    size it declares, only when the whole is within bounds. Limits: security.md, "uploads".
    """
    _check_magic(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            entries = file.infolist()
            _check_entries(entries)
            parts = {entry.filename: _unpacked(data, entry) for entry in entries if _suffix(entry.filename) in _MARKUP}
            for entry in entries:
                if _suffix(entry.filename) not in _MARKUP:
                    _unpacked(data, entry)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError) as fault:
        raise Refused("Il file è rovinato o costruito male: salvalo di nuovo da Word e riprova.") from fault
    if "[Content_Types].xml" not in parts or "_rels/.rels" not in parts:
        raise Refused("Il file non è un documento Word (.docx).")
    for name, content in parts.items():
        check_markup(name, content)
    check_relationships({name: content for name, content in parts.items() if name.endswith(".rels")})


def _check_magic(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refused("Il file supera i 10 MB.")
    if data.startswith(_OLD_WORD):
        raise Refused("Il file è protetto da password o è nel vecchio formato .doc: salvalo come .docx senza password.")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("Il file non è un documento Word (.docx).")
    end = data.rfind(_END, max(0, len(data) - 65_600))
    if _ZIP64 in data[max(0, end - 64) : max(end, 0)]:
        raise Refused("Il file contiene troppe parti, o parti troppo grandi.")
    if end < 0 or len(data) < end + 22:
        raise Refused("Il file è rovinato o costruito male: salvalo di nuovo da Word e riprova.")
    count = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if count > MOST_ENTRIES or size > MOST_ENTRIES * _DIRECTORY_BYTES_PER_ENTRY:
        raise Refused(f"Il file contiene più di {MOST_ENTRIES} parti.")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"Il file contiene più di {MOST_ENTRIES} parti.")
    _check_names(entry.orig_filename for entry in entries)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused("Il file, aperto, supera i 30 MB.")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("Il file è protetto da password: salvalo senza password e riprova.")
        if entry.file_size > MOST_IN_A_PART:
            raise Refused(f"La parte «{entry.filename[:60]}» del file supera i 10 MB.")
        if entry.file_size > _SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise Refused(f"La parte «{entry.filename[:60]}» del file è compressa in modo sospetto.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("Il file usa una compressione che Word non usa.")


def _check_names(names: Iterable[str]) -> None:
    seen = set()
    for name in names:
        if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/"):
            raise Refused(f"Il file contiene un nome non permesso: «{name[:60]}».")
        if name.lower() in seen:
            raise Refused(f"Il file contiene due volte la parte «{name[:60]}».")
        seen.add(name.lower())
        if not name.endswith("/") and _suffix(name) not in _MARKUP | _PICTURES | _OTHERS:
            raise Refused(f"Il file contiene «{name[:60]}»: macro, oggetti incorporati e altri file non sono permessi.")


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry's bytes; Refused if its own header, its size or its checksum say something else."""
    start = entry.header_offset
    name_length = int.from_bytes(data[start + 26 : start + 28], "little")
    extra_length = int.from_bytes(data[start + 28 : start + 30], "little")
    name = data[start + 30 : start + 30 + name_length]
    begin = start + 30 + name_length + extra_length
    packed = data[begin : begin + entry.compress_size]
    content = packed
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.file_size + 1)
    encodings = (entry.orig_filename.encode("utf-8"), entry.orig_filename.encode("cp437", "replace"))
    is_true = len(content) == entry.file_size and zlib.crc32(content) == entry.CRC and name in encodings
    if not is_true or data[start : start + 4] != b"PK\x03\x04":
        raise Refused(
            f"La parte «{entry.filename[:60]}» non è come il file dichiara: salvalo di nuovo da Word e riprova."
        )
    return content


def _suffix(name: str) -> str:
    return "." + name.lower().rpartition(".")[2]
