"""One arrived mail, from its bytes to its place in every tenant it was sent to.

Safe to repeat: the mark of its message id, written in the same transaction as the entry, stops a second
landing in the same tenant.
"""

import hashlib
from collections import defaultdict

import msgspec

from helpdesk.domain.errors import NotFound
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.quarantine import Cause
from helpdesk.domain.reply_address import ReplyDetail, split_address
from helpdesk.domain.sender_rules import judge
from helpdesk.mail.inbound import InboundMail
from helpdesk.mail.understand import understand
from helpdesk.usecases.deps import Home, home_of
from helpdesk.usecases.intake.address_tests import confirm_address
from helpdesk.usecases.intake.deps import IntakeDeps
from helpdesk.usecases.intake.entries import Arrived
from helpdesk.usecases.intake.fingerprints import fingerprint
from helpdesk.usecases.intake.landing import Fate, Landing, keep_back, land
from helpdesk.usecases.intake.notice import Notice
from helpdesk.usecases.intake.placing import Wish
from helpdesk.usecases.intake.suspicion import suspicions
from helpdesk.usecases.intake.vouching import is_vouched_for

__all__ = ["Fate", "Landing", "Post", "arrive", "read_post", "receive", "release"]


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it came, and as it was understood."""

    notice: Notice
    source: bytes
    mail: InboundMail


def read_post(deps: IntakeDeps, notice: Notice) -> Post:
    """Fetch and understand it. Raises NotFound when the raw mail is gone."""
    source = deps.raw.fetch(notice.raw)
    return Post(notice=notice, source=source, mail=understand(source, deployment=deps.deployment))


def receive(deps: IntakeDeps, notice: Notice) -> tuple[Landing, ...]:
    """Place the mail once per tenant among its envelope recipients; unknown ones go to quarantine."""
    post = read_post(deps, notice)
    tested = confirm_address(deps, notice, post.mail.subject)
    if tested:
        return (Landing(fate=Fate.STOPPED, detail=tested),)
    if post.mail.kind == "own":
        return (Landing(fate=Fate.STOPPED, detail="our own mail came back"),)
    tenants, unknown = _tenants(deps, notice)
    landings = [_in_tenant(deps, post, scope, to) for scope, to in tenants.items()]
    if unknown:
        cause, detail = Cause.UNKNOWN_RECIPIENT, f"nobody receives mail at {', '.join(unknown)}"
        landings.append(keep_back(deps, notice, post.mail, cause, detail, recipients=unknown))
    return tuple(landings)


def arrive(home: Home, post: Post, recipients: tuple[str, ...]) -> Arrived:
    """The mail on its way to one tenant."""
    mail, notice = post.mail, post.notice
    message_id = mail.message_id or f"{hashlib.sha256(notice.raw.encode()).hexdigest()}@raw"
    return Arrived(
        scope=home.tenant.ref,
        notice=notice,
        mail=mail,
        sender=(mail.sender.email or notice.sender).lower(),
        message_id=message_id,
        mark=message_id,
        fingerprint=fingerprint(post.source),
        recipients=tuple(dict.fromkeys(split_address(each)[0] for each in recipients)),
        source=post.source,
        suspicions=tuple(suspicions(home, mail.sender)),
    )


def details_of(recipients: tuple[str, ...]) -> list[ReplyDetail]:
    """What reply addresses among them claim."""
    return [detail for each in recipients if (detail := split_address(each)[1])]


def release(deps: IntakeDeps, notice: Notice, scope: TenantRef, wish: Wish) -> Landing:
    """Take in a mail that a person vouches for: no list and no verdict stops it. Raises NotFound."""
    home = home_of(deps.directory, deps.agreements, scope)
    post = read_post(deps, notice)
    return land(deps, home, arrive(home, post, notice.recipients), details_of(notice.recipients), wish)


def _tenants(deps: IntakeDeps, notice: Notice) -> tuple[dict[TenantRef, tuple[str, ...]], tuple[str, ...]]:
    tenants: dict[TenantRef, tuple[str, ...]] = defaultdict(tuple)
    unknown = []
    for recipient in notice.recipients:
        scope = deps.directory.tenant_of_address(split_address(recipient)[0])
        if scope is None:
            unknown.append(recipient)
        else:
            tenants[scope] += (recipient,)
    return tenants, tuple(unknown)


def _in_tenant(deps: IntakeDeps, post: Post, scope: TenantRef, recipients: tuple[str, ...]) -> Landing:
    try:
        home = home_of(deps.directory, deps.agreements, scope)
    except NotFound:
        detail = f"tenant {scope} is gone"
        return keep_back(deps, post.notice, post.mail, Cause.UNKNOWN_RECIPIENT, detail, recipients=recipients)
    refusal = _refusal(post, home)
    if refusal:
        return keep_back(deps, post.notice, post.mail, *refusal, scope=scope, recipients=recipients)
    return land(deps, home, arrive(home, post, recipients), details_of(recipients))


def _refusal(post: Post, home: Home) -> tuple[Cause, str] | None:
    notice, mail = post.notice, post.mail
    if notice.verdicts.virus == "FAIL":
        return Cause.VIRUS, "the mail service found a virus in it"
    if home.tenant.suspended or home.config.desk.suspended:
        return Cause.SUSPENDED_TENANT, f"{home.tenant.name} is suspended"
    if not (mail.sender.email or notice.sender):
        readable = bool(mail.text or mail.subject or mail.attachments)
        return (Cause.NO_SENDER, "it does not say who sent it") if readable else (
            Cause.UNREADABLE, "nothing in it could be read"
        )  # fmt: skip
    return _unwelcome(post, home)


def _unwelcome(post: Post, home: Home) -> tuple[Cause, str] | None:
    """What the lists of the tenant and its desk, and the spam filter, say about the sender."""
    notice, sender = post.notice, (post.mail.sender.email or post.notice.sender).lower()
    lists = home.config.mail.senders_of(home.tenant.ref.tenant)
    said = judge(sender, lists)
    if said.blocked:
        return Cause.BLOCKED_SENDER, f"{said.blocked} is on the block list"
    agents = home.config.agents.values()
    colleagues = {agent.person.email.lower() for agent in agents if not agent.suspended}
    strict = home.config.mail.only_allowed(home.tenant.ref.tenant)
    bounce = post.mail.kind == "bounce"
    if strict and not (
        said.allowed or bounce or (sender in colleagues and is_vouched_for(notice, sender, post.source))
    ):
        return Cause.SENDER_NOT_ALLOWED, f"{sender} is not on the allow list"
    if notice.verdicts.spam == "FAIL" and not (said.allowed and not notice.verdicts.sender_forged):
        return Cause.SPAM, "the mail service takes it for spam"
    return None
