"""Browsers: the people's side of HTTP, as light as can be, since their machines are not the server.

A client library costs as much processor time as a small page; here a request is written, and its answer read to the
end, by hand.
"""

import asyncio
import time
from dataclasses import dataclass, field
from http.client import parse_headers
from io import BytesIO
from urllib.parse import urlencode

LONGEST = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds from the first byte out to the last one in."""

    status: int
    location: str
    text: str
    seconds: float


@dataclass
class Browser:
    """Somebody's browser: it keeps what cookies it is given and sends them along."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        """Open a page, or send a form; OSError, EOFError or TimeoutError where no whole answer comes."""
        began = time.perf_counter()
        whole = await asyncio.wait_for(self._exchanged(self._request(path, fields)), LONGEST)
        return self._read(whole, time.perf_counter() - began)

    async def _exchanged(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()

    def _request(self, path: str, fields: dict[str, str] | None) -> bytes:
        body = urlencode(fields or {})
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Cookie: {cookies}",
            "Accept: text/html",
            "Accept-Language: it",
        ]
        if fields is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", body]).encode()

    def _read(self, whole: bytes, seconds: float) -> Answer:
        head, _, body = whole.partition(b"\r\n\r\n")
        first, _, rest = head.partition(b"\r\n")
        headers = parse_headers(BytesIO(rest + b"\r\n\r\n"))
        if len(body) != int(headers.get("Content-Length", -1)):
            raise EOFError("the answer is cut short")
        for cookie in headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(int(first.split()[1]), headers.get("Location", ""), body.decode(), seconds)
