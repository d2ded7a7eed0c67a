"""The names things go by: desks, tenants, tickets, and how people write them."""

import re
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid

PICTURES: Final = "knowledge--pictures"
"""Where the pictures of a desk's articles lie, beside the files of its tenants."""

RESERVED: Final = frozenset({PICTURES})
"""No tenant can be called so."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_TICKET_KEY = re.compile(r"([A-Za-z][A-Za-z0-9]{1,9})-([1-9][0-9]{0,8})")


class TenantRef(msgspec.Struct, frozen=True, order=True):
    """A tenant of a desk; the scope that every ticket, person and file lives in."""

    desk: str
    tenant: str

    def __str__(self) -> str:
        return f"{self.desk}/{self.tenant}"


class TicketRef(msgspec.Struct, frozen=True, order=True):
    """A ticket by its place in the house: tenant scope and per-tenant number."""

    scope: TenantRef
    number: int


def is_id(value: str) -> bool:
    """Whether `value` is a well-formed id."""
    return _ID.fullmatch(value) is not None


def check_id(value: str, field: str) -> str:
    """Return `value` when it is a well-formed id, else raise Invalid naming `field`.

    `/` and `#` delimit table keys, so no id may contain them.
    """
    if not is_id(value):
        raise Invalid(field=field, reason=f"“{value}” is not an id: use 1 to 31 of a-z, 0-9 and “-”")
    return value


def check_tenant_id(value: str, field: str) -> str:
    """Return `value` when a tenant can be called so, else raise Invalid naming `field`."""
    if check_id(value, field) in RESERVED:
        raise Invalid(field=field, reason=f"“{value}” is kept for Loket itself: choose another id")
    return value


def check_prefix(value: str, field: str) -> str:
    """Return `value` when it can prefix ticket numbers (`ACME`), else raise Invalid naming `field`."""
    if not _PREFIX.fullmatch(value):
        raise Invalid(field=field, reason=f"“{value}” is not a prefix: use 2 to 10 of A-Z and 0-9")
    return value


def split_ticket_key(key: str) -> tuple[str, int] | None:
    """`"acme-1042"` -> `("ACME", 1042)`; None when it does not look like a ticket's key."""
    match = _TICKET_KEY.fullmatch(key.strip())
    return (match[1].upper(), int(match[2])) if match else None
