"""Mail that the system sent: raw and described, one pair of files each, kept over restarts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from ops.local.files import write_durably


class SentMail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail as it left, without its content. `headers` are name and decoded value, in order."""

    id: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    headers: tuple[tuple[str, str], ...]
    tags: dict[str, str]
    configuration_set: str
    size: int

    def header(self, name: str) -> str:
        """The first header field called so, or ""."""
        return next((value for field, value in self.headers if field.lower() == name.lower()), "")


class Mailbox:
    """Ids sort by time, so the newest file name is the newest mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, mail: SentMail, raw: bytes) -> None:
        """Raw first: a described mail is always whole."""
        write_durably(self._folder / f"{mail.id}.eml", raw)
        write_durably(self._folder / f"{mail.id}.json", msgspec.json.encode(mail))

    def newest_first(self) -> Iterator[SentMail]:
        """All that was sent."""
        for file in sorted(self._folder.glob("*.json"), reverse=True):
            yield msgspec.json.decode(file.read_bytes(), type=SentMail)

    def get(self, mail_id: str) -> tuple[SentMail, bytes] | None:
        """One mail and its bytes."""
        if not mail_id.replace("-", "").isalnum():
            return None
        described = self._folder / f"{mail_id}.json"
        if not described.is_file():
            return None
        mail = msgspec.json.decode(described.read_bytes(), type=SentMail)
        return mail, (self._folder / f"{mail_id}.eml").read_bytes()
