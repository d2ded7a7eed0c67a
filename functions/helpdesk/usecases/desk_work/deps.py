"""What these verbs need besides the ports of tickets."""

import msgspec

from helpdesk.ports import Callers, ReadyTexts


class DeskWork(msgspec.Struct, frozen=True, kw_only=True):
    """Ready-made texts and lists of callers, across desks."""

    texts: ReadyTexts
    callers: Callers
