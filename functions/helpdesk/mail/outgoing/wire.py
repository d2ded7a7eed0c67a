"""Addresses as headers and envelopes hold them: ASCII, domains of other alphabets in their ASCII form.

People and programs write more into a Cc field than any mail server takes, and a mail service refuses the
whole mail for one such address.
"""

import re
from typing import Final

from msgspec.structs import replace

from helpdesk.mail.outgoing.message import OutgoingMail

_ATEXT: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_ATOM: Final = re.compile(rf"{_ATEXT}+(?:\.{_ATEXT}+)*")
# Dots where RFC 5322 wants none: some carriers gave them.
_NEEDS_QUOTES: Final = re.compile(rf"(?:{_ATEXT}|\.)+")
_QUOTED: Final = re.compile(r'"(?:[ !#-\[\]-~]|\\[ -~])+"')
_DOMAIN: Final = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+")
_LONGEST_LOCAL: Final = 64  # RFC 5321 section 4.5.3.1.1


def on_the_wire(address: str) -> str | None:
    """The address as SES takes it, which knows no letters but ASCII before the @; None when it does not."""
    local, _, domain = address.strip().rpartition("@")
    domain = ascii_domain(domain)
    if not _DOMAIN.fullmatch(domain) or len(local) > _LONGEST_LOCAL or "=?" in local:
        return None
    if _ATOM.fullmatch(local) or _QUOTED.fullmatch(local):
        return f"{local}@{domain}"
    return f'"{local}"@{domain}' if _NEEDS_QUOTES.fullmatch(local) else None


def ascii_domain(domain: str) -> str:
    """`bücher.example` -> `xn--bcher-kva.example`; what cannot be said so as it is."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def addressed(mail: OutgoingMail) -> tuple[OutgoingMail, tuple[str, ...]]:
    """The mail with addresses that can be sent to, and those in copy that cannot."""
    to = on_the_wire(mail.to) or mail.to
    copies = {address: on_the_wire(address) for address in mail.cc}
    others: dict[str, str] = {}
    for wire in copies.values():
        if wire and wire.lower() != to.lower():
            others.setdefault(wire.lower(), wire)
    ready = replace(
        mail,
        from_address=on_the_wire(mail.from_address) or mail.from_address,
        reply_to=mail.reply_to and (on_the_wire(mail.reply_to) or mail.reply_to),
        to=to,
        cc=tuple(others.values()),
    )
    return ready, tuple(address for address, wire in copies.items() if wire is None)
