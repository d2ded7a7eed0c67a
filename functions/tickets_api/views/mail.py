"""Mail that waits in quarantine, as clients see it."""

from typing import Literal

import msgspec

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.quarantine import Cause, Decision, DecisionKind, QuarantinedMail
from helpdesk.mail.inbound import Address, InboundMail
from helpdesk.usecases.quarantine import Held
from tickets_api.views.shapes import Instant

_TEXT_SHOWN = 24_000
_HTML_SHOWN = 400_000
_FILES_SHOWN = 200


class DecisionView(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody made of it. `ticket`: where a released mail landed. Until `done` it still waits."""

    what: DecisionKind
    by: str
    at: Instant
    target: str
    ticket: str | None
    done: bool


class QuarantinedView(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that could not be placed, and why."""

    id: str
    at: Instant
    cause: Cause
    detail: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    desk: str | None
    tenant: TenantRef | None
    decision: DecisionView | None


class QuarantineList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of quarantined mail, newest first."""

    items: tuple[QuarantinedView, ...]
    next: str | None


class AddressView(msgspec.Struct, frozen=True, kw_only=True):
    """A name and an address, as the mail has them."""

    name: str
    email: str


class FileView(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the mail. It can be had with the raw mail only."""

    name: str
    type: str
    size: int
    inline: bool
    dangerous: bool


class VerdictsView(msgspec.Struct, frozen=True, kw_only=True):
    """What the mail service thinks: PASS, FAIL, GRAY, PROCESSING_FAILED or DISABLED."""

    spam: str
    virus: str
    spf: str
    dkim: str
    dmarc: str


class MailPreview(msgspec.Struct, frozen=True, kw_only=True):
    """The mail as it was understood. `html` is cleaned, without remote images; null when there is none.

    `cut`: the text is longer than shown, or the HTML too long to be. `date` is the sender's clock.
    """

    kind: Literal["human", "auto-reply", "out-of-office", "bounce", "feedback", "list", "calendar", "own"]
    sender: AddressView
    to: tuple[AddressView, ...]
    cc: tuple[AddressView, ...]
    subject: str
    date: Instant | None
    text: str
    html: str | None
    cut: bool
    language: str
    files: tuple[FileView, ...]
    warnings: tuple[str, ...]


class QuarantinedMailView(QuarantinedView, frozen=True, kw_only=True):
    """A quarantined mail with its content; `mail` is null when its raw bytes are gone."""

    verdicts: VerdictsView
    return_path: str
    mail: MailPreview | None


def show_kept(kept: QuarantinedMail) -> QuarantinedView:
    """As lists show it."""
    return QuarantinedView(
        id=kept.id,
        at=kept.at,
        cause=kept.cause,
        detail=kept.detail,
        sender=kept.sender,
        recipients=kept.recipients,
        subject=kept.subject,
        desk=kept.desk,
        tenant=TenantRef(kept.desk, kept.tenant) if kept.desk and kept.tenant else None,
        decision=_decision(kept.decision) if kept.decision else None,
    )


def show_held(held: Held) -> QuarantinedMailView:
    """With its content."""
    common, verdicts = show_kept(held.kept), held.kept.verdicts
    return QuarantinedMailView(
        **{name: getattr(common, name) for name in common.__struct_fields__},
        verdicts=VerdictsView(
            spam=verdicts.spam,
            virus=verdicts.virus,
            spf=verdicts.spf,
            dkim=verdicts.dkim,
            dmarc=verdicts.dmarc,
        ),
        return_path=held.kept.return_path,
        mail=_preview(held.mail) if held.mail else None,
    )


def _decision(decision: Decision) -> DecisionView:
    return DecisionView(
        what=decision.what,
        by=decision.by,
        at=decision.at,
        target=decision.target,
        ticket=decision.ticket or None,
        done=decision.done,
    )


def _preview(mail: InboundMail) -> MailPreview:
    return MailPreview(
        kind=mail.kind,
        sender=_address(mail.sender),
        to=tuple(_address(each) for each in mail.to[:50]),
        cc=tuple(_address(each) for each in mail.cc[:50]),
        subject=mail.subject[:1000],
        date=mail.date,
        text=mail.text[:_TEXT_SHOWN],
        html=mail.html if 0 < len(mail.html) <= _HTML_SHOWN else None,
        cut=len(mail.text) > _TEXT_SHOWN or len(mail.html) > _HTML_SHOWN,
        language=mail.language,
        files=tuple(
            FileView(name=f.name, type=f.type, size=f.size, inline=f.inline, dangerous=f.executable)
            for f in mail.attachments[:_FILES_SHOWN]
        ),
        warnings=mail.warnings,
    )


def _address(address: Address) -> AddressView:
    return AddressView(name=address.name, email=address.email)
