"""What the steps of the chain work on: one mail, half understood."""

from datetime import datetime
from typing import Literal

from helpdesk.mail.inbound import Address, Attachment, Auto, Bounce, Forwarded, Kind
from helpdesk.mail.mime.headers import Headers
from helpdesk.mail.mime.parts import Part


class Draft:
    """Every step reads what the ones before it found and fills in its own fields. Names as in InboundMail."""

    def __init__(self, raw: bytes, deployment: str | None) -> None:
        self.raw = raw
        self.deployment = deployment
        self.warnings: list[str] = []
        self.root = Part(b"", (0, 0), Headers([]), depth=0, default="text/plain")
        # who and what
        self.sender = Address()
        self.to: tuple[Address, ...] = ()
        self.cc: tuple[Address, ...] = ()
        self.reply_to: tuple[Address, ...] = ()
        self.subject = self.topic = self.message_id = self.loop_id = self.language = ""
        self.date: datetime | None = None
        self.in_reply_to: tuple[str, ...] = ()
        self.references: tuple[str, ...] = ()
        # the body: `shown` is the text with marks around quotes, `source_html` the HTML as it came
        self.files: list[Part] = []
        self.shown = self.source_html = self.html = ""
        self.has_plain = False
        self.text = self.new_text = self.quoted_text = self.signature = ""
        self.attachments: list[Attachment] = []
        self.encrypted: Literal["", "smime", "pgp"] = ""
        self.signed: Literal["", "smime", "pgp"] = ""
        # what kind of mail
        self.kind: Kind = "human"
        self.auto: Auto | None = None
        self.bounce: Bounce | None = None
        self.forwarded: Forwarded | None = None
        self.subject_tags: tuple[str, ...] = ()
        self.thread_ids: tuple[str, ...] = ()

    @property
    def headers(self) -> Headers:
        return self.root.headers

    def warn(self, code: str, sentence: str) -> None:
        warning = f"{code}: {sentence}"
        if sentence and warning not in self.warnings and len(self.warnings) < 100:
            self.warnings.append(warning)
