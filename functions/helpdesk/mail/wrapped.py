"""Step: S/MIME and PGP shown as such, and the first sender of a mail that somebody passed on."""

import re

from helpdesk.mail.draft import Draft
from helpdesk.mail.envelope import people
from helpdesk.mail.inbound import Address, Forwarded
from helpdesk.mail.mime import addresses, headers
from helpdesk.mail.reply import lines

_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SMIME_SIGNATURE = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_PGP_SIGNATURE = frozenset({"application/pgp-signature", "application/x-pgp-signature"})


def see_wrappers(draft: Draft) -> None:
    kinds = {part.type for part in draft.root.walk()}
    smime = next((p for p in draft.root.walk() if p.type in _SMIME), None)
    if smime:
        if "signed" in smime.params.get("smime-type", "").lower():
            draft.signed = "smime"
        else:
            draft.encrypted = "smime"
    elif "application/pgp-encrypted" in kinds or "-----BEGIN PGP MESSAGE-----" in draft.text[:20_000]:
        draft.encrypted = "pgp"
    if kinds & _SMIME_SIGNATURE:
        draft.signed = "smime"
    elif kinds & _PGP_SIGNATURE or "-----BEGIN PGP SIGNED MESSAGE-----" in draft.text[:20_000]:
        draft.signed = "pgp"
    if draft.encrypted:
        draft.warn("encrypted", f"the content is encrypted ({draft.encrypted}) and cannot be read here")
    draft.forwarded = _inline(draft.text) or _attached(draft)


def _inline(text: str) -> Forwarded | None:
    """A header block under a forwarding line, or at the top of a mail."""
    rows = text[:100_000].split("\n")
    at = next((n for n, row in enumerate(rows) if lines.is_forward(row)), None)
    if at is None:
        first = next((n for n, row in enumerate(rows) if row.strip()), 0)
        if lines.header_key(rows[first])[0] != "from":
            return None
        at = first - 1
    sender, subject, last = Address(), "", at
    for n in range(at + 1, min(at + 16, len(rows))):
        kind, value = lines.header_key(rows[n])
        if kind == "from" and not sender.email:
            sender = next(
                iter(addresses.parse(re.sub(r"\[mailto:([^\]]+)\]", r"<\1>", value.strip(" *")))), Address()
            )
            last = n
        elif kind == "subject" and not subject:
            subject, last = value.strip(" *"), n
        elif kind:
            last = n
        elif sender.email and not rows[n].strip():
            break
    if not sender.email:
        return None
    return Forwarded(sender=sender, subject=subject, text="\n".join(rows[last + 1 :]).strip())


def _attached(draft: Draft) -> Forwarded | None:
    found = [part for part in draft.files if part.type == "message/rfc822" and part.depth]
    if len(found) != 1 or draft.root.type == "multipart/report":
        return None
    payload, _ = found[0].payload()
    fields, _, _ = headers.read(payload, 0, min(len(payload), 65536))
    sender = next(iter(people(fields, "from")), Address())
    return Forwarded(sender=sender, subject=fields.text("subject")) if sender.email else None
