"""The picture of the sample book, drawn here: three chairs in front of a table."""

import struct
import zlib

_WIDTH, _HEIGHT = 360, 150
_PAPER, _TABLE, _CHAIR = b"\xf2\xf6\xfa", b"\x17\x32\x4d", b"\x00\x66\xcc"
_BOXES = (
    (40, 50, 320, 62, _TABLE),
    (60, 62, 68, 120, _TABLE),
    (292, 62, 300, 120, _TABLE),
    *((x, 80, x + 50, 88, _CHAIR) for x in (75, 155, 235)),
    *((x, 88, x + 6, 130, _CHAIR) for x in (75, 119, 155, 199, 235, 279)),
)
"""What is drawn: left, top, right, bottom and colour of each box."""


def _drawn() -> bytes:
    rows = []
    for y in range(_HEIGHT):
        row = bytearray(_PAPER * _WIDTH)
        for left, top, right, bottom, colour in _BOXES:
            if top <= y < bottom:
                row[left * 3 : right * 3] = colour * (right - left)
        rows.append(b"\0" + bytes(row))
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


THREE_CHAIRS = _drawn()
