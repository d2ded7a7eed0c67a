"""The lines of a body, and which of them the marks and the ">" at their start show to be quoted."""

import re

from helpdesk.mail import limits
from helpdesk.mail.reply import lines, marks

_DECORATION = re.compile(r"^\s*[>\s]{3,}.*<\s*<[<\s]*$")  # >>> a link <<<
_ARROW = re.compile(r"^\s{0,3}(?:[>＞›]|\|\s?>)")
_CLOSING = re.compile(r"^\s*>\s*(?:[:：]|\S+(?:\s\S+){0,3}[:：])\s*$")
_PROMPT = re.compile(r"^\s*(?:\$ |PS [A-Z]:\\[^>]*>|[A-Z]:\\[^>]*>|[\w.-]+@[\w.-]+:[^$#]{0,80}[$#]|>>>) ?\S")
_PYTHON = re.compile(r"^(?:>>>|\.\.\.) .*(?:[=()\[\].:]|import )")
_SHOWN = re.compile(
    r"(?i)\b(?:output|stdout|stderr|console|logs?|trace|uitvoer|ausgabe|sortie|salida|utdata)\s*[:：]\s*$"
)
_MORE_THAN = re.compile(r"^\s{0,3}> ?\d[\d.,]*\s*\S")
_TOO_LONG = 500  # for a line that only looks like a quote
_LONG = 64  # a quoted line that a relay may have broken


class Rows:
    """`text[n]` is quoted when `quoted[n]`; `arrow[n]` when a ">" says so."""

    def __init__(self, body: str) -> None:
        self.text = body.replace("\r\n", "\n").split("\n")
        self.quoted = [False] * len(self.text)
        self.rest = len(self.text)  # from here on the HTML says that all is quoted
        self._blocks: list[tuple[int, int, bool]] = []
        if any(mark in body for mark in marks.ALL):
            self._read_marks()
        self.arrow = [bool(_ARROW.match(row)) and not self._is_no_quote(n) for n, row in enumerate(self.text)]
        self._program_output()
        self._more_than()
        self._overflow()
        self.quoted = [marked or arrow for marked, arrow in zip(self.quoted, self.arrow, strict=True)]
        for begun, end, own in self._blocks[: limits.BLOCKS]:
            if self._is_quote_block(begun, end, own=own):
                self.quote(begun, end)

    def __len__(self) -> int:
        return len(self.text)

    def quote(self, begun: int, end: int) -> None:
        self.quoted[begun:end] = [True] * (end - begun)

    def show(self, begun: int) -> None:
        """All from here on is content."""
        self.quoted[begun:] = [False] * (len(self) - begun)

    def next_words(self, at: int) -> int | None:
        """The next line after `at` that is not blank."""
        return next((n for n in range(at + 1, len(self)) if self.text[n].strip()), None)

    def words_before(self, at: int) -> int | None:
        return next((n for n in range(at - 1, -1, -1) if self.text[n].strip()), None)

    def _read_marks(self) -> None:
        """Turn the marks into fates, and take them out of the text."""
        rows: list[str] = []
        fates: list[bool] = []
        opened: list[tuple[str, int]] = []
        for row in self.text:
            bare = marks.without(row)
            for char in row if bare != row else "":
                if char == marks.END and opened:
                    kind, begun = opened.pop()
                    if kind != marks.BLOCK:
                        self._blocks.append((begun, len(rows), kind == marks.OWN))
                elif char == marks.REST:
                    self.rest = min(self.rest, len(rows))
                elif char == marks.SIGNED:
                    rows.append("-- ")
                    fates.append(any(kind == marks.BLOCK for kind, _ in opened))
                elif char in marks.OPENING:
                    opened.append((char, len(rows)))
            if bare != row and not bare.strip():
                continue
            rows.append(bare)
            fates.append(any(kind == marks.BLOCK for kind, _ in opened))
        self.text, self.quoted, self.rest = rows, fates, min(self.rest, len(rows))

    def _is_no_quote(self, at: int) -> bool:
        """The ">:" of an address that a long attribution broke in two; arrows around a link."""
        if len(self.text[at]) > _TOO_LONG:
            return False
        if _DECORATION.match(self.text[at]):
            return True
        return (
            bool(_CLOSING.match(self.text[at]))
            and at > 0
            and not _ARROW.match(self.text[at - 1])
            and self.text[at - 1].rfind("<") > self.text[at - 1].rfind(">")
        )

    def _program_output(self) -> None:
        """What stands below a shell's prompt or "Output:", and Python's own prompt, are no quotes."""
        depths = {len(row) - len(row.lstrip(">")) for n, row in enumerate(self.text) if self.arrow[n]}
        below = shown = False
        for n, row in enumerate(self.text):
            if not self.arrow[n]:
                shown = bool(_SHOWN.search(row[-60:])) or (shown and not row.strip())
                below = shown or bool(_PROMPT.match(row))
            elif below or (depths == {3} and _PYTHON.match(row)):
                self.arrow[n] = False

    def _more_than(self) -> None:
        """The one ">" of a mail, before a number and in a paragraph: "sites with / > 50 users / hang"."""
        found = [n for n, arrow in enumerate(self.arrow) if arrow][:2]
        if len(found) != 1 or not 0 < found[0] < len(self) - 1:
            return
        above, row, under = self.text[found[0] - 1 : found[0] + 2]
        if _MORE_THAN.match(row) and above.strip()[-1:].isalpha() and under.strip()[:1].islower():
            self.arrow[found[0]] = False

    def _overflow(self) -> None:
        """The tail of a quoted line that some relay broke, without a mark of its own."""
        for n in range(1, len(self)):
            row, before = self.text[n], self.text[n - 1]
            if self.arrow[n] or not self.arrow[n - 1] or not row.strip() or len(before) < _LONG:
                continue
            ends = n + 1 >= len(self) or self.arrow[n + 1] or not self.text[n + 1].strip()
            if ends and row.strip()[0].islower():
                self.arrow[n] = True

    def _is_quote_block(self, begun: int, end: int, *, own: bool) -> bool:
        """An indented block is a quote where a line before says so, or beside other text."""
        before = [row for row in self.text[max(begun - 20, 0) : begun] if row.strip()]
        attributed = any(lines.is_attribution(" ".join(before[-k:])) for k in (1, 2, 3) if len(before) >= k)
        return attributed or (
            not own and bool(before or any(row.strip() for row in self.text[end : end + 200]))
        )
