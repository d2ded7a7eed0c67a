"""HTML made safe by an allow-list (nh3), with remote images held back, hidden text marked and trackers gone.

nh3's output is canonical: attributes stand as name="value" with quotes escaped. What follows it here only
removes or renames attributes of that form, so that the result stays as safe as nh3 made it.
"""

import re
from itertools import islice

import msgspec
import nh3

from helpdesk.mail import limits
from helpdesk.mail.html import colours, hidden, quotes, shape, sheets

_TAG_NAMES = (
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col "
    "colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 "
    "header hr i img ins kbd label li main mark menu nav ol p pre q rp rt ruby s samp section small "
    "span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_TAGS = set(_TAG_NAMES.split())
_ANYWHERE = {
    "title",
    "dir",
    "lang",
    "style",
    "class",
    "id",
    "align",
    "valign",
    "width",
    "height",
    "bgcolor",
    "color",
}
_ATTRIBUTES = {
    "*": _ANYWHERE,
    "a": {"href", "name"},
    "img": {"src", "alt", "border", "hspace", "vspace"},
    "font": {"face", "size"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "li": {"type", "value"},
    "blockquote": {"type", "cite"},
    "table": {"border", "cellpadding", "cellspacing", "summary", "rules", "frame"},
    "td": {"colspan", "rowspan", "nowrap", "headers"},
    "th": {"colspan", "rowspan", "nowrap", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "hr": {"size", "noshade"},
}
_STYLE_NAMES = (
    "background-color border border-bottom border-collapse border-color border-left border-radius "
    "border-right border-spacing border-style border-top border-width color direction display font "
    "font-family font-size font-style font-variant font-weight height letter-spacing line-height "
    "list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width "
    "min-height min-width opacity overflow padding padding-bottom padding-left padding-right "
    "padding-top text-align text-decoration text-indent text-transform unicode-bidi vertical-align "
    "visibility white-space width word-break word-spacing mso-hide"
)
_STYLES = set(_STYLE_NAMES.split())
_SCHEMES = {
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "ftp",
    "cid",
    "data",
    "callto",
    "sip",
    "webcal",
    "news",
    "xmpp",
}
# What browsers skip in an address, and what a reader cannot see in it.
_INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SKIPPED = re.compile("[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|x-icon);base64,", re.IGNORECASE)
_BAD_STYLE = re.compile(r"url\s*\(|expression|javascript|behavior|@import|-moz-binding|\\", re.IGNORECASE)
_PLAIN_BACK = re.compile(
    r"(?<![\w-])background\s*:\s*(#[0-9a-f]{3,6}|rgba?\([^)]{1,40}\)|[a-z]{3,20})(?=\s*(?:[;!]|$))",
    re.IGNORECASE,
)
_TAG = re.compile(r'<([a-z][a-z0-9]*)((?:\s[^\s=>"\']+="[^"]*")+)>')
_ATTRIBUTE = re.compile(r'\s([^\s=>"\']+)="([^"]*)"')
_REMOTE = re.compile(r"\s*(?:https?:|ftp:|//)", re.IGNORECASE)


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """`html` is what a reader is shown; `marked` says besides which elements are quotes, for the text."""

    html: str
    marked: str
    warnings: tuple[str, ...] = ()


def clean(html: str) -> Cleaned:
    """Never raises for any text. Warnings are "code: sentence"."""
    warnings: list[str] = []
    if len(html) > limits.HTML_CHARS:
        html = _fit(html, warnings)
    html = _few_entities(html, warnings)
    html = shape.bounded(html.replace("\x00", ""))
    sheet = sheets.read(html)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    pass_ = _Pass(sheet)
    marked = _TAG.sub(pass_.tag, safe) if "=" in safe else safe
    marked, pass_.revealed = colours.reveal(marked)
    marked = marked.replace("<blockquote>", '<blockquote data-quote="maybe">')
    return Cleaned(html=_UNMARK.sub("", marked), marked=marked, warnings=(*warnings, *pass_.warnings()))


_UNMARK = re.compile(r' data-quote="[a-z]+"(?=[^<>]*>)')


def _attribute(tag: str, name: str, value: str) -> str | None:
    """nh3 asks for each attribute: the value to keep, or None."""
    if name == "style":
        if hidden.hides(value):  # by a property that is not let through, perhaps
            return "display:none"
        return None if _BAD_STYLE.search(value) else _PLAIN_BACK.sub(r"background-color:\1", value)
    if name in {"href", "src", "cite"}:
        scheme = _INVISIBLE.sub("", value).lower()
        said = _SCHEME.match(scheme)
        if said and said.group(1) not in _SCHEMES:
            return "" if name == "cite" else None
        if scheme.startswith("data:") and not (tag == "img" and _PICTURE.match(scheme)):
            return None
        if scheme.startswith("cid:") and tag != "img":
            return None
    return _place(value) if tag == "img" and name == "src" else value


def _place(source: str) -> str | None:
    """Where a picture is, as browsers read it: they skip control characters and take \\ for /.

    None for what names no place, or one in the house of whoever reads the mail.
    """
    plain = _SKIPPED.sub("", source).strip()
    if plain.lower().startswith(("cid:", "data:")):
        return plain
    plain = plain.replace("\\", "/")
    return plain if _REMOTE.match(plain) else None


class _Pass:
    """One walk over the tags that carry attributes."""

    def __init__(self, sheet: sheets.Sheet) -> None:
        self.sheet = sheet
        self.remote = self.trackers = self.hidden = self.revealed = 0

    def tag(self, found: re.Match[str]) -> str:
        name, attributes = found.group(1), dict(_ATTRIBUTE.findall(found.group(2)))
        quote = quotes.kind(name, attributes)
        unseen = self.sheet.hides(attributes) or hidden.hides(attributes.get("style", ""))
        attributes.pop("class", None)
        attributes.pop("id", None)
        if name == "img" and not self._image(attributes):
            return ""
        if unseen:
            self.hidden += 1
            attributes.pop("style", None)
            attributes["hidden"] = attributes["data-hidden"] = ""
        if quote:
            attributes["data-quote"] = quote
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{name}{written}>"

    def _image(self, attributes: dict[str, str]) -> bool:
        """False for a tracking pixel. A remote picture waits until somebody asks for it."""
        source = attributes.get("src", "")
        if not _REMOTE.match(source):
            return True
        if hidden.is_pixel(attributes):
            self.trackers += 1
            return False
        self.remote += 1
        attributes["data-remote-src"] = attributes.pop("src")
        return True

    def warnings(self) -> list[str]:
        said = (
            (self.remote, "remote-images: {} held back until asked for"),
            (self.trackers, "tracking-pixel: {} left out"),
            (self.hidden, "hidden-text: {} elements are hidden by CSS"),
            (self.revealed, "hidden-colour: {} elements had the colour of their background and are shown"),
        )
        return [text.format(count) for count, text in said if count]


def _few_entities(html: str, warnings: list[str]) -> str:
    if html.count("&") <= limits.ENTITIES:
        return html
    cut = next(islice(re.finditer("&", html), limits.ENTITIES, None)).start()
    warnings.append(f"html-cut: only the first {cut} characters of the HTML were read")
    return html[:cut]


def _fit(html: str, warnings: list[str]) -> str:
    """Pictures inside the HTML go first: they are no text, and make up nearly all over-long bodies."""
    shorter = re.sub(
        r"data:image/[a-z+.-]{2,10};base64,[A-Za-z0-9+/=\s]{1000,}", "", html, flags=re.IGNORECASE
    )
    if len(shorter) < len(html):
        warnings.append("html-images: pictures inside the HTML were left out, it was too long")
    if len(shorter) > limits.HTML_CHARS:
        warnings.append(f"html-cut: only the first {limits.HTML_CHARS} characters of the HTML were read")
    return shorter[: limits.HTML_CHARS]
