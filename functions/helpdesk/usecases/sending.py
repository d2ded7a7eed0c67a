"""Handing one finished mail to the mail service, for everybody it is for.

Whoever stands in copy was written there by a stranger's mail program: one address that cannot be sent to
must not keep the answer from the person who asked. Nor may they act for that person: a copy can say less.
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


def hand_over(
    mailer: Mailer, mail: OutgoingMail, tags: dict[str, str], copy: OutgoingMail | None = None
) -> HandedOver:
    """Send `mail` to whom it is for, and `copy` (none: the same) to those in copy of it.

    Raises one of FOR_GOOD when `mail.to` cannot be sent to, Unavailable when trying again can help.
    """
    ready, unfit = addressed(mail)
    first = _to_whom_it_is_for(mailer, ready, tags)
    shown = to_bytes(addressed(copy)[0] if copy else ready)
    lots = [ready.cc[at : at + _AT_ONCE] for at in range(0, len(ready.cc), _AT_ONCE)]
    more = [_copied(mailer, ready.from_address, shown, lot, tags) for lot in lots]
    return HandedOver(
        ids=(first, *(each for found, _ in more for each in found)),
        left_out=(
            *((address, _NO_ADDRESS) for address in unfit),
            *(each for _, missed in more for each in missed),
        ),
    )


def _to_whom_it_is_for(mailer: Mailer, mail: OutgoingMail, tags: dict[str, str]) -> str:
    try:
        return mailer.send(to_bytes(mail), sender=mail.from_address, to=(mail.to,), tags=tags)
    except FOR_GOOD:
        if not mail.cc:
            raise
        alone = to_bytes(replace(mail, cc=()))  # the service may mind who is named in it
        return mailer.send(alone, sender=mail.from_address, to=(mail.to,), tags=tags)


_Copied = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


def _copied(mailer: Mailer, sender: str, raw: bytes, lot: tuple[str, ...], tags: dict[str, str]) -> _Copied:
    """The ids of what went out, and who gets nothing; one who is refused does not stop the others."""
    try:
        return (mailer.send(raw, sender=sender, to=lot, tags=tags),), ()
    except FOR_GOOD as refused:
        if len(lot) == 1:
            return (), ((lot[0], str(refused)),)
    found = [_copied(mailer, sender, raw, (address,), tags) for address in lot]
    return tuple(one for ids, _ in found for one in ids), tuple(one for _, missed in found for one in missed)
