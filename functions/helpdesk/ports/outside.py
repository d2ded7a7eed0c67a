"""Mail, files, accounts, queues and counts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.ids import TenantRef


class RawMail(Protocol):
    """The bucket SES puts inbound mail into. Raw mail is always kept."""

    def fetch(self, key: str) -> bytes:
        """The mail's bytes. Raises NotFound."""
        ...

    def link(self, key: str, *, name: str, seconds: int) -> str:
        """A link that downloads the mail as a file named `name` and expires."""
        ...


class UploadForm(msgspec.Struct, frozen=True, kw_only=True):
    """A multipart form: POST `fields`, then the file as the field `file`, to `url`."""

    url: str
    fields: dict[str, str]


class Files(Protocol):
    """Attachments and long bodies, one copy per tenant and content."""

    def put(self, scope: TenantRef, content: bytes, content_type: str) -> str:
        """Store and return its key, `{desk}/{tenant}/files/{sha256}`. The same bytes are stored once."""
        ...

    def get(self, key: str) -> bytes:
        """The content. Raises NotFound."""
        ...

    def form(self, scope: TenantRef, upload: str, *, most_bytes: int, seconds: int) -> UploadForm:
        """A form by which a browser puts a file there as `upload`, an id, while it has not expired."""
        ...

    def uploaded(self, scope: TenantRef, upload: str) -> bytes:
        """What was put there. Raises NotFound."""
        ...

    def link(self, key: str, *, name: str, content_type: str, seconds: int) -> str:
        """A link that downloads the file as an attachment named `name` and expires."""
        ...


class Mailer(Protocol):
    """Sends a finished mail."""

    def send(self, raw: bytes, *, sender: str, to: Sequence[str], tags: dict[str, str]) -> str:
        """Hand over to SES and return the id it gave. Raises MailRefused when trying again cannot help."""
        ...


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What the user pool gives whoever it lets in."""

    id: str
    access: str
    refresh: str
    seconds: int


class Accounts(Protocol):
    """The user pool."""

    def ensure(self, email: str) -> None:
        """Make sure that this address can sign in with an e-mail code. Idempotent."""
        ...

    def look(self, email: str) -> None:
        """Ask for this address and do nothing with the answer: what `ensure` costs for a known one."""
        ...

    def set_password(self, email: str, password: str) -> None:
        """Let this person sign in with a password too."""
        ...

    def tokens(self, email: str, password: str) -> Tokens | None:
        """Tokens, or None when the two do not belong together. The same, as slow, for unknown addresses."""
        ...

    def sign_out(self, account: str) -> None:
        """No refresh token of this account works any more. Idempotent."""
        ...


class Queue(Protocol):
    """A queue that another function works off."""

    def send(self, bodies: Sequence[str]) -> None:
        """Hand over all of them, in as few calls as the service allows.

        Raises Unavailable when some were not taken; sending all of them again is safe (at least once).
        """
        ...


class ApiKeys(Protocol):
    """The API keys of all desks; secrets are only known as hashes."""

    def get(self, desk: str, key_id: str) -> ApiKey | None:
        """The key, revoked or not."""
        ...

    def of_desk(self, desk: str) -> tuple[ApiKey, ...]:
        """All of them, oldest first."""
        ...

    def put(self, key: ApiKey) -> None:
        """Add a key. Raises Conflict when its id is taken."""
        ...

    def change(self, old: ApiKey, new: ApiKey) -> bool:
        """Put `new` in place of `old`; False when it is not `old` that stands there any more."""
        ...


class TokenKeys(Protocol):
    """The public keys that the user pool signs its tokens with."""

    def fetch(self) -> bytes:
        """The JSON Web Key Set, fresh (RFC 7517). Raises Unavailable."""
        ...


class Attempts(Protocol):
    """Counts of what must not happen too often; they are forgotten by themselves."""

    def count(self, what: str, *, at: datetime, window: timedelta, by: int = 1) -> int:
        """Count `by` more of `what` in the window that `at` falls in; returns how many that makes."""
        ...
