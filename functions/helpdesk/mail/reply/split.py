"""Parts a body into new text, quoted history and signature. Every line has one fate; nothing is dropped.

Answers between quotes stay new; a mail passed on is content. What is not new is in `quoted` or `signature`.
"""

import re

import msgspec

from helpdesk.mail import limits
from helpdesk.mail.reply import lines, notes, signature
from helpdesk.mail.reply.rows import Rows

_OPENED = re.compile(r"<\s+(?=\S+@)")  # an address that was broken off right behind its bracket
_WINDOW = 6  # lines that one attribution may take
_HEADER_WINDOW = 16  # lines that a header block may take


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """`new` + `signature` + `quoted` hold every line of the body once."""

    new: str
    quoted: str = ""
    signature: str = ""


def split(text: str, *, forward: bool = False, sender: str = "") -> Reply:
    """`text` may carry `marks`. `forward`: the subject says that the mail passes another one on.

    `sender`: their address, which stands alone under some answers.
    """
    rows = Rows(text[: limits.SPLIT_CHARS])
    passed_on = _mark_history(rows, forward=forward)
    _close_gaps(rows)
    new = [row for row, quoted in zip(rows.text, rows.quoted, strict=True) if not quoted]
    old = [row for row, quoted in zip(rows.text, rows.quoted, strict=True) if quoted]
    at = signature.start(new, answers=_has_words(old), sender=sender)
    if passed_on and not _has_words(new[:at]):
        new, old, at = [*new[:at], *old], new[at:], len(new[:at]) + len(old)
    return Reply(
        new=_block(new[:at]) + text[limits.SPLIT_CHARS :], quoted=_block(old), signature=_block(new[at:])
    )


def _mark_history(rows: Rows, *, forward: bool) -> bool:
    """Reads down the lines to the one that makes all after it history or content.

    True when the whole body is a mail with its header: there is nothing new above it.
    """
    if not forward:
        rows.quote(rows.rest, len(rows))
    looked, last = 0, -1  # lines looked at;  end of the last attribution
    for at in range(len(rows)):
        if _forwards(rows, at):
            rows.show(at)
            return False
        if rows.quoted[at]:
            continue
        if lines.is_original(rows.text[at]) and _before_arrows_only(rows, at):
            rows.quote(at, at + 1)
            continue
        if lines.is_original(rows.text[at]) or _is_header_block(rows, at) or notes.starts(rows.text, at):
            return _cut_at(rows, at, forward=forward)
        begun = _attribution(rows, at, last) if looked < limits.ATTRIBUTIONS else None
        looked += begun is not None or bool(lines.may_end(rows.text[at]))
        if begun is None:
            continue
        last = at
        rows.quote(begun, at + 1)
        following = rows.next_words(at)
        if following is not None and not rows.quoted[following]:
            rows.quote(begun, len(rows))
            return False
    return not forward and rows.rest < len(rows)


def _forwards(rows: Rows, at: int) -> bool:
    """A forwarding line that stands in no quote; a quote that begins with one is a forward as well."""
    if rows.arrow[at] or not lines.is_forward(rows.text[at]):
        return False
    if not rows.quoted[at]:
        return True
    before = rows.words_before(at)
    return before is None or not rows.quoted[before]


def _cut_at(rows: Rows, at: int, *, forward: bool) -> bool:
    """A header block is history in an answer, but content where the mail passes another one on."""
    if forward:
        rows.show(at)
        return False
    begun = at
    while begun > 0 and _is_rule(rows.text[begun - 1]):
        begun -= 1
    rows.quote(begun, len(rows))
    return True


def _is_rule(row: str) -> bool:
    return not row.strip() or bool(lines.RULE.match(row)) or lines.is_titled_rule(row)


def _is_header_block(rows: Rows, at: int) -> bool:
    """From:, Sent:, To:, Subject: in a row, in any language and order."""
    kind, value = lines.header_key(rows.text[at])
    if kind not in {"from", "date", "to", "subject"}:
        return False
    kinds, values, gap, apart = {kind}, [value], 0, False
    for row in rows.text[at + 1 : at + _HEADER_WINDOW]:
        kind, value = lines.header_key(row)
        if kind in kinds and kind in {"from", "subject", "date"}:
            break
        if row.strip() and not kind and apart and len(kinds) > 2:
            break  # a field below a blank line may go on with it; words do not
        apart = not row.strip()
        gap = 0 if kind else gap + 1
        if gap > 2:
            break
        if kind:
            kinds.add(kind)
        values.append(value if kind else row)
    return lines.is_header(kinds, " ".join(values))


def _attribution(rows: Rows, end: int, last: int) -> int | None:
    """Where the attribution starts that ends in this line, None when it is none."""
    if not lines.may_end(rows.text[end]) and not _before_arrows(rows, end):
        return None
    shortest: int | None = None
    for begun in range(end, max(end - _WINDOW, last), -1):
        if (not rows.text[begun].strip() and begun != end) or rows.quoted[begun]:
            break
        joined = _OPENED.sub("<", " ".join(row.strip(" *_") for row in rows.text[begun : end + 1]))
        if not (
            lines.is_attribution(joined) or (_before_arrows(rows, end) and lines.is_bare_attribution(joined))
        ):
            continue
        if lines.starts_attribution(rows.text[begun]):
            return begun
        if shortest is None or _continues(rows, begun, shortest, end):
            shortest = begun
    return shortest


def _continues(rows: Rows, begun: int, found: int, end: int) -> bool:
    """Whether a line above is the start of the attribution found below it: it holds what that one lacks."""
    row = rows.text[begun]
    if row.rfind("<") > row.rfind(">"):
        return True
    have = lines.signals(" ".join(rows.text[found : end + 1]))
    return not all(have) and any(
        here and not there for here, there in zip(lines.signals(row), have, strict=True)
    )


def _before_arrows_only(rows: Rows, at: int) -> bool:
    """A separator right above lines with ">": what follows those may be new."""
    following = rows.next_words(at)
    return following is not None and rows.arrow[following]


def _before_arrows(rows: Rows, at: int) -> bool:
    row = rows.text[at]
    following = rows.next_words(at) if "@" in row or row.rstrip().endswith((":", "：")) else None
    return following is not None and rows.arrow[following]


def _close_gaps(rows: Rows) -> None:
    """A blank line between quoted lines belongs to the quote."""
    for n in range(1, len(rows) - 1):
        if not rows.text[n].strip() and rows.quoted[n - 1] and rows.quoted[n + 1]:
            rows.quoted[n] = True


def _has_words(rows: list[str]) -> bool:
    return any(
        char.isalnum() or ord(char) > 0x2000 for row in rows for char in row
    )  # an emoji is an answer too


def _block(rows: list[str]) -> str:
    """The lines as text, without blank lines around."""
    first, last = 0, len(rows)
    while first < last and not rows[first].strip():
        first += 1
    while last > first and not rows[last - 1].strip():
        last -= 1
    return "\n".join(row.rstrip() for row in rows[first:last])
