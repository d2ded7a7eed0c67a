"""Step: the attachments, with safe names, decoded within a bound, and marked where they can do harm."""

import hashlib
import mimetypes
import re
from urllib.parse import unquote

from helpdesk.mail import filenames, limits, tnef
from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import Attachment
from helpdesk.mail.mime import transfer
from helpdesk.mail.mime.parts import Part
from helpdesk.mail.mime.words import decode_words

_LONGEST_CID = 250
_LONGEST_TYPE = 127  # RFC 6838 section 4.2
_CID = re.compile(rf"cid:([^\"'\s>)<]{{1,{_LONGEST_CID}}})", re.IGNORECASE)
_TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_SHOWN_NOWHERE = {
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
    "message/global-delivery-status",
    "message/global-headers",
}
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
}


def read_files(draft: Draft) -> None:
    shown = {unquote(cid).lower() for cid in _CID.findall(draft.source_html)}
    budget = limits.DECODED_BYTES
    report = draft.root.type == "multipart/report"
    for part in draft.files:
        if report and part.type in _SHOWN_NOWHERE:
            continue
        payload, repaired = part.payload()
        draft.warn("encoding", repaired)
        if len(payload) > budget:
            draft.warn("size", "the attachments are too large together: the rest was left out")
            break
        budget -= len(payload)
        is_tnef = part.type in _TNEF_TYPES or payload[:4] == tnef.SIGNATURE
        if is_tnef and _read_tnef(draft, payload):
            continue
        _add(draft, part, payload, shown)
    _uuencoded(draft)


def _add(draft: Draft, part: Part, payload: bytes, shown: set[str]) -> None:
    cid = part.headers.text("content-id").strip().strip("<>")
    cid = cid if len(cid) <= _LONGEST_CID else ""
    name, marked = filenames.safe(_name(part, payload), _fallback(part, len(draft.attachments) + 1))
    draft.warn("file-name", marked)
    keep(draft, name, part.type, payload, cid=cid, inline=bool(cid) and cid.lower() in shown)


def keep(draft: Draft, name: str, kind: str, payload: bytes, *, cid: str = "", inline: bool = False) -> None:
    kind = kind if len(kind) <= _LONGEST_TYPE else "application/octet-stream"
    executable = filenames.is_executable(name, kind, payload)
    if executable:
        draft.warn("executable", f"{name} is a program")
    draft.attachments.append(
        Attachment(
            name=name,
            type=kind,
            size=len(payload),
            sha256=hashlib.sha256(payload).hexdigest(),
            inline=inline,
            cid=cid,
            executable=executable,
            content=payload,
        )
    )


def _name(part: Part, payload: bytes) -> str:
    name = (
        part.disposition_params.get("filename")
        or part.params.get("name")
        or part.params.get("filename")
        or ""
    )
    if not name and part.type == "message/rfc822":
        subject = re.search(rb"(?im)^subject:[ \t]*([^\r\n]{1,200})", payload[:8192])
        if subject:
            return decode_words(subject.group(1).decode("utf-8", "replace")).strip()[:80] + ".eml"
    return name


def _fallback(part: Part, number: int) -> str:
    ending = _EXTENSIONS.get(part.type) or mimetypes.guess_extension(part.type) or ".bin"
    return f"attachment-{number}{ending}"


def _read_tnef(draft: Draft, payload: bytes) -> bool:
    """Outlook's winmail.dat: its files take its place when all of it can be read."""
    found = tnef.read(payload)
    if found is None:
        draft.warn("tnef", "winmail.dat cannot be read")
        return False
    for file in found.files:
        name, marked = filenames.safe(file.name, f"attachment-{len(draft.attachments) + 1}.bin")
        draft.warn("file-name", marked)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        keep(draft, name, kind, file.content)
    if found.body and not draft.text.strip():
        draft.shown = draft.text = found.body.replace("\r\n", "\n").strip()[: limits.TEXT_CHARS]
    elif not found.files:
        return False
    draft.warn("tnef", f"{len(found.files)} files were taken out of winmail.dat")
    return True


def _uuencoded(draft: Draft) -> None:
    """Files that old programs put into the text itself."""
    if "\nend" not in draft.shown or "begin " not in draft.shown:
        return
    raw = draft.shown.encode("utf-8")
    out, at = [], 0
    for name, payload, begun, end in transfer.uudecode(raw):
        safe, marked = filenames.safe(name, f"attachment-{len(draft.attachments) + 1}.bin")
        draft.warn("file-name", marked)
        keep(draft, safe, mimetypes.guess_type(safe)[0] or "application/octet-stream", payload)
        out.append(raw[at:begun])
        at = end
    if at:
        draft.shown = draft.text = b"".join([*out, raw[at:]]).decode("utf-8", "replace").strip("\n")
