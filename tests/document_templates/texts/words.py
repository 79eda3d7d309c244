"""The texts of documents read as plain Jinja, for tests."""

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from document_templates.filters import FILTERS

FOLDER = Path(__file__).parents[3] / "document_templates" / "texts"
_INCLUDE = re.compile(r"^\{% include \"([a-z_.]+)\" %\}\n", re.MULTILINE)
_ENDS_WITH_TAG = re.compile(r"^(?!{%)(.*%})$", re.MULTILINE)


def environment() -> ImmutableSandboxedEnvironment:
    plain = ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    plain.filters.update(FILTERS, picture=lambda image, alternative: "")
    return plain


def front_matter(name: str) -> dict[str, str]:
    head = (FOLDER / f"{name}.jinja").read_text(encoding="utf-8").split("---\n")[1]
    return dict(line.split(": ", 1) for line in head.splitlines())


def source(name: str) -> str:
    """The words after the front matter, shared pieces expanded; a line that ends with a tag keeps its end."""
    text = (FOLDER / f"{name}.jinja").read_text(encoding="utf-8").split("---\n", 2)[2]
    whole = _INCLUDE.sub(lambda found: (FOLDER / found[1]).read_text(encoding="utf-8"), text)
    return _ENDS_WITH_TAG.sub(r"\1 ", whole)


def words(name: str, facts: Any) -> str:
    """The words of a document with its facts filled in."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return _template(name).render(values)


@cache
def _template(name: str) -> Template:
    return environment().from_string(source(name))
