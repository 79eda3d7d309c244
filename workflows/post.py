"""The post: hands a message to a mail server, or in the demonstration puts it into a folder to be looked at."""

import hashlib
import smtplib
import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from governance.settings import Settings

T = TypeVar("T")
SECONDS = 20
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Refused(Exception):
    """The server took this very message or address not; `for_good` if asking again is of no use (RFC 5321, 5xx)."""

    def __init__(self, words: str, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


class Unreachable(Exception):
    """The server itself does not answer or does not let us in: no message is to blame."""


class Letter(NamedTuple):
    """What is sent: to one address, in words, under the key that makes it unique."""

    key: str
    address: str
    written_at: datetime
    subject: str
    body: str


class Post(AbstractContextManager["Post"]):
    """One conversation with a mail server, begun by the first message. Address as `smtp://user:word@host:port`."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        if self._url.scheme not in PORTS:
            raise ValueError("RACCORDO_SMTP comincia con smtp://, smtp+starttls:// o smtps://")
        self._client: smtplib.SMTP | None = None

    def take(self, message: EmailMessage) -> None:
        """Hand over one message; Refused or Unreachable."""
        client = self._client = self._client or _answered(self._greet)
        _answered(lambda: client.send_message(message))

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _greet(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "localhost", self._url.port or PORTS[self._url.scheme]
        context = ssl.create_default_context()
        if self._url.scheme == "smtps":
            client: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
        else:
            client = smtplib.SMTP(host, port, timeout=SECONDS)
        self._client = client
        if self._url.scheme == "smtp+starttls":
            client.starttls(context=context)
        if self._url.username:
            client.login(unquote(self._url.username), unquote(self._url.password or ""))
        return client


class Folder(AbstractContextManager["Folder"]):
    """The demonstration's post: one `.eml` file a message, none of which goes anywhere."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, message: EmailMessage) -> None:
        """Keep one message; the same one again replaces itself."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").partition("@")[0]
        (self._folder / f"{name}.eml").write_bytes(message.as_bytes())

    def __exit__(self, *fault: object) -> None:
        """Nothing to end."""


def post_of(settings: Settings) -> Post | Folder | None:
    """The post these settings name; None without a mail server, outside the demonstration."""
    if settings.smtp:
        return Post(settings.smtp)
    return Folder(settings.folder / "outbox") if settings.demo else None


def mail_of(letter: Letter, sender: str) -> EmailMessage:
    """The message as it travels; its Message-ID says no more than that two copies are one. Refused if invalid."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost.invalid"
    message = EmailMessage(policy=SMTP)
    try:
        message["From"], message["To"], message["Subject"] = sender, letter.address, letter.subject
    except (ValueError, IndexError, MessageError) as fault:
        raise Refused("L'indirizzo o l'oggetto non è valido.", for_good=True) from fault
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:40]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "it"
    message.set_content(letter.body, cte="quoted-printable")
    return message


def _answered(speak: Callable[[], T]) -> T:
    """The server's answer, its faults sorted into those of the message and those of the server."""
    try:
        return speak()
    except smtplib.SMTPRecipientsRefused as fault:
        code, words = next(iter(fault.recipients.values()))
        raise _refusal(code, words) from fault
    except smtplib.SMTPDataError as fault:
        raise _refusal(fault.smtp_code, fault.smtp_error) from fault
    except smtplib.SMTPNotSupportedError as fault:
        raise Refused("Il server non conosce indirizzi di questa forma.", for_good=True) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise Unreachable(f"{type(fault).__name__}: {fault}") from fault


def _refusal(code: int, words: bytes | str) -> Exception:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return Unreachable(f"{code} {said}") if code == 421 else Refused(f"{code} {said}", for_good=code >= 500)
