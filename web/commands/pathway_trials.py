"""`raccordo pathway try`: a draft walked by a script, without a database."""

import json
from argparse import Namespace

from web.commands.pathway_files import found, wrong_use
from workflows.trial import walk
from workflows.trial_scripts import WrongScript, read_script

SUCCESS, NO = 0, 1


def run(arguments: Namespace) -> int:
    """0 on success, 1 where an attempt was refused, 2 for a file that is no script."""
    source = found(arguments.pathway)
    if source is None:
        return NO
    pathway, _ = source
    try:
        script = read_script(json.loads(arguments.script.read_text(encoding="utf-8")), pathway)
    except (WrongScript, ValueError) as error:
        return wrong_use(f"{arguments.script}: {error}")
    lines = list(walk(pathway, script))
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return NO if any(line.get("accepted") is False for line in lines) else SUCCESS
