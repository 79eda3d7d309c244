"""The digest that ties a document to the facts and the template it was made from."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from document_templates.values import top_level


def digest_of(context: Mapping[str, Any], template_digest: str) -> str:
    """Return the SHA-256, in hexadecimal, of a template's digest and of the facts written as sorted JSON."""
    text = json.dumps(context, default=_plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{template_digest}\n{text}".encode()).hexdigest()


def with_digest(context: dict[str, Any], template_digest: str) -> dict[str, Any]:
    """Return the facts with `document.digest` filled in, unless it is there already or has no place."""
    block = context["document"]
    if isinstance(block, Mapping):
        if block.get("digest"):
            return context
        return context | {"document": {**block, "digest": digest_of(context, template_digest)}}
    if not dataclasses.is_dataclass(block) or isinstance(block, type) or getattr(block, "digest", None) != "":
        return context
    filled: Any = dataclasses.replace(block, digest=digest_of(context, template_digest))
    return context | {"document": filled}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return top_level(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return str(value)
