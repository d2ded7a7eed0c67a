"""Mixed mail for the fault runs: what it is, whom it goes to, and what must become of it."""

import random
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import msgspec

TENANTS = ("help@birch.example", "help@larch.example")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One raw mail. `group`: mails that are one and the same; together they must land once per recipient.

    `stopped`: our own mail, which must leave no trace.
    """

    key: str
    group: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    virus: bool = False
    stopped: bool = False


def mixed(count: int, chance: random.Random) -> Iterator[Piece]:
    """So many mails of every kind, the same for the same seed."""
    made = 0
    sent: list[str] = []
    while made < count:
        kind = chance.choice(_KINDS)
        for piece in _pieces(kind, f"{made:05d}", sent, chance):
            yield piece
            made += 1


_KINDS = (
    "new", "new", "new", "new", "reply", "reply", "reply", "file", "both", "twice", "nobody", "own",
    "no-id", "away", "bounce", "virus", "copy", "automatic",
)  # fmt: skip


def _pieces(kind: str, name: str, sent: list[str], chance: random.Random) -> list[Piece]:
    person = f"p{chance.randrange(60)}@people.example"
    to: tuple[str, ...] = (chance.choice(TENANTS),)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = person, to[0], f"{kind} {name}"
    mail["Date"] = f"Mon, 16 Nov 2026 10:{int(name) % 60:02d}:00 +0100"
    if kind != "no-id":
        mail["Message-ID"] = f"<{name}@people.example>"
    for header, value in _HEADERS.get(kind, ()):
        mail[header] = value
    if kind == "reply" and sent:
        mail["In-Reply-To"] = chance.choice(sent)
    mail.set_content(f"This is mail {name}.\n")
    if kind == "file":
        mail.add_attachment(name.encode() * 5_000, maintype="image", subtype="png", filename="a.png")
    if kind == "both":
        to = TENANTS
    if kind == "nobody":
        to = ("nobody@birch.example",)
    if kind == "new":
        sent.append(f"<{name}@people.example>")
    raw = _BOUNCE.format(name=name).encode() if kind == "bounce" else mail.as_bytes(policy=SMTP)
    sender = "" if kind == "bounce" else person
    piece = Piece(
        key=f"inbound/{name}", group=name, raw=raw, sender=sender, recipients=to,
        virus=kind == "virus", stopped=kind == "own",
    )  # fmt: skip
    if kind not in {"twice", "copy"}:
        return [piece]
    trace = b"Received: from elsewhere.example\r\n" if kind == "copy" else b""
    return [piece, msgspec.structs.replace(piece, key=f"inbound/{name}-again", raw=trace + raw)]


_HEADERS = {
    "own": (("X-Loop", "local"),),
    "away": (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")),
    "automatic": (("Auto-Submitted", "auto-generated"),),
}
_BOUNCE = (
    "From: Mail Delivery System <mailer-daemon@people.example>\r\nTo: help@birch.example\r\n"
    "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <{name}@people.example>\r\n"
    "Date: Mon, 16 Nov 2026 10:00:00 +0100\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nNo such person here: {name}.\r\n"
    "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.people.example\r\n\r\n"
    "Final-Recipient: rfc822; gone@people.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
)
