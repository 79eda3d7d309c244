"""A small pathway of its own: a case that ends by itself once all its needs are over."""

from tests.cast import MONDAY, Cast
from tests.withstand.families import another_case
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.grounds import Ground
from workflows.publishing import Written, publish

JOINT = """\
pathway: joint
version: 1
governs: case
label: {it: Prova congiunta}
stages:
  gathering: {label: {it: Raccolta}, waits_for: [manager@network]}
  ending: {label: {it: In attesa}, waits_for: [manager@network]}
  done: {label: {it: Fatto}, final: true}
timers:
  gathering_due: {label: {it: Da raccogliere}, in: [gathering], every: 30 d}
  ending_due: {label: {it: Da attendere}, in: [ending], every: 30 d}
moves:
  create: {label: {it: Comincia}, from: [new], to: gathering, by: [manager@network]}
  take_charge: {label: {it: Continua}, from: [gathering], stays: true, by: [manager@network]}
  wait: {label: {it: Attendi}, from: [gathering], to: ending, by: [manager@network]}
  settle: {label: {it: Concludi}, from: [ending], to: done, by: [system], at_once: true, needs: [no_open_obligation]}
"""


def waiting_case(scene: Cast, number: int, needs: int) -> tuple[int, list[int]]:
    """A case on that pathway (published last, so it counts) that waits for so many needs; its key and theirs."""
    with scene.database.transaction() as tx:
        publish(tx, Written(JOINT), scene.actor(tx, "administrator"), Ground("Prova"))
    case = another_case(scene, number)
    opened = [scene.need(case).id for _ in range(needs)]
    with scene.database.transaction(MONDAY) as tx:
        advance(tx, Attempt(case.id, "wait", scene.actor(tx, "manager")))
    return case.id, opened
