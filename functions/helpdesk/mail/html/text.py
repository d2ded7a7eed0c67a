"""Cleaned HTML as text (inscriptis), with the quoted elements set between marks for the reply splitter."""

import re
from html import unescape

from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import etree, html

from helpdesk.mail import limits
from helpdesk.mail.reply import marks

_CONFIG = ParserConfig(css=STRICT_CSS_PROFILE)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/blockquote|hr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*){2,}")
_MAX_ROWS, _MAX_COLUMNS = 300, 30  # of a table that is laid out
_MAX_DEPTH = 150  # inscriptis calls itself for each level
_MARKS = {
    "block": marks.BLOCK,
    "rest": marks.REST,
    "maybe": marks.MAYBE,
    "own": marks.OWN,
    "signed": marks.SIGNED,
}
_PARTS = {"tr": "div", "td": "span", "th": "span", "tbody": "div", "thead": "div", "tfoot": "div"}


def to_text(marked: str) -> str:
    """Readable text of HTML that `clean` made, with `marks` around quotes."""
    if not marked.strip():
        return ""
    if len(marked) > limits.LAID_OUT_CHARS or marked.count("<") > limits.HTML_TAGS:
        return plainly(marked)
    try:
        tree = html.fromstring(f"<div>{marked}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return plainly(marked)
    if _too_deep(tree):
        return plainly(marked)
    _prepare(tree)
    try:
        text = Inscriptis(tree, _CONFIG).get_text()
    except (RecursionError, IndexError, ValueError):  # a table that inscriptis cannot lay out
        return plainly(marked)
    return tidy(text)


def plainly(marked: str) -> str:
    """Without its tags: for HTML too deep to lay out."""
    return tidy(unescape(_TAG.sub("", _BREAK.sub("\n", marked))))


def tidy(text: str) -> str:
    text = "\n".join(line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return _BLANKS.sub("\n\n", text).strip("\n")


def _too_deep(tree: html.HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return True
    return False


def _prepare(tree: html.HtmlElement) -> None:
    """Hidden text out, layout tables loosened, quotes between marks."""
    for element in list(tree.iter("*")):
        if element.get("data-hidden") is not None:
            _drop(element)
            continue
        quote = element.get("data-quote")
        if quote and element.getparent() is not None:
            _enclose(element, quote)
    for table in reversed(list(tree.iter("table"))):
        if _is_layout(table):
            _loosen(table)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_layout(table: html.HtmlElement) -> bool:
    rows = list(table.iter("tr"))
    if len(rows) > _MAX_ROWS or any(len(row) > _MAX_COLUMNS for row in rows):
        return True
    return table.find(".//table") is not None or all(len(row) <= 1 for row in rows) or len(rows) == 1


def _loosen(table: html.HtmlElement) -> None:
    for element in list(table.iter("tr", "td", "th", "tbody", "thead", "tfoot")):
        if element.tag in {"td", "th"} and _siblings(element) > 1:
            element.tail = f" {element.tail or ''}"
            element.tag = "span" if len(element) == 0 else "div"
        else:
            element.tag = "div"
    table.tag = "div"


def _siblings(element: html.HtmlElement) -> int:
    row = element.getparent()
    return 0 if row is None else len(row)


def _enclose(element: html.HtmlElement, quote: str) -> None:
    before = html.Element("div")
    before.text = _MARKS[quote]
    element.addprevious(before)
    if quote not in {"rest", "signed"}:
        after = html.Element("div")
        after.text = marks.END
        after.tail, element.tail = element.tail, None
        element.addnext(after)
