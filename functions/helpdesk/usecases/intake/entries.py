"""An understood mail as timeline entries; its attachments and long bodies go to the files bucket."""

import msgspec

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.timeline import Actor, Attachment, MessageEntry, NoteEntry
from helpdesk.mail.inbound import InboundMail
from helpdesk.usecases.bodies import html_kept, kept_short
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.fitting import fitting_message, fitting_note
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.vouching import is_vouched_for


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """A mail with what the mail service said about it, on its way to one tenant."""

    scope: TenantRef
    notice: Notice
    mail: InboundMail
    sender: str  # lower case; who it is from for every decision
    message_id: str  # its own, or one made from its place in the bucket
    mark: str  # the id it is known by in the tenant: its own, unless another mail used that before
    fingerprint: str
    recipients: tuple[str, ...]  # those of the envelope that are this tenant's, without detail
    source: bytes
    suspicions: tuple[str, ...] = ()
    repeats: TicketRef | None = None  # where a mail with the same id, sender and date landed

    @property
    def unverified(self) -> bool:
        """Whether the domain it says it is from disowns it."""
        return self.notice.verdicts.sender_forged

    @property
    def vouched_for(self) -> bool:
        """Whether the domain it says it is from stands behind it."""
        return is_vouched_for(self.notice, self.sender, self.source)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything a reader should know."""
        return (*self.suspicions, *self.mail.warnings)


def message_entry(deps: IntakeDeps, arrived: Arrived, by: Actor, said: str = "") -> MessageEntry:
    """The mail as a message that both sides read; `said` stands in for its text."""
    mail = arrived.mail
    text, full_text = kept_short(deps.files, arrived.scope, said or mail.new_text or mail.text)
    quoted, _ = kept_short(deps.files, arrived.scope, _folded(mail))
    html, full_html = html_kept(deps.files, arrived.scope, mail.html)
    entry = MessageEntry(
        id=deps.new_id(),
        at=arrived.notice.received_at,
        by=by,
        text=text,
        quoted=quoted,
        html=html,
        full_html=full_html,
        full_text=full_text,
        attachments=_attachments(deps, arrived),
        message_id=arrived.message_id,
        recipients=arrived.recipients,
        raw=arrived.notice.raw,
        sent_at=mail.date,
        warnings=arrived.warnings,
        unverified=arrived.unverified,
    )
    return fitting_message(deps.files, arrived.scope, entry)


def note_entry(deps: IntakeDeps, arrived: Arrived, by: Actor) -> NoteEntry:
    """The mail as something only the desk reads: an absence note, an unverified colleague."""
    text, _ = kept_short(deps.files, arrived.scope, arrived.mail.new_text or arrived.mail.text)
    entry = NoteEntry(
        id=deps.new_id(),
        at=arrived.notice.received_at,
        by=by,
        text=text,
        raw=arrived.notice.raw,
        attachments=_attachments(deps, arrived),
        warnings=arrived.warnings,
    )
    return fitting_note(entry)


def _folded(mail: InboundMail) -> str:
    return "\n\n".join(part for part in (mail.signature, mail.quoted_text) if part)


def _attachments(deps: IntakeDeps, arrived: Arrived) -> tuple[Attachment, ...]:
    kept = []
    for position, file in enumerate(arrived.mail.attachments, start=1):
        deps.files.put(arrived.scope, file.content, file.type)
        kept.append(
            Attachment(
                id=str(position),
                name=file.name,
                type=file.type,
                size=file.size,
                sha256=file.sha256,
                inline=file.inline,
                cid=file.cid or None,
                dangerous=file.executable,
            )
        )
    return tuple(kept)
