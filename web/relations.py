"""Relations: as what somebody belongs to a household, and in what right somebody answers for its minors."""

from collections.abc import Mapping

from governance.codes import GUARDIANSHIPS
from web.texts import lazy, locale

RELATIONS: Mapping[str, str] = {
    "reference": lazy("persona di riferimento"),
    "partner": lazy("coniuge o convivente"),
    "child": lazy("figlio o figlia"),
    "parent": lazy("genitore"),
    "other": lazy("altra persona del nucleo"),
    "guardian": lazy("tutore o affidatario, fuori dal nucleo"),
}


def guardianships() -> list[tuple[str, str]]:
    """In what right somebody may answer for a minor."""
    return [(name, code.text(locale())) for name, code in GUARDIANSHIPS.items()]
