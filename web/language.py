"""Languages: the interface is written in Italian; the English catalogue is compiled at the first start."""

from pathlib import Path

from flask import Blueprint, Flask, redirect, request, session
from flask_babel import Babel  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from governance.directories import keep_language
from governance.errors import NotVisible
from web.access import EVERYBODY, open_to
from web.catalogues import compile_into
from web.kept_forms import safe_path
from web.texts import put_into_pages, told
from web.transactions import writing
from web.visitors import signed_in

pages = Blueprint("language", __name__)

SOURCE = "it"
LANGUAGES = {"it": "Italiano", "en": "English"}


def present_language() -> str:
    """The visitor's language: as they chose, else as their browser asks, else Italian."""
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    visitor = signed_in()
    if visitor and visitor.language in LANGUAGES:
        return visitor.language
    return SOURCE


def speak(app: Flask, folder: Path) -> None:
    """Compile the catalogues under `folder` and put Babel to work."""
    for language in LANGUAGES:
        if language != SOURCE:
            compile_into(folder / "translations", language)
    Babel(
        app,
        default_locale=SOURCE,
        default_timezone="Europe/Rome",
        default_translation_directories=str((folder / "translations").resolve()),
        locale_selector=present_language,
    )
    put_into_pages(app)
    app.jinja_env.globals.update(told=told, languages=LANGUAGES, present_language=present_language)


@pages.post("/lingua")
@open_to(EVERYBODY)
def choose() -> Response:
    """Choose the language; who signed in finds it again next time."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise NotVisible
    session["language"] = language
    if visitor := signed_in():
        with writing() as tx:
            keep_language(tx, int(visitor.get_id()), language)
    return redirect(safe_path(request.form.get("next")))
