"""A day: the demonstration's network on a real server with real mail, and its people each in a browser of their own."""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Locator, Page

from governance.database import Database
from tests.mail import MailServer
from workflows.samples.people import ACCOUNTS

T = TypeVar("T")
PASSWORD = "ponti e strade insieme"
PATIENCE = 15.0
PICTURES = os.environ.get("RACCORDO_PICTURES", "")
"""A folder for a picture of each step; none are taken without it."""


@dataclass
class Somebody:
    """One person at work: what they open, write and press, and what the page says to them."""

    day: "Day"
    name: str
    page: Page
    part: str = "main"

    def opens(self, path: str) -> "Somebody":
        """Go to an address."""
        answer = self.page.goto(self.day.address + path)
        assert answer is not None
        self.status, self.part = answer.status, "main"
        return self

    def writes(self, **fields: str) -> "Somebody":
        """Fill fields by their names, choose in lists and tick boxes."""
        for name, value in fields.items():
            self._write(name, value)
        return self

    def attaches(self, name: str, file: str, data: bytes) -> "Somebody":
        """Choose a file."""
        kind = "application/octet-stream"
        self.page.locator(self.part).locator(f"[name='{name}']").set_input_files(
            {"name": file, "mimeType": kind, "buffer": data}
        )
        return self

    def presses(self, words: str, within: str = "") -> "Somebody":
        """Press the button, or follow the link, with these words; else the first whose words begin so."""
        here = self.page.locator(within or self.part)
        exact, alike = re.compile(rf"^\s*{re.escape(words)}\s*$"), re.compile(rf"^\s*{re.escape(words)}")
        found = [
            here.get_by_role("button", name=each).or_(here.get_by_role("link", name=each)).locator("visible=true")
            for each in (exact, alike)
        ]
        with self.page.expect_navigation():
            (found[0] if found[0].count() else found[1]).first.click()
        self.part = "main"
        return self

    def unfolds(self, words: str) -> "Somebody":
        """Open a part of the page that is folded; what is written and pressed next is in it."""
        self._main.locator("summary", has_text=words).first.click()
        self.part = f"main details:has(summary:text('{words}'))"
        return self

    def reads(self, *words: str) -> "Somebody":
        """The page says all of this."""
        said = self.said()
        missing = [each for each in words if each not in said]
        assert not missing, f"{self.name} does not read {missing} at {self.page.url}:\n{said}"
        return self

    def does_not_read(self, *words: str) -> "Somebody":
        """The page says none of this."""
        found = [each for each in words if each in self.said()]
        assert not found, f"{self.name} reads {found} at {self.page.url}"
        return self

    def said(self) -> str:
        """What the page says, on one line."""
        return re.sub(r"\s+", " ", self._main.inner_text())

    def code(self, prefix: str) -> str:
        """The code of the dossier that the page is about."""
        found = re.search(rf"{prefix}-\w{{4}}-\w{{4}}", self.page.url + " " + self.said())
        assert found, f"no {prefix} at {self.page.url}"
        return found[0]

    @property
    def _main(self) -> Locator:
        return self.page.locator("main")

    def _write(self, name: str, value: str) -> None:
        here = self.page.locator(self.part)
        chooser, field = here.locator(f"select[name='{name}']"), here.locator(f"[name='{name}']").first
        if chooser.count():
            options = chooser.locator("option")
            named = options.filter(has_text=re.compile(rf"^\s*{re.escape(value)}"))
            known = [each.get_attribute("value") for each in options.all()]
            chooser.select_option(value=value if value in known else named.first.get_attribute("value"))
            return
        kind = field.get_attribute("type")
        if kind == "radio":
            here.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            field.check()
        else:
            field.fill(value)


@dataclass
class Day:
    """Everybody who is in today."""

    address: str
    database: Database
    mail: MailServer
    browser: Browser
    scripts: bool
    people: dict[str, Somebody] = field(default_factory=dict)
    pictures: int = 0

    def begins_for(self, name: str) -> Somebody:
        """Somebody signs in with their password; who is in already goes on where they are."""
        if name in self.people:
            return self.people[name]
        account = next(each for each in ACCOUNTS if each.address.startswith(name))
        context = self.browser.new_context(java_script_enabled=self.scripts, locale="it-IT")
        one = self.people[name] = Somebody(self, name, context.new_page())
        one.page.set_default_timeout(PATIENCE * 1000)
        one.opens("/accesso").writes(email=account.email, password=PASSWORD)
        one.page.locator("main button").first.click()
        one.page.wait_for_url(lambda url: "/accesso" not in url)
        return one

    def waits_for(self, what: Callable[[], T]) -> T:
        """What happens by itself a moment later: a letter made, a message sent."""
        end = time.monotonic() + PATIENCE
        while not (found := what()) and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def told(self, code: str) -> list[str]:
        """Whose addresses got a message about a dossier, in order."""
        return [address for address, message in self.mail.received if code in message.as_string()]

    def ends(self) -> None:
        """Everybody goes home."""
        for one in self.people.values():
            one.page.context.close()

    def photograph(self, one: Somebody, what: str) -> None:
        """A picture of what somebody sees, where pictures are wanted."""
        if PICTURES:
            self.pictures += 1
            file = f"day-{'with' if self.scripts else 'without'}-{self.pictures:02d}-{what}.png"
            one.page.screenshot(path=Path(PICTURES) / file, full_page=True)
