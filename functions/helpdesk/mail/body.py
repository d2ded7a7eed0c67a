"""Step: which parts are the readable body and which are files, and the body's text and HTML."""

import re
from html import escape

import msgspec

from helpdesk.mail import flowed, limits
from helpdesk.mail.draft import Draft
from helpdesk.mail.html import clean, text
from helpdesk.mail.mime import charsets
from helpdesk.mail.mime.parts import Part
from helpdesk.mail.reply import marks

_TEXT_TYPES = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html"}
)
_NO_HTML_READER = re.compile(
    r"(?i)(?:not|n't|cannot|unable)\b.{0,60}\bhtml\b|\bhtml[- ](?:mail|message|capable|compatible|"
    r"version|format|email)\b|"
    r"view (?:this|it) (?:email|message) in (?:a|your) browser"
)


class Segment(msgspec.Struct):
    """One stretch of the body: as text, as HTML, or both ways."""

    plain: Part | None = None
    html: Part | None = None
    told: bool = False  # its words stand in the text of another segment


class _Body(msgspec.Struct):
    """The body as it grows. `excuses`: texts that only say that the reader's program shows no HTML."""

    has_html: bool
    shown: list[str] = []
    pages: list[str] = []
    excuses: list[str] = []


def read_body(draft: Draft) -> None:
    segments = _collect(draft.root, draft)
    if not segments:
        segments = _promote(draft)
    if len(segments) > limits.TEXT_SEGMENTS:
        draft.warn("segments", f"only the first {limits.TEXT_SEGMENTS} of {len(segments)} texts are shown")
        segments = segments[: limits.TEXT_SEGMENTS]
    body = _Body(has_html=any(segment.html for segment in segments))
    for segment in segments:
        _read_segment(draft, segment, body)
    draft.shown = _bounded(draft, "\n\n".join(part for part in body.shown if part.strip()))
    draft.html = "<br>\n".join(page for page in body.pages if page)
    draft.text = "\n\n".join([*body.excuses, marks.without(draft.shown)])


def _collect(part: Part, draft: Draft, parent: str = "") -> list[Segment]:
    """The body below `part`, in order; everything else goes to `draft.files`."""
    if part.children:
        if part.type == "multipart/alternative":
            return _choose([_collect(child, draft, part.type) for child in part.children])
        return [segment for child in part.children for segment in _collect(child, draft, part.type)]
    if not _is_body(part, parent):
        draft.files.append(part)
        return []
    if not part.raw.strip():
        return []
    return [Segment(html=part)] if part.type == "text/html" else [Segment(plain=part)]


def _choose(branches: list[list[Segment]]) -> list[Segment]:
    """One content in several forms: the first text and the last HTML."""
    plain = next((branch for branch in branches if any(s.plain for s in branch)), [])
    html = next((branch for branch in reversed(branches) if any(s.html for s in branch)), [])
    if not html or not plain or plain is html:
        return html or plain
    texts = [s.plain for s in plain if s.plain]
    pages = [s.html for s in html if s.html]
    if len(texts) == 1 and len(pages) == 1:
        return [Segment(plain=texts[0], html=pages[0])]
    return [Segment(plain=texts[0], html=pages[0]), *(Segment(html=p, told=True) for p in pages[1:])]


def _is_body(part: Part, parent: str) -> bool:
    if part.type not in _TEXT_TYPES or part.disposition == "attachment":
        return False
    if part.type in {"text/x-amp-html", "text/watch-html"}:
        return False
    named = part.disposition_params.get("filename") or part.params.get("name")
    return not named or parent == "multipart/alternative" or (not parent and part.disposition != "attachment")


def _promote(draft: Draft) -> list[Segment]:
    """No body: a text shown inline under a file's name is what there is to read; it stays a file as well."""
    for part in draft.files:
        if part.type in {"text/plain", "text/html"} and part.disposition != "attachment" and part.raw.strip():
            return [Segment(html=part)] if part.type == "text/html" else [Segment(plain=part)]
    return []


def _read_segment(draft: Draft, segment: Segment, body: _Body) -> None:
    plain = _plain(draft, segment.plain) if segment.plain else ""
    if segment.html:
        source = _decoded(draft, segment.html)
        draft.source_html += source[: limits.HTML_CHARS]
        page = clean.clean(source)
        for warning in page.warnings:
            draft.warn(*warning.split(": ", 1))
        body.pages.append(page.html)
        if segment.told:
            return
        if not plain.strip() or _is_excuse(plain):
            plain = _instead(plain, text.to_text(page.marked), body)
            plain = "" if body.shown and _letters(plain) == _letters(body.shown[-1]) else plain
    elif body.has_html and plain.strip():
        body.pages.append(f'<div style="white-space:pre-wrap">{escape(plain, quote=False)}</div>')
    body.shown.append(plain)


def _letters(written: str) -> str:
    """To see that a text is the same one in another form."""
    return "".join(char for char in written if char.isalnum())


def _instead(plain: str, from_html: str, body: _Body) -> str:
    if not from_html.strip():
        return plain
    body.excuses += [plain.strip()] if plain.strip() else []
    return from_html


def _is_excuse(plain: str) -> bool:
    """ "Your program cannot show HTML" is not what the sender has to say."""
    return len(plain) < 400 and bool(_NO_HTML_READER.search(plain))


def _plain(draft: Draft, part: Part) -> str:
    written = _decoded(draft, part)
    written = marks.without(written.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if part.params.get("format", "").lower() == "flowed":
        written = flowed.unflow(written, delsp=part.params.get("delsp", "").lower() == "yes")
    if part.type in {"text/enriched", "text/richtext"}:
        written = re.sub(r"<[^<>]{1,60}>", "", written.replace("<<", "&lt;")).replace("&lt;", "<")
    return written.strip("\n")


def _decoded(draft: Draft, part: Part) -> str:
    payload, repaired = part.payload()
    draft.warn("encoding", repaired)
    payload = payload[: limits.HTML_CHARS * 4]
    label = part.charset
    if part.type == "text/html" and charsets.codec(label) in {None, "ascii"}:
        label = _meta_charset(payload) or label
    written, repaired = charsets.decode(payload, label, draft.headers.hint)
    draft.warn("charset", repaired)
    return written.removeprefix("\ufeff")


def _meta_charset(page: bytes) -> str:
    found = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", page[:4096], re.IGNORECASE)
    return found.group(1).decode("ascii", "replace") if found else ""


def _bounded(draft: Draft, shown: str) -> str:
    if len(shown) > limits.TEXT_CHARS:
        draft.warn("text-cut", f"only the first {limits.TEXT_CHARS} of {len(shown)} characters are shown")
    return shown[: limits.TEXT_CHARS]
