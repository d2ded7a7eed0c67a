"""Fakes of the services outside: buckets, mail, user pool, queues, signing keys."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from helpdesk.domain.errors import Invalid, MailRefused, NotFound, Unavailable
from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.ports import Tokens, UploadForm

_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass
class FakeRawMail:
    """Raw mail by key; tests put it straight into `mails`."""

    mails: dict[str, bytes] = field(default_factory=dict)

    def fetch(self, key: str) -> bytes:
        if key not in self.mails:
            raise NotFound(f"there is no raw mail {key}")
        return self.mails[key]

    def link(self, key: str, *, name: str, seconds: int) -> str:
        return f"https://mail.example/{key}?name={quote(name)}&seconds={seconds}"


@dataclass
class FakeFiles:
    """Files by key: (content, type)."""

    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def put(self, scope: TenantRef, content: bytes, content_type: str) -> str:
        check_id(scope.desk, "desk")
        check_id(scope.tenant, "tenant")
        key = f"{scope}/files/{hashlib.sha256(content).hexdigest()}"
        self.files.setdefault(key, (content, content_type))
        return key

    def get(self, key: str) -> bytes:
        if key not in self.files:
            raise NotFound("there is no such file")
        return self.files[key][0]

    def form(self, scope: TenantRef, upload: str, *, most_bytes: int, seconds: int) -> UploadForm:
        key = f"_uploads/{scope}/{check_id(upload, 'upload')}"
        fields = {"key": key, "policy": f"{most_bytes} bytes, {seconds} seconds"}
        return UploadForm(url="https://files.example/", fields=fields)

    def uploaded(self, scope: TenantRef, upload: str) -> bytes:
        return self.get(f"_uploads/{scope}/{check_id(upload, 'upload')}")

    def link(self, key: str, *, name: str, content_type: str, seconds: int) -> str:
        return f"https://files.example/{key}?name={quote(name)}&type={quote(content_type)}&seconds={seconds}"


@dataclass
class SentMail:
    """One mail as it was handed over."""

    raw: bytes
    sender: str
    to: tuple[str, ...]
    tags: dict[str, str]
    id: str


@dataclass
class FakeMailer:
    """Keeps what it sends. Addresses in `refuses` are refused for good; `down` times it does not answer."""

    sent: list[SentMail] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    down: int = 0

    def send(self, raw: bytes, *, sender: str, to: Sequence[str], tags: dict[str, str]) -> str:
        if self.down:
            self.down -= 1
            raise Unavailable("the mail service does not answer")
        if not 1 <= len(to) <= 50:
            raise Invalid(field="to", reason="one mail goes to 1 to 50 addresses")
        if not all(_TAG.fullmatch(word) for tag in tags.items() for word in tag):
            raise Invalid(field="tags", reason="a tag has characters that SES does not take")
        if self.refuses.intersection(to):
            raise MailRefused("the mail service refuses this address")
        sent = SentMail(raw=raw, sender=sender, to=tuple(to), tags=dict(tags), id=f"ses-{len(self.sent) + 1}")
        self.sent.append(sent)
        return sent.id


@dataclass
class FakeAccounts:
    """Who can sign in, with which password (None: by e-mail code only)."""

    passwords: dict[str, str | None] = field(default_factory=dict)
    signed_out: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def look(self, email: str) -> None:
        self.asked.append(email)

    def ensure(self, email: str) -> None:
        self.asked.append(email)
        self.passwords.setdefault(email.strip().lower(), None)

    def set_password(self, email: str, password: str) -> None:
        self.passwords[email.strip().lower()] = password

    def tokens(self, email: str, password: str) -> Tokens | None:
        self.asked.append(email)
        known = self.passwords.get(email.strip().lower())
        if known is None or known != password:
            return None
        return Tokens(id=f"id of {email}", access="access", refresh="refresh", seconds=3600)

    def sign_out(self, account: str) -> None:
        self.signed_out.append(account)


@dataclass
class FakeQueue:
    """Keeps what it is given; `down` times it takes nothing."""

    sent: list[str] = field(default_factory=list)
    down: int = 0

    def send(self, bodies: Sequence[str]) -> None:
        if self.down:
            self.down -= 1
            raise Unavailable("the queue does not answer")
        self.sent.extend(bodies)


@dataclass
class FakeTokenKeys:
    """A key set as the user pool would serve it; `fetched` counts."""

    document: bytes = b'{"keys":[]}'
    fetched: int = 0

    def fetch(self) -> bytes:
        self.fetched += 1
        return self.document
