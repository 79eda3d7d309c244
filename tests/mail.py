"""A real mail server for tests: keeps what it is sent, and refuses the addresses it is told to refuse."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class MailServer:
    """`refused` maps an address to the server's answer (`550 no such person`); `received` holds the rest.

    `after_answer` is called with each message once the server has decided to take it.
    """

    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    after_answer: Callable[[EmailMessage], None] | None = None
    port: int = field(default_factory=free_port)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address to put into the settings."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen on the loopback; after a stop, on the same port again."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening; what was received stays readable."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def recipients(self) -> list[str]:
        """To whom messages were taken, in order."""
        return [address for address, _ in self.received]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Take an address, or refuse it as told."""
        answer = self.refused.get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.received.extend((address, message) for address in envelope.rcpt_tos)
        if self.after_answer:
            self.after_answer(message)
        return "250 OK"
