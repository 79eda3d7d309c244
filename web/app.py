"""The app: Flask put together around one database; everything it serves is declared in `web/pages.py`."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

import governance.tables  # noqa: F401 - completes the tables that foreign keys refer to
from governance.database import Database
from governance.settings import Settings
from web.access import check_routes, guard
from web.addresses import Pages
from web.dates import tell_time
from web.demo_clock import show_clock
from web.errors import map_errors
from web.headers import refuse_other_sites, set_headers
from web.language import speak
from web.navigation import orient
from web.pages import BLUEPRINTS
from web.theme import dress
from web.visitors import recognise
from web.words import speak_of_nouns

MEGABYTE = 1024 * 1024
GREATEST_KEY = 2**53


class KeyConverter(IntegerConverter):
    """A number in an address; one that no key can be is an address that does not exist."""

    def __init__(self, rules: Map) -> None:
        super().__init__(rules, max=GREATEST_KEY)


def create_app(database: Database) -> Flask:
    """The app around this database; RuntimeError if a route does not say whom it opens for."""
    settings = database.settings
    app = Pages(__name__, static_folder=None)
    app.url_map.converters["int"] = KeyConverter
    app.extensions["raccordo"] = database
    app.config.update(_configuration(database))
    if settings.hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.hops, x_proto=settings.hops)  # type: ignore[method-assign]
    show_clock(app)
    set_headers(app, settings)
    map_errors(app)
    refuse_other_sites(app, settings)
    recognise(app, database)
    guard(app)
    CSRFProtect(app)
    speak(app, settings.folder)
    dress(app)
    tell_time(app)
    orient(app)
    speak_of_nouns(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    check_routes(app)
    return app


def _configuration(database: Database) -> dict[str, object]:
    settings = database.settings
    return {
        "SECRET_KEY": database.vault.derived("cookies"),
        "SESSION_COOKIE_NAME": "__Host-modulo" if settings.secure else "modulo",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "MAX_CONTENT_LENGTH": 10 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 2 * MEGABYTE,
        "MAX_FORM_PARTS": 500,
        "TRUSTED_HOSTS": _hosts(settings),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
    }


def _hosts(settings: Settings) -> list[str]:
    """The names this installation answers to; on loopback, all of loopback's."""
    host = urlsplit(settings.address).hostname or ""
    return ["127.0.0.1", "localhost"] if host in ("127.0.0.1", "localhost") else [host]
