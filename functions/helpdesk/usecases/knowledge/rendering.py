"""Markdown to HTML that is safe to show, and to plain text for searching. One renderer for everything.

Loaded when something is rendered: the parser takes some 90 ms to import.
"""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Final

_PICTURE: Final = re.compile(r"picture:([a-z0-9][a-z0-9-]{0,30})")
_ITEM: Final = re.compile(r"^\s{0,3}(?:#{1,6}|[-*+]|\d{1,9}[.)]|>)\s+", re.MULTILINE)
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_SIGNS: Final = re.compile(r"[*_`~|]{1,3}|^\s*[-=]{3,}\s*$", re.MULTILINE)
_TAG_NAMES = (
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre s strong table tbody td th thead tr ul"
)
_TAGS: Final = frozenset(_TAG_NAMES.split())
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "data-picture"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}


def to_html(markdown: str, pictures: Mapping[str, str] | None = None) -> str:
    """`pictures`: links by id. A picture from elsewhere is not shown: it would tell who reads."""
    import nh3  # noqa: PLC0415 - see above

    return nh3.clean(
        _parser()(markdown),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=functools.partial(_attribute, pictures or {}),
        url_schemes={"http", "https", "mailto", "tel", "picture"},
        link_rel="noopener noreferrer",
    )


def plain_text(markdown: str) -> str:
    """The words without the signs; good enough to search and to quote from."""
    text = _LINK.sub(r"\1", markdown)
    return _SIGNS.sub("", _ITEM.sub("", text)).strip()


def excerpt(markdown: str, most: int = 280) -> str:
    """The first sentences, cut at a word."""
    text = " ".join(plain_text(markdown).split())
    if len(text) <= most:
        return text
    cut = text[:most]
    end = max(cut.rfind(sign) for sign in (". ", "! ", "? ", "。"))
    return cut[: end + 1] if end > most // 2 else f"{cut.rsplit(' ', 1)[0]} …"


def pictures_in(markdown: str) -> frozenset[str]:
    """Ids of the pictures that a text shows."""
    return frozenset(_PICTURE.findall(markdown))


@functools.cache
def _parser() -> Callable[[str], str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - see above

    # `html: False` writes tags in the source as text; deep nesting is cut off.
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 30})
    parser.enable(["table", "strikethrough"])
    parser.validateLink = _may_link  # type: ignore[method-assign]  # its documented way to allow schemes
    return lambda text: str(parser.render(text))


def _may_link(url: str) -> bool:
    return re.match(r"(?i)(?:https?:|mailto:|tel:|picture:|[/#])", url) is not None


def _attribute(pictures: Mapping[str, str], tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        shown = _PICTURE.fullmatch(value)
        return pictures.get(shown[1]) if shown else None
    if tag == "a" and name == "href" and value.startswith("picture:"):
        return None
    return value
