"""Documents against docxtpl and against their floor; PDF in one call against ten."""

import io
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benches.results import Result, seconds, times_faster
from document_templates.compiled import compile_template
from document_templates.environments import Sandbox
from document_templates.filters import FILTERS
from document_templates.layout import lay_out
from document_templates.parts import take_apart
from document_templates.pdf import make_pdfs

_DOCUMENT = {"title": "Atto di prova", "body": "Tavolo Immaginario", "version": 1, "digest": "0" * 64}
_SENTENCE = "Il tavolo esamina la proposta & ne discute i punti «essenziali», senza trascriverli per intero. " * 4
MINUTES = """# Verbale
| Ente | Persona | Qualità | Abitanti |
|---|---|---|---|
{% for row in rows %}
| {{ row.body }} | {{ row.person }} | {{ row.role }} | {{ row.weight | number }} |
{% endfor %}

{% for item in items %}
## {{ loop.index }}. {{ item.title }}

{% for text in item.texts %}
{{ text }}

{% endfor %}
{% if item.decision %}
> {{ item.decision }}

{% endif %}
{% endfor %}
## Impegni

{% for action in actions %}
1. {{ action }}
{% endfor %}

|= **Il segretario** | **Il presidente** |
| {{ secretary }} | {{ chair }} |
"""
MINUTES_FACTS: dict[str, Any] = {
    "document": _DOCUMENT,
    "rows": [
        {"body": f"Comune di Borgo {n}", "person": f"Persona Finta {n}", "role": "titolare", "weight": 1000 * n}
        for n in range(30)
    ],
    "items": [
        {"title": f"Punto {n}", "texts": [_SENTENCE] * 6, "decision": f"Approvato con {n} voti." if n < 10 else ""}
        for n in range(12)
    ],
    "actions": [f"Il Comune di Borgo {n} invia i dati entro il mese." for n in range(15)],
    "secretary": "Ada Finta",
    "chair": "Ugo Finto",
}
_ARTICLE = """## Art. {n} – Materia numero {n}

1. Le Parti si impegnano a collaborare alla materia numero {n}, secondo quanto ciascuna può e sa fare.
1. {{{{ party.name }}}} indica una persona che segue questa materia e risponde entro {{{{ days }}}} giorni lavorativi.

{{% if party.is_public %}}
Per l'ente pubblico vale quanto decide il suo organo competente.

{{% endif %}}
"""
AGREEMENT = (
    "# Protocollo di collaborazione\n\nTra {{ lead }} e {{ party.name }}, con sede in {{ party.seat }}, "
    "rappresentato da {{ party.person }}.\n\n"
) + "".join(_ARTICLE.format(n=number) for number in range(1, 25))


def run() -> Iterator[Result]:
    """Give the ratios, the two sides of each measured in turns in one run; medians in milliseconds go with them."""
    minutes = lay_out(MINUTES)
    yield _against_docxtpl("one document of ten pages", minutes, [MINUTES_FACTS], 12)
    agreement = lay_out(AGREEMENT)
    yield _against_docxtpl("139 agreements", agreement, _agreements(139), 40)
    yield _against_floor(minutes)
    yield _pdf([compile_template(agreement).render(facts) for facts in _agreements(10)])


def _agreements(count: int) -> list[dict[str, Any]]:
    shared = {"document": _DOCUMENT, "lead": "Comune di Borgo Inventato", "days": 10}
    return [
        shared
        | {
            "party": {
                "name": f"Comune di Borgo {number}",
                "seat": f"via Finta {number}",
                "person": f"Sindaco Finto {number}",
                "is_public": number % 2 == 0,
            }
        }
        for number in range(count)
    ]


def _against_docxtpl(name: str, data: bytes, facts: list[dict[str, Any]], wanted: float) -> Result:
    template = compile_template(data)
    ratio = times_faster(
        lambda: [template.render(one) for one in facts],
        lambda: [_by_docxtpl(data, one) for one in facts],
        rounds=21 if len(facts) == 1 else 5,
    )
    return Result(f"{name}, times faster than docxtpl", ratio, wanted)


def _against_floor(data: bytes) -> Result:
    """Compare with what cannot be avoided: the tags of each part rendered, its text compressed."""
    template = compile_template(data)
    sandbox = Sandbox()
    compiled = [sandbox.from_string(part.source) for part in take_apart(data).tagged]
    ratio = times_faster(
        lambda: [zlib.compress(part.render(MINUTES_FACTS).encode(), 1) for part in compiled],
        lambda: template.render(MINUTES_FACTS),
        rounds=41,
    )
    return Result("ten pages, times the floor (render and deflate)", ratio, 2.5, at_most=True)


def _pdf(documents: list[bytes]) -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"{number}.docx" for number in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document)
        together = seconds(lambda: make_pdfs(files, folder / "pdf"))
        apart = seconds(lambda: [make_pdfs([file], folder / "pdf") for file in files])
    return Result("ten PDF files in one call, of the time of ten calls", together / apart, 0.25, at_most=True)


def _by_docxtpl(data: bytes, facts: dict[str, Any]) -> bytes:
    package = DocxTemplate(io.BytesIO(data))
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    package.render(facts, environment, autoescape=True)
    saved = io.BytesIO()
    package.save(saved)
    return saved.getvalue()
