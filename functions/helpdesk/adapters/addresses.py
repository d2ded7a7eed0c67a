"""Which addresses of others we call: public ones over TLS. People type them, so they could lead inside."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from helpdesk.domain.errors import Invalid, Unavailable

Resolve = Callable[[str], Iterable[str]]


class Place(NamedTuple):
    """A URL that may be called, and the addresses its host led to when that was decided.

    Whoever calls it goes to one of these: asked again, a name could lead elsewhere. On a laptop's own
    loopback there are none.
    """

    url: str
    addresses: tuple[str, ...]

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def resolve(host: str) -> list[str]:
    """The network addresses of a host, the likeliest to work first. Raises Unavailable."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unavailable(f"{host} cannot be found") from error
    return [str(each[4][0]) for each in found]


def check_public(url: str, *, field: str, resolve_host: Resolve = resolve, loopback: bool = False) -> Place:
    """Where `url` leads, when we may call it; else raises Invalid (`field`), or Unavailable.

    `loopback`: on a laptop, where others are too.
    """
    parts = _parts(url, field)
    host = parts.hostname or ""
    if loopback and parts.scheme in {"http", "https"} and host in {"127.0.0.1", "localhost", "::1"}:
        return Place(url, ())
    if parts.scheme != "https" or not host or parts.username is not None or parts.fragment:
        raise Invalid(field=field, reason="use an https:// address without a user or fragment")
    addresses = tuple(dict.fromkeys(resolve_host(host)))
    if not addresses or not all(_is_public(address) for address in addresses):
        raise Invalid(field=field, reason="this does not lead to a public address")
    return Place(url, addresses)


def _parts(url: str, field: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - read late, and it raises then
    except ValueError as error:
        raise Invalid(field=field, reason="this is no address") from error
    return parts


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast
