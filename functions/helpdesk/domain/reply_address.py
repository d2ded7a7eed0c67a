"""Signed reply addresses: `support+1042.k3j4w9q2…@acme.example` leads a reply to its ticket.

The token is an HMAC over tenant, ticket number and requester under the tenant's own key, so a guessed
address opens nothing. Lower-case base32, because some mail systems change the case of local parts.
"""

import base64
import hashlib
import hmac
import re
from typing import NamedTuple

from helpdesk.domain.ids import TicketRef

_TOKEN_LENGTH = 16  # 80 bits
_LOCAL_PART_LIMIT = 64  # RFC 5321 section 4.5.3.1.1
_DETAIL = re.compile(r"([1-9][0-9]{0,8})\.([a-z2-7]{16})")


class ReplyDetail(NamedTuple):
    """What a reply address claims; true only once `is_genuine` says so."""

    number: int
    token: str


def reply_address(address: str, ref: TicketRef, requester: str, key: str) -> str:
    """The address that replies about `ref` should go to; `key` is the tenant's mail key in hex.

    An address without room for the detail is returned as it is: threading then rests on References.
    """
    local, _, domain = address.partition("@")
    detailed = f"{local}+{ref.number}.{_token(ref, requester, key)}"
    return f"{detailed}@{domain}" if len(detailed) <= _LOCAL_PART_LIMIT else address


def split_address(address: str) -> tuple[str, ReplyDetail | None]:
    """`Support+1042.token@Acme.example` -> (`support@acme.example`, detail). Foreign detail is dropped."""
    local, at, domain = address.strip().lower().rpartition("@")
    base, plus, detail = local.partition("+")
    match = _DETAIL.fullmatch(detail) if plus else None
    return f"{base}{at}{domain}", ReplyDetail(int(match[1]), match[2]) if match else None


def is_genuine(detail: ReplyDetail, ref: TicketRef, requester: str, key: str) -> bool:
    """Whether we made this detail for that ticket and requester. Compares in constant time."""
    return detail.number == ref.number and hmac.compare_digest(detail.token, _token(ref, requester, key))


def _token(ref: TicketRef, requester: str, key: str) -> str:
    claim = f"{ref.scope}#{ref.number}#{requester}".encode()
    digest = hmac.new(bytes.fromhex(key), claim, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:_TOKEN_LENGTH]
