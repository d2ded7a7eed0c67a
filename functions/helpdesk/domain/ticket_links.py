"""Signed links in mail: `/tickets/ACME-7#k=…` opens that one ticket for that one requester, for a while.

The token is an HMAC under the tenant's own key over everything it claims. It stands in the URL's fragment,
which browsers never send: no server, proxy or Referer header learns it.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef, check_id
from helpdesk.domain.people import PersonRef
from helpdesk.domain.tickets import Ticket
from helpdesk.domain.timeline import Actor, ChangeEntry

LIFE: Final = timedelta(days=90)
LONGEST: Final = 512
"""Characters of a token that are looked at; ours have about 130."""

_PURPOSE: Final = b"ticket-link\n"
"""The tenant's key signs reply addresses too: no signature of one kind may pass for the other."""

_LATEST: Final = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


class LinkClaim(msgspec.Struct, frozen=True, kw_only=True):
    """What a link says. `person`: the requester's id. `generation`: how often links were revoked before."""

    ref: TicketRef
    person: str
    expires: datetime
    generation: int = 0


def link_claim(ticket: Ticket, at: datetime) -> LinkClaim:
    """For the ticket's requester, from now on."""
    expires = (at + LIFE).replace(microsecond=0)
    return LinkClaim(
        ref=ticket.ref, person=ticket.requester.id, expires=expires, generation=ticket.link_generation
    )


def link_token(claim: LinkClaim, key: str) -> str:
    """`claim.signature`, both base64url without padding; `key` is the tenant's in hex."""
    said = _said(claim)
    return f"{_encoded(said)}.{_encoded(_signature(said, key))}"


def read_link(token: str) -> LinkClaim | None:
    """What the token claims; true only once `is_genuine` says so. None when it is no token of this kind."""
    said, dot, _ = token.partition(".")
    if not dot or len(token) > LONGEST:
        return None
    try:
        desk, tenant, number, person, expires, generation = _decoded(said).decode("ascii").split("/")
        claim = LinkClaim(
            ref=TicketRef(TenantRef(check_id(desk, "desk"), check_id(tenant, "tenant")), int(number)),
            person=check_id(person, "person"),
            expires=datetime.fromtimestamp(min(int(expires), _LATEST), UTC),
            generation=int(generation),
        )
    except (ValueError, Invalid):  # binascii.Error and UnicodeDecodeError are ValueErrors
        return None
    return claim


def is_genuine(token: str, claim: LinkClaim, key: str) -> bool:
    """Whether we made exactly this token for this claim. Compares in constant time."""
    return hmac.compare_digest(token.encode(), link_token(claim, key).encode())


def holds(claim: LinkClaim, ticket: Ticket, now: datetime) -> PersonRef | None:
    """Whom a genuine claim lets in; None once it expired, was revoked, or they are the requester no more."""
    current = claim.ref == ticket.ref and claim.generation == ticket.link_generation and now < claim.expires
    return ticket.requester if current and claim.person in {ticket.requester.id, *ticket.former} else None


def revoke_links(ticket: Ticket, by: Actor, at: datetime, entry_id: str) -> tuple[Ticket, ChangeEntry]:
    """No link that was mailed so far opens the ticket any more; the next mail carries a new one."""
    generation = ticket.link_generation + 1
    entry = ChangeEntry(
        id=entry_id, at=at, by=by, field="links", old=str(ticket.link_generation), new=str(generation)
    )
    return replace(ticket, link_generation=generation, updated_at=at), entry


def _said(claim: LinkClaim) -> bytes:
    scope, expires = claim.ref.scope, int(claim.expires.timestamp())
    return f"{scope}/{claim.ref.number}/{claim.person}/{expires}/{claim.generation}".encode()


def _signature(said: bytes, key: str) -> bytes:
    return hmac.new(bytes.fromhex(key), _PURPOSE + said, hashlib.sha256).digest()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
