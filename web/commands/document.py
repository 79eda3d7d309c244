"""`raccordo document`: Word templates checked and filled in, Word files turned into PDF and web pages."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from document_templates.errors import DocumentError
from document_templates.pdf import make_pdfs
from document_templates.untrusted import inspect_untrusted, render_many_untrusted, render_untrusted
from document_templates.webpages import as_webpage

SUCCESS, NO, WRONG_USE = 0, 1, 2


def add_arguments(parser: ArgumentParser) -> None:
    """The sub-commands and what each takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="check|render|pdf|html")
    check = actions.add_parser("check", help="ciò che non va in un modello Word, e i nomi di cui ha bisogno")
    check.add_argument("template", type=Path, metavar="TEMPLATE.docx")
    check.add_argument("--json", action="store_true", help="in JSON invece che in testo")
    render = actions.add_parser("render", help="un documento, o molti se i dati sono una lista")
    render.add_argument("template", type=Path, metavar="TEMPLATE.docx")
    render.add_argument("facts", type=Path, metavar="FACTS.json")
    render.add_argument("--out", type=Path, required=True, metavar="FILE.docx|FOLDER")
    pdf = actions.add_parser("pdf", help="in PDF con LibreOffice, tutti in una volta")
    pdf.add_argument("files", type=Path, nargs="+", metavar="FILE")
    pdf.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    html = actions.add_parser("html", help="in pagine web accessibili, ciascuna in un file solo")
    html.add_argument("files", type=Path, nargs="+", metavar="FILE")
    html.add_argument("--out", type=Path, required=True, metavar="FOLDER")


def run(arguments: Namespace) -> int:
    """0 on success, 1 where a template or a document has faults, 2 for files that cannot be read."""
    actions = {"check": _check, "render": _render, "pdf": _pdf, "html": _html}
    try:
        return actions[arguments.action](arguments)
    except DocumentError as refusal:
        print(refusal, file=sys.stderr)
        return NO
    except json.JSONDecodeError as fault:
        print(f"{arguments.facts}: non è JSON (riga {fault.lineno}).", file=sys.stderr)
        return WRONG_USE
    except OSError as fault:
        absent = isinstance(fault, FileNotFoundError)
        print(f"{fault.filename}: {'questo file non c’è.' if absent else fault.strerror}", file=sys.stderr)
        return WRONG_USE


def _check(arguments: Namespace) -> int:
    found = inspect_untrusted(arguments.template.read_bytes())
    if arguments.json:
        faults = [{"part": each.part, "paragraph": each.paragraph, "sentence": each.sentence} for each in found.faults]
        print(json.dumps({"names": sorted(found.names), "faults": faults}, ensure_ascii=False))
    else:
        for name in sorted(found.names):
            print(name)
        for fault in found.faults:
            print(fault, file=sys.stderr)
    return NO if found.faults else SUCCESS


def _render(arguments: Namespace) -> int:
    template, facts = arguments.template.read_bytes(), json.loads(arguments.facts.read_text(encoding="utf-8"))
    if isinstance(facts, list):
        return _render_many(template, facts, arguments.out)
    arguments.out.write_bytes(render_untrusted(template, facts))
    return SUCCESS


def _render_many(template: bytes, many: list[Any], folder: Path) -> int:
    """One file for each entry of the list, numbered like it; those with faults are named and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    width, failed = max(4, len(str(len(many)))), 0
    for number, made in enumerate(render_many_untrusted(template, many), 1):
        if isinstance(made, DocumentError):
            print(f"{number}: {made}", file=sys.stderr)
            failed += 1
        else:
            (folder / f"{number:0{width}}.docx").write_bytes(made)
    return NO if failed else SUCCESS


def _pdf(arguments: Namespace) -> int:
    for file in arguments.files:
        file.open("rb").close()
    made = make_pdfs(arguments.files, arguments.out, _progress)
    for file, target in zip(arguments.files, made, strict=True):
        print(target if target else f"{file}: non è diventato un PDF.", file=sys.stdout if target else sys.stderr)
    return SUCCESS if all(made) else NO


def _html(arguments: Namespace) -> int:
    arguments.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for file in arguments.files:
        target = arguments.out / f"{file.stem}.html"
        try:
            target.write_bytes(as_webpage(file.read_bytes()))
        except DocumentError as refusal:
            print(f"{file}: {refusal}", file=sys.stderr)
            failed += 1
        else:
            print(target)
    return NO if failed else SUCCESS


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} di {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
