"""`loket mail parse`: what the intake understands of a mail, as JSON lines, without any server."""

import sys
from pathlib import Path

import msgspec

from helpdesk.mail.inbound import Address, InboundMail
from helpdesk.mail.understand import understand, understand_text


def parse(*files: str, text: bool = False, deployment: str | None = None) -> int:
    """Print what the intake understands of each mail, one JSON object a line (docs/mail-parse.md).

    Parameters
    ----------
    files
        Mails as raw bytes (.eml). `-` reads one from standard input.
    text
        The input is a bare body: only split it into new text, quotes and signature.
    deployment
        Value of our own X-Loop header: a mail that bears it is of kind "own".
    """
    if not files:
        print("Name at least one file, or - for standard input.", file=sys.stderr)
        return 2
    failed = 0
    for name in files:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            _print({"file": name, "error": f"cannot be read: {error.strerror}"})
            failed += 1
            continue
        mail = understand_text(_text(raw)) if text else understand(raw, deployment=deployment)
        _print(as_record(name, mail))
    return 1 if failed else 0


def as_record(file: str, mail: InboundMail) -> dict[str, object]:
    """The documented form; the order of its keys is part of it."""
    return {
        "file": file,
        "kind": mail.kind,
        "from": _person(mail.sender),
        "to": [_person(a) for a in mail.to],
        "cc": [_person(a) for a in mail.cc],
        "reply_to": [_person(a) for a in mail.reply_to],
        "subject": mail.subject,
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "in_reply_to": " ".join(mail.in_reply_to),
        "references": list(mail.references),
        "text": mail.text,
        "new_text": mail.new_text,
        "quoted_text": mail.quoted_text,
        "signature": mail.signature,
        "html": mail.html,
        "language": mail.language,
        "attachments": [
            {
                "name": a.name,
                "type": a.type,
                "size": a.size,
                "inline": a.inline,
                "cid": a.cid,
                "sha256": a.sha256,
            }
            for a in mail.attachments
        ],
        "bounce": mail.bounce
        and {
            "hard": mail.bounce.hard,
            "recipients": [
                {"email": r.email, "status": r.status, "reason": r.reason} for r in mail.bounce.recipients
            ],
        },
        "auto": mail.auto and {"reason": mail.auto.reason},
        "warnings": list(mail.warnings),
    }


def _person(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _print(record: dict[str, object]) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")
