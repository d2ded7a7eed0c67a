"""Handing one finished mail to the mail service, for everybody it is for.

Whoever stands in copy was written there by a stranger's mail program: one address that cannot be sent to
must not keep the answer from the person who asked.
"""

from typing import Final

import msgspec
from msgspec.structs import replace

from helpdesk.domain.errors import Invalid, MailRefused
from helpdesk.mail.outgoing.message import OutgoingMail, to_bytes
from helpdesk.mail.outgoing.wire import addressed
from helpdesk.ports import Mailer

FOR_GOOD: Final = (MailRefused, Invalid, ValueError)
"""What trying again does not mend; ValueError: an address that no header can hold."""

_AT_ONCE: Final = 50  # recipients of one SendEmail
_NO_ADDRESS: Final = "no mail can be sent to this address"


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """The ids the service gave, first that of `mail.to`; and who in copy gets nothing, with the reason."""

    ids: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def hand_over(mailer: Mailer, mail: OutgoingMail, tags: dict[str, str]) -> HandedOver:
    """Raises one of FOR_GOOD when `mail.to` cannot be sent to, Unavailable when trying again can help."""
    ready, unfit = addressed(mail)
    unreached = tuple((address, _NO_ADDRESS) for address in unfit)
    raw, everybody = to_bytes(ready), (ready.to, *ready.cc)
    rest: list[tuple[str, ...]]
    try:
        first = mailer.send(raw, sender=ready.from_address, to=everybody[:_AT_ONCE], tags=tags)
    except FOR_GOOD:
        if not ready.cc:
            raise
        alone = to_bytes(replace(ready, cc=()))  # the service may mind who is named in it
        first = mailer.send(alone, sender=ready.from_address, to=everybody[:1], tags=tags)
        rest = [(address,) for address in ready.cc]
    else:
        rest = [everybody[at : at + _AT_ONCE] for at in range(_AT_ONCE, len(everybody), _AT_ONCE)]
    more = [_copy(mailer, ready, raw, some, tags) for some in rest]
    return HandedOver(
        ids=(first, *(each for found, _ in more for each in found)),
        left_out=(*unreached, *(each for _, missed in more for each in missed)),
    )


_Copied = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def _copy(
    mailer: Mailer, mail: OutgoingMail, raw: bytes, some: tuple[str, ...], tags: dict[str, str]
) -> _Copied:
    try:
        return (mailer.send(raw, sender=mail.from_address, to=some, tags=tags),), ()
    except FOR_GOOD as refused:
        if len(some) == 1:
            return (), ((some[0], str(refused)),)
    found = [_copy(mailer, mail, raw, (address,), tags) for address in some]
    return tuple(one for ids, _ in found for one in ids), tuple(one for _, missed in found for one in missed)
