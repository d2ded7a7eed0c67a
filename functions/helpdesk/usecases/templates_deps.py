"""What trying out a letter needs besides the rest."""

import msgspec

from helpdesk.ports import Mailer


class LetterPost(msgspec.Struct, frozen=True, kw_only=True):
    """`portal_url`: where the link of a letter that is tried out leads."""

    mailer: Mailer
    portal_url: str
