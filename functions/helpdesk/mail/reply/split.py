"""Parts a body into new text, quoted history and signature. Answers between quotes stay new; a forward is content.

Every line gets one of two fates, new or quoted; nothing is dropped: what is not new is in `quoted` or `signature`.
"""

import re

import msgspec

from helpdesk.mail import limits
from helpdesk.mail.reply import lines as known
from helpdesk.mail.reply import marks, signature

_QUOTED = re.compile(r"^\s{0,3}(?:[>＞›]|\|\s?>)")
_CLOSING = re.compile(r"^\s*>\s*(?:[:：]|\S+(?:\s\S+){0,3}[:：])\s*$")
_LONG = 64  # a quoted line that may have been broken
_WINDOW = 6  # lines that one attribution may take


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """`new` + `signature` + `quoted` hold every line of the body once."""

    new: str
    quoted: str = ""
    signature: str = ""


def split(text: str, *, forward: bool = False) -> Reply:
    """`text` may carry `marks`. `forward`: the subject says that the mail passes another one on."""
    head, tail = text[: limits.SPLIT_CHARS], text[limits.SPLIT_CHARS :]
    rows = _Rows(head.replace("\r\n", "\n").split("\n"))
    rows.read_marks()
    rows.find_quotes(forward=forward)
    new, quoted = rows.fates()
    at = signature.start(new)
    body, sign = new[:at], new[at:]
    if not _has_words(body) and not forward and _has_words(quoted) and rows.whole_history:
        body, quoted = [*body, *quoted], []
    return Reply(new=_block(body) + tail, quoted=_block(quoted), signature=_block(sign))


def _has_words(rows: list[str]) -> bool:
    return any(char.isalnum() for row in rows for char in row) or any(
        ord(c) > 0x2000 for row in rows for c in row
    )


def _block(rows: list[str]) -> str:
    """The lines as text, without rules and blank lines around."""
    first, last = 0, len(rows)
    while first < last and not rows[first].strip():
        first += 1
    while last > first and not rows[last - 1].strip():
        last -= 1
    return "\n".join(row.rstrip() for row in rows[first:last])


class _Rows:
    """The lines of a body and which of them are quoted."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.quoted = [False] * len(rows)
        self.maybe: list[tuple[int, int]] = []
        self.whole_history = (
            False  # all is history from the first line on: then it is what the sender passes on
        )

    def read_marks(self) -> None:
        """Turn the marks into fates, and take them out of the text."""
        if not any(mark in row for row in self.rows for mark in marks.ALL):
            return
        rows, fates, opened, rest = [], [], [], False
        for row in self.rows:
            for char in row:
                if char in (marks.BLOCK, marks.MAYBE):
                    opened.append((char, len(rows)))
                elif char == marks.END and opened:
                    kind, begun = opened.pop()
                    if kind == marks.MAYBE:
                        self.maybe.append((begun, len(rows)))
                elif char == marks.REST:
                    rest = True
            bare = marks.without(row) if any(mark in row for mark in marks.ALL) else row
            if bare != row and not bare.strip():
                continue
            rows.append(bare)
            fates.append(rest or any(kind == marks.BLOCK for kind, _ in opened))
        self.rows, self.quoted = rows, fates

    def find_quotes(self, *, forward: bool) -> None:
        stop = self._forward_start()
        marked = list(self.quoted)
        for n in range(stop):
            if _QUOTED.match(self.rows[n]) and not self._closes_address(n):
                self.quoted[n] = True
        self._overflow(stop)
        if stop < len(self.rows):
            for n in range(stop, len(self.rows)):
                self.quoted[n] = False
        for begun, end in self.maybe:
            if end <= stop and self._is_quote_block(begun, end):
                self._quote(begun, end)
        history = self._history_start(stop, forward=forward)
        if history < stop:
            self._quote(history, stop)
        self._attributions(min(stop, history))
        self._tidy(marked, min(stop, history))

    def _closes_address(self, at: int) -> bool:
        """The ">:" of an address that a long attribution broke in two."""
        return bool(_CLOSING.match(self.rows[at])) and at > 0 and self.rows[at - 1].rfind("<") > self.rows[at - 1].rfind(">")

    def _overflow(self, stop: int) -> None:
        """The tail of a quoted line that some relay broke without a mark of its own."""
        for n in range(1, stop):
            row, before = self.rows[n], self.rows[n - 1]
            if self.quoted[n] or not self.quoted[n - 1] or not row.strip() or len(before) < _LONG:
                continue
            after = self.rows[n + 1] if n + 1 < stop else ""
            if (n + 1 >= stop or self.quoted[n + 1] or not after.strip()) and row.strip()[0].islower():
                self.quoted[n] = True

    def fates(self) -> tuple[list[str], list[str]]:
        new = [row for row, quoted in zip(self.rows, self.quoted, strict=True) if not quoted]
        old = [row for row, quoted in zip(self.rows, self.quoted, strict=True) if quoted]
        return new, old

    def _quote(self, begun: int, end: int) -> None:
        for n in range(begun, end):
            self.quoted[n] = True

    def _forward_start(self) -> int:
        """Where a forwarded mail starts that is not itself inside a quote."""
        for n, row in enumerate(self.rows):
            if known.is_forward(row) and not _QUOTED.match(row):
                return n if not any(known.is_original(r) for r in self.rows[:n]) else len(self.rows)
        return len(self.rows)

    def _is_quote_block(self, begun: int, end: int) -> bool:
        before = [row for row in self.rows[:begun] if row.strip()]
        after = [row for row in self.rows[end:] if row.strip()]
        attributed = any(known.is_attribution(" ".join(before[-k:])) for k in (1, 2, 3) if len(before) >= k)
        return attributed or (bool(before) and not after)

    def _history_start(self, stop: int, *, forward: bool) -> int:
        """The line from which on all is history: an original-message line, a header block, or marked so."""
        at = 0
        while at < stop:
            row = self.rows[at]
            if self.quoted[at] and self._quoted_to_end(at, stop):
                return at
            if not self.quoted[at] and (known.is_original(row) or self._header_block(at, stop)):
                return self._passed_on(at, stop, forward=forward)
            at += 1
        return stop

    def _quoted_to_end(self, at: int, stop: int) -> bool:
        return all(self.quoted[n] or not self.rows[n].strip() for n in range(at, stop))

    def _passed_on(self, at: int, stop: int, *, forward: bool) -> int:
        """A header block is history in an answer, but content where the mail passes another one on."""
        if forward:
            return stop
        begun = self._back_over_rules(at)
        if not any(row.strip() for row in self.rows[:begun]):
            self.whole_history = True
        return begun

    def _back_over_rules(self, at: int) -> int:
        n = at
        while n > 0 and (not self.rows[n - 1].strip() or known.RULE.match(self.rows[n - 1])
                         or known.is_titled_rule(self.rows[n - 1])):  # fmt: skip
            n -= 1
        return n

    def _header_block(self, at: int, stop: int) -> bool:
        """From:, Sent:, To:, Subject: in a row, in any language and order."""
        kind, value = known.header_key(self.rows[at])
        if kind not in {"from", "date", "to", "subject"}:
            return False
        kinds, values, gap = {kind}, [value], 0
        for row in self.rows[at + 1 : min(at + 16, stop)]:
            kind, value = known.header_key(row)
            if kind:
                if kind in kinds and kind in {"from", "subject", "date"}:
                    break
                kinds.add(kind)
                values.append(value)
                gap = 0
            else:
                gap += 1
                if gap > 2 or (not row.strip() and len(kinds) > 2):
                    break
        return _is_header(kinds, " ".join(values))

    def _attributions(self, stop: int) -> None:
        """Lines such as "On … wrote:" go with the quote they introduce; without one, all after them is history."""
        last = -1
        at = 0
        while at < stop:
            end = at
            if self.quoted[at] or not known.ENDS.search(self.rows[at]):
                at += 1
                continue
            begun = self._attribution_start(end, last)
            if begun is not None:
                last = end
                self._quote(begun, end + 1)
                following = next((n for n in range(end + 1, len(self.rows)) if self.rows[n].strip()), None)
                if following is not None and not self.quoted[following]:
                    self._quote(begun, stop)
                    return
            at += 1

    def _attribution_start(self, end: int, last: int) -> int | None:
        shortest: int | None = None
        for begun in range(end, max(end - _WINDOW, last), -1):
            if (not self.rows[begun].strip() and begun != end) or self.quoted[begun]:
                break
            joined = " ".join(row.strip(" *_") for row in self.rows[begun : end + 1])
            if not known.is_attribution(joined):
                continue
            if known.starts_attribution(self.rows[begun]):
                return begun
            if shortest is None or self.rows[begun].rfind("<") > self.rows[begun].rfind(">"):
                shortest = begun
        return shortest

    def _tidy(self, marked: list[bool], stop: int) -> None:
        """Blank lines and rules between quoted lines belong to the quote."""
        for n in range(stop):
            if self.quoted[n] or marked[n]:
                continue
            if not self.rows[n].strip() and 0 < n < stop - 1 and self.quoted[n - 1] and self.quoted[n + 1]:
                self.quoted[n] = True


def _is_header(kinds: set[str], values: str) -> bool:
    dated = any(char.isdigit() for char in values)
    if "from" in kinds and "date" in kinds and ("subject" in kinds or "@" in values):
        return dated
    return "from" in kinds and "subject" in kinds and "to" in kinds
