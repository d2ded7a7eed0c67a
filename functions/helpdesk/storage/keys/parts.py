"""What every key is made of, and the checks that isolation leans on.

`/` and `#` delimit; ids cannot contain them, which is checked here once more.
"""

import hashlib
import re
from datetime import UTC, datetime
from typing import NamedTuple

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, check_id

_ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_LONGEST_ADDRESS = 320  # RFC 3696 erratum 1690 allows 254; a DynamoDB key ends at 2,048 bytes


class Key(NamedTuple):
    """Where one row lives."""

    pk: str
    sk: str


def instant(at: datetime) -> str:
    """Fixed width and always UTC, so that text sorts as time does."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """What `instant` wrote at the start of `text`."""
    return datetime.fromisoformat(text.partition("#")[0])


def normal_address(email: str) -> str:
    """An address as keys hold it: lower case; what no key can hold by its fingerprint."""
    return fitting(email.strip().lower())


def scope_text(scope: TenantRef) -> str:
    return f"{check_id(scope.desk, 'desk')}/{check_id(scope.tenant, 'tenant')}"


def check_row_id(value: str) -> str:
    if not _ROW_ID.fullmatch(value):
        raise Invalid(field="id", reason=f"“{value[:40]}” cannot be the id of a row")
    return value


def fitting(text: str) -> str:
    """`text`, or its fingerprint when it is too long for a key or not encodable (a lone surrogate)."""
    encodable = len(text.encode("utf-8", "replace")) <= _LONGEST_ADDRESS and text.isprintable()
    return text if encodable else f"sha256:{digest(text)}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
