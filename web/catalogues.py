"""Catalogues: the texts of each language, compiled for gettext where they changed since they last were."""

from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "translations"


def catalogue(language: str) -> Catalog:
    """All the texts of a language: every .po file of its folder, one after the other."""
    whole = Catalog(locale=language)
    for file in _files(language):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                whole[message.id] = message
    return whole


def compile_into(folder: Path, language: str) -> None:
    """Write `LANGUAGE/LC_MESSAGES/messages.mo` under the folder, unless it was made from these very texts.

    Several processes may do so at once: each puts the whole file in place in one step.
    """
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    compiled, made_from = target / "messages.mo", target / "made_from"
    digest = sha256(b"\0".join(file.read_bytes() for file in _files(language))).hexdigest()
    if compiled.exists() and made_from.exists() and made_from.read_text() == digest:
        return
    with NamedTemporaryFile(dir=target, delete=False) as opened:
        write_mo(opened, catalogue(language))
    made_from.unlink(missing_ok=True)
    Path(opened.name).replace(compiled)
    made_from.write_text(digest)


def _files(language: str) -> list[Path]:
    return sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po"))
