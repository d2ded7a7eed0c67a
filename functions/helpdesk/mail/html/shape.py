"""HTML of a bounded shape: to repair broken nesting costs time and memory that grow with its depth."""

import re

from helpdesk.mail import limits

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
# Drawings and formulas have rules of their own, by which a cleaner drops what is in them: read as text.
_FOREIGN = re.compile(
    r"</?(?:svg|math|template|foreignobject|annotation(?:-xml)?|animate\w*|text(?:path)?|tspan|tref|"
    r"desc|defs|set|use|g|"
    r"switch|symbol|marker|mask|pattern|clippath|metadata|path|rect|circle|ellipse|line|poly\w+|stop|"
    r"view|filter|fe[a-z]+|"
    r"glyph\w*|discard|mpath|(?:linear|radial)gradient|hatch\w*|solidcolor|semantics|none|"
    r"mprescripts|maction|mfrac|mi|mn|"
    r"mo|ms|mtext|mrow|msqrt|mroot|mstyle|merror|mpadded|mphantom|mfenced|menclose|msub|msup|msubsup|"
    r"munder|mover|"
    r"munderover|mmultiscripts|mtable|mtr|mtd|mlabeledtr|maligngroup|malignmark|mglyph|"
    r"mspace)(?=[\s/>])[^>]*>",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^>]{0,200}>[^<]{0,1000}</title\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"<(style|script)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_IN_TAG = re.compile(r"<[a-zA-Z][^<>]*$")
_TEXT = re.compile(r"\S")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# These swallow all text up to their end tag; one that has none would swallow the rest of the mail.
_RAW_TEXT = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext")
_FEW = 500  # tags that no nesting can make slow


def bounded(html: str) -> str:
    """The same content, not nested too deep, and nothing swallowed by what is never closed."""
    html = _close(_FOREIGN.sub("", _without_title(_finish(_close_quote(html)))))
    if html.count("<") <= _FEW and len(html) < 200_000:
        return html
    depth = _Depth()
    return _TAG.sub(depth.tag, html)


def _finish(html: str) -> str:
    """A last tag that never ends is text: nothing is lost, and it can do nothing."""
    end = html.rfind(">") + 1
    return html[:end] + html[end:].replace("<", "&lt;") if "<" in html[end:] else html


def _close_quote(html: str) -> str:
    """A quote that an attribute opens and nothing closes would swallow the rest of the mail."""
    for quote in "\"'":
        opened = html.rfind(f"={quote}")
        if opened < 0 or html.find(quote, opened + 2) >= 0:
            continue
        if _IN_TAG.search(html[max(opened - 2_000, 0) : opened]):
            html = f"{html[: opened + 1]}{html[opened + 2 :]}"
    return html


def _without_title(html: str) -> str:
    """The page's title is for a window's frame, no text of the mail."""
    found = _TITLE.search(html[:8_000])
    if not found or _TEXT.search(_MARKUP.sub("", html[: found.start()])):
        return html
    return html[: found.start()] + html[found.end() :]


class _Depth:
    """Leaves out the start tags that would go too deep, and as many end tags."""

    def __init__(self) -> None:
        self.open = self.left_out = 0

    def tag(self, found: re.Match[str]) -> str:
        end, name, rest = found.group(1), found.group(2).lower(), found.group(3)
        if name in _VOID:
            return found.group() if rest.count("=") <= limits.ATTRIBUTES else f"<{name}>"
        if end:
            if self.left_out:
                self.left_out -= 1
                return ""
            self.open = max(self.open - 1, 0)
            return found.group()
        if self.open >= limits.HTML_DEPTH:
            self.left_out += not rest.endswith("/")
            return ""
        self.open += 1
        return found.group() if rest.count("=") <= limits.ATTRIBUTES else f"<{name}>"


def _close(html: str) -> str:
    if "<!--" in html and html.rfind("<!--") > html.rfind("-->"):
        at = html.find("<!--", html.rfind("-->") + 1)
        html = html[:at] + html[at:].replace("<!--", "&lt;!--")
    lower = html.lower()
    for name in _RAW_TEXT:
        if f"<{name}" not in lower:
            continue
        at = lower.find(f"<{name}", lower.rfind(f"</{name}") + 1)
        if at >= 0:
            html = html[:at] + re.sub(rf"(?i)<(?={name}\b)", "&lt;", html[at:])
            lower = html.lower()
    return html
