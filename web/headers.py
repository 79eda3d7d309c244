"""Headers: what every answer tells the browser it may do, and from whom a change is accepted."""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from governance.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def set_headers(app: Flask, settings: Settings) -> None:
    """Set the headers on every answer; one that sets its own (a file for download) keeps it."""

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        response.headers.pop("Server", None)
        return response


def refuse_other_sites(app: Flask, settings: Settings) -> None:
    """Refuse a change that the browser says comes from another site, before any token is looked at.

    `Origin: null` says nothing here: `no-referrer` makes browsers send it for our own forms too (Fetch, 3.1).
    """
    ours = urlsplit(settings.address).netloc

    @app.before_request
    def refuse() -> None:
        if request.method not in CHANGING:
            return
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin", "null")
        stranger = origin != "null" and urlsplit(origin).netloc not in (ours, request.host)
        if stranger or site not in ("same-origin", "none"):
            raise CSRFError("sent from another site")
