"""Where the signature starts: "-- ", "Sent from my …" and what mail programs add below a mail."""

import re

from helpdesk.mail import limits
from helpdesk.mail.reply import device

_DASHES = re.compile(r"^\s{0,3}(?:--|—|–|__+|⸻)\s*$")
_ITEM = re.compile(r"^\s*\d{1,3}[.)]\s")
_MAX_LINES = 30
_LONG_RULE = re.compile(r"^-{20,}$")
_CARD_LINES, _CARD_WIDTH = 10, 80
_SPEAKS = (".", "?", "!", ":", "。", "？", "！", "：")
_REACHED = re.compile(r"[^\s@]+@[^\s@]+\.\w+|(?<!\d)\+?\d[\d ()/-]{6,}\d(?!\d)")


def start(lines: list[str], *, answers: bool = False, sender: str = "") -> int:
    """Index of the line at which the signature starts; len(lines) without one.

    `answers`: history follows; then the `sender`'s own address on the last line is a signature, too.
    """
    words = [n for n, line in enumerate(lines) if line.strip()]
    if not words:
        return len(lines)
    tail = words[-limits.SIGNATURE_LINES :]
    if tail == words[-1:] and device.is_device_line(lines[tail[0]]):
        return tail[0]
    tail = tail[tail[0] == words[0] :]  # a mail does not start with its signature
    mobile = next(
        (n for k, n in enumerate(tail) if device.is_device_line(lines[n]) and len(tail) - k <= _MAX_LINES),
        len(lines),
    )
    dashes = next(
        (n for k, n in enumerate(tail) if _DASHES.match(lines[n]) and _can_end(lines, tail, k)), len(lines)
    )
    ruled = next((n for k, n in enumerate(tail) if answers and _is_ruled(lines, tail[k:])), len(lines))
    own = next((n for n in tail[-1:] if answers and _is_own(lines[n], sender)), len(lines))
    return min(mobile, dashes, ruled, own)


def _is_own(last: str, sender: str) -> bool:
    return "@" in sender and last.strip(" <>").lower() == sender.lower()


def _is_ruled(lines: list[str], below: list[int]) -> bool:
    """Foxmail's way: a long line, and under it a few short ones that say where somebody is found."""
    texts = [lines[n].strip() for n in below]
    return bool(
        _LONG_RULE.match(texts[0])
        and 1 < len(texts) <= _CARD_LINES
        and max(map(len, texts[1:])) <= _CARD_WIDTH
        and not any(text.endswith(_SPEAKS) for text in texts[1:])
        and any(_REACHED.search(text) for text in texts[1:])
    )


def _can_end(lines: list[str], tail: list[int], at: int) -> bool:
    """Whether what stands below the dashes is short enough; they may part paragraphs or items, too."""
    below = tail[at:]
    if len(below) > _MAX_LINES:
        return False
    if at and len(below) > 1 and all(_ITEM.match(lines[n]) for n in (tail[at - 1], below[1])):
        return False
    if lines[below[0]].strip() == "--":
        return True
    texts = [lines[n] for n in below[1:]]
    return bool(texts) and len(texts) <= 12 and max(map(len, texts)) <= 160
