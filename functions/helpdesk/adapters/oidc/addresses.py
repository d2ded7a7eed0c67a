"""Which addresses of others we call: public ones over TLS. Admins type them, so they could lead inside."""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, urlsplit

from helpdesk.domain.errors import Invalid, Unavailable

Resolve = Callable[[str], Iterable[str]]


def resolve(host: str) -> list[str]:
    """The network addresses of a host. Raises Unavailable."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unavailable(f"{host} cannot be found") from error


def check_public(url: str, *, resolve_host: Resolve = resolve, loopback: bool = False) -> str:
    """Return `url` when it is one that we may call, else raise Invalid (`issuer`).

    `loopback`: on a laptop, where the provider is too. A name that answers otherwise a moment later gains
    nothing: what it led to would have to show a certificate for that name.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if loopback and parts.scheme in {"http", "https"} and host in {"127.0.0.1", "localhost", "::1"}:
        return url
    if parts.scheme != "https" or not host or parts.username is not None or parts.fragment:
        raise Invalid(field="issuer", reason="use an https:// address without a user or fragment")
    if not all(_is_public(address) for address in resolve_host(host)):
        raise Invalid(field="issuer", reason="this does not lead to a public address")
    return url


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise Invalid(field="issuer", reason="this is no address") from error


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast
