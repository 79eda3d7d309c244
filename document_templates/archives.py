"""Zip files with fixed dates: the same parts always give the same bytes."""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_DOS_DATE = 0x21  # 1 January 1980, the earliest a zip can say
_VERSION = 20
_DEFLATED = 8
_UTF8_NAME = 0x800


class Packed(NamedTuple):
    """One file ready to be copied into an archive: its name, and its record with the compressed bytes."""

    name: bytes
    crc: int
    size: int
    compressed_size: int
    record: bytes


def pack(name: str, content: bytes, level: int = 6) -> Packed:
    """Compress one file; `level` is zlib's, 1 (quick) to 9 (small)."""
    raw_name = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    compressed = deflate.compress(content) + deflate.flush()
    crc = zlib.crc32(content)
    sizes = (crc, len(compressed), len(content))
    local = _LOCAL.pack(
        0x04034B50, _VERSION, flags, _DEFLATED, 0, _DOS_DATE, *sizes, len(raw_name), 0
    )  # PKWARE APPNOTE 4.3.7
    return Packed(raw_name, crc, len(content), len(compressed), local + raw_name + compressed)


def archive(files: Iterable[Packed]) -> bytes:
    """Return the bytes of a zip that holds the packed files in the order given (PKWARE APPNOTE 4.3)."""
    records, directory, offset = [], [], 0
    for file in files:
        flags = 0 if file.name.isascii() else _UTF8_NAME
        sizes = (file.crc, file.compressed_size, file.size)
        head = (0x02014B50, _VERSION, _VERSION, flags, _DEFLATED, 0, _DOS_DATE)
        tail = (len(file.name), 0, 0, 0, 0, 0, offset)
        directory.append(_CENTRAL.pack(*head, *sizes, *tail) + file.name)
        records.append(file.record)
        offset += len(file.record)
    central = b"".join(directory)
    count = len(records)
    end = _END.pack(0x06054B50, 0, 0, count, count, len(central), offset, 0)
    return b"".join((*records, central, end))
