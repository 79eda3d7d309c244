"""Languages: the interface is written in Italian; the English catalogue is compiled at start."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, redirect, request, session
from flask_babel import Babel  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from governance.directories import keep_language
from governance.errors import NotVisible
from web.access import EVERYBODY, open_to
from web.kept_forms import safe_path
from web.transactions import writing
from web.visitors import signed_in

pages = Blueprint("language", __name__)

SOURCE = "it"
LANGUAGES = {"it": "Italiano", "en": "English"}
CATALOGUES = Path(__file__).parent / "translations"


def catalogue(language: str) -> Catalog:
    """All the texts of a language: every .po file of its folder, one after the other."""
    whole = Catalog(locale=language)
    for file in sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                whole[message.id] = message
    return whole


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
        if language == SOURCE:
            continue
        target = folder / "translations" / language / "LC_MESSAGES"
        target.mkdir(parents=True, exist_ok=True)
        with (target / "messages.mo").open("wb") as opened:
            write_mo(opened, catalogue(language))
    Babel(
        app,
        default_locale=SOURCE,
        default_timezone="Europe/Rome",
        default_translation_directories=str((folder / "translations").resolve()),
        locale_selector=present_language,
    )
    app.jinja_env.globals.update(languages=LANGUAGES, present_language=present_language)


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
