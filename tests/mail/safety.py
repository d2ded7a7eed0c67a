"""Cleaned HTML read by two other parsers: everything that is not on a short list is a finding."""

import re
from html.parser import HTMLParser

from lxml import html

_TAGS = (
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code "
    "col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 "
    "h5 h6 header hr i img ins kbd label li main mark menu nav ol p pre q rp rt ruby s samp "
    "section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt "
    "u ul var wbr"
)
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = (
    "align alt bgcolor border cellpadding cellspacing cite class color colspan data-hidden "
    "data-remote-src datetime dir face frame headers height hidden href hspace id lang name "
    "noshade nowrap rel rowspan rules scope size span src start style summary title type valign "
    "value vspace width"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_SCHEMES = "http https mailto tel sms ftp cid callto sip webcal news xmpp"
_HARMLESS = frozenset(_SCHEMES.split())
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|x-icon);base64,")
_STYLE = re.compile(r"(?i)expression|url\s*\(|behavio|binding|import|script|\\|position|z-index|animation|@")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # lxml takes none of them
_UNSEEN = re.compile("[\x00-\x20\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def findings(page: str) -> list[str]:
    """What a browser might act on in it; empty for harmless HTML."""
    walk = _Walk()
    walk.feed(page)
    walk.close()
    return walk.found + _tree(page)


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"element {tag}"] * (tag not in TAGS)
        for name, value in attrs:
            self.found += _attribute(name, value or "")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data[:20]}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl[:20]}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"section {data[:20]}")


def _attribute(name: str, value: str) -> list[str]:
    if name not in ATTRIBUTES:
        return [f"attribute {name}"]
    if name == "style" and _STYLE.search(value):
        return [f"style {value}"]
    if name in {"href", "src", "cite", "data-remote-src"}:
        address = _UNSEEN.sub("", value).lower()
        scheme = _SCHEME.match(address)
        if scheme and scheme.group(1) not in _HARMLESS and not _PICTURE.match(address):
            return [f"address {value}"]
    return []


def _tree(page: str) -> list[str]:
    if not page.strip():
        return []
    tree = html.fragment_fromstring(_CONTROL.sub("", page), create_parent="div")
    return [
        f"node {element.tag!r}"
        for element in tree.iter()
        if element.tag not in TAGS or any(str(name) not in ATTRIBUTES for name in element.attrib)
    ]


def words(page: str) -> str:
    """All the text of the HTML, however it is laid out."""
    return (
        " ".join(html.fragment_fromstring(page, create_parent="div").text_content().split())
        if page.strip()
        else ""
    )
