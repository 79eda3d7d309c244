"""Urgencies: the grades of a referral in words."""

from web.texts import locale
from workflows.wording import GRADES, word

URGENCIES = ("ordinary", "urgent", "emergency")


def grades() -> dict[str, str]:
    """Each grade of a referral with its word."""
    return {name: word(GRADES, name, locale()) for name in URGENCIES}
