"""Step: the keys by which the mail finds its ticket, and the subject without reply prefixes and our tags."""

import re

from helpdesk.mail.draft import Draft

_PREFIX = re.compile(
    r"(?i)^\s*(?:re|aw|antw(?:oord)?|sv|vs|tr|fwd?|wg|rv|enc|res|rif|r|i|odp|pd|atb|ynt|ilt|yml|bls|"
    r"vá|továbbítás|fs|απ|σχετ|πρθ|"
    r"vl|vb|doorst|ref|rép|réf|blaus|на|отв|ответ|пересл|fw|hm|回复|答复|回覆|转发|轉寄|返信|転送|회신|전달|השב|הועבר|"
    r"رد|إعادة توجيه)"
    r"\s*(?:\[\d+\]|\(\d+\)|\*\d+|\^\d+)?\s*[:：]\s*"
)
_TAG = re.compile(r"\[\s*(?:#\s*(\d{1,12})|([A-Za-z][A-Za-z0-9]{0,15}-\d{1,12}))\s*\]")
_MAX_PREFIXES = 20


def read_keys(draft: Draft) -> None:
    draft.subject_tags = tuple(
        dict.fromkeys((number or name.upper()) for number, name in _TAG.findall(draft.subject))
    )
    draft.topic = topic(draft.subject)
    keys = [*draft.in_reply_to, *reversed(draft.references)]
    if draft.bounce and draft.bounce.returned:
        back = draft.bounce.returned
        keys = [*([back.message_id] if back.message_id else []), *reversed(back.references), *keys]
    draft.thread_ids = tuple(dict.fromkeys(keys))


def topic(subject: str) -> str:
    """What the mail is about, in whatever language the prefixes are."""
    text = re.sub(r"\s+", " ", _TAG.sub(" ", subject)).strip()
    for _ in range(_MAX_PREFIXES):
        shorter = _PREFIX.sub("", text, count=1).strip()
        if shorter == text:
            break
        text = shorter
    return text
