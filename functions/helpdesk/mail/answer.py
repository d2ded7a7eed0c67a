"""Step: the new text apart from history and signature."""

import re

from helpdesk.mail.draft import Draft
from helpdesk.mail.html import text
from helpdesk.mail.reply import split as reply

_FORWARD_SUBJECT = re.compile(
    r"(?i)^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|doorst|vb|vs(?=:\s*fw)|vl|pd|i|fs|továbbítás|ilt|yml|转发|轉寄|fyi)\s*(?:\[\d+\])?\s*[:：]"
)


def split_answer(draft: Draft) -> None:
    found = reply.split(
        draft.shown, forward=bool(_FORWARD_SUBJECT.match(draft.subject)), sender=draft.sender.email
    )
    draft.new_text, draft.quoted_text, draft.signature = (
        text.tidy(found.new),
        text.tidy(found.quoted),
        found.signature,
    )
