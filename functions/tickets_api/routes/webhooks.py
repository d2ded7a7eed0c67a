"""Webhooks of a desk: set up, tried, and what was told to them (admins)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from helpdesk.domain.errors import Conflict, VersionConflict
from helpdesk.domain.webhooks.hooks import LONGEST_URL, Webhook
from helpdesk.ports import MAX_PAGE, PageRequest
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.webhooks import setup
from helpdesk.web.answers import Answer
from helpdesk.web.calls import Call
from helpdesk.web.routes import Blueprint
from helpdesk.web.texts import Id, Line, one_line
from tickets_api.views import webhooks as shown
from tickets_api.views.webhooks import (
    HookMessageList,
    HookMessageView,
    NewWebhookView,
    WebhookList,
    WebhookView,
)

blueprint = Blueprint(__name__)

EventName = Annotated[str, Meta(max_length=40, pattern=r"^[a-z]+\.[a-z]+$", examples=["ticket.opened"])]


class WebhookInput(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`url`: a public https address. `events`: see docs/webhooks.md. `tenants` empty: all of the desk's."""

    name: Line
    url: Annotated[str, Meta(min_length=9, max_length=LONGEST_URL, pattern="^https?://")]
    events: Annotated[tuple[EventName, ...], Meta(min_length=1, max_length=20)]
    tenants: Annotated[tuple[Id, ...], Meta(max_length=500)] = ()
    enabled: bool = True


class MessagesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page of what was told."""

    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = 25
    cursor: Annotated[str, Meta(max_length=100)] | None = None


@blueprint.get("/api/v1/desks/{desk}/webhooks")
def list_webhooks(call: Call[ApiDeps], desk: Id) -> WebhookList:
    """List the desk's webhooks (admins)."""
    hooks = setup.listed(call.deps, call.principal, desk)
    return WebhookList(items=tuple(shown.webhook(hook) for hook in hooks))


@blueprint.post("/api/v1/desks/{desk}/webhooks", errors=(Conflict,))
def make_webhook(call: Call[ApiDeps], desk: Id, body: WebhookInput) -> Answer[NewWebhookView]:
    """Make a webhook (admins). Its `secret` is shown here and never again."""
    hook = setup.make(call.deps, call.principal, desk, _wanted(body))
    return Answer(body=NewWebhookView(webhook=shown.webhook(hook), secret=hook.secret), version=hook.version)


@blueprint.put("/api/v1/desks/{desk}/webhooks/{webhook}", conflict=WebhookView)
def change_webhook(call: Call[ApiDeps], desk: Id, webhook: Id, body: WebhookInput) -> Answer[WebhookView]:
    """Change a webhook (admins); one that was stopped is called again."""
    try:
        hook = setup.change(call.deps, call.principal, desk, webhook, _wanted(body), expected=call.if_match)
    except VersionConflict as conflict:
        current = shown.webhook(conflict.current) if isinstance(conflict.current, Webhook) else None
        raise VersionConflict(conflict.detail, current=current) from conflict
    return Answer(body=shown.webhook(hook), version=hook.version)


@blueprint.delete("/api/v1/desks/{desk}/webhooks/{webhook}")
def delete_webhook(call: Call[ApiDeps], desk: Id, webhook: Id) -> None:
    """Delete a webhook (admins); what still waits to be told is not."""
    setup.delete(call.deps, call.principal, desk, webhook)


@blueprint.post("/api/v1/desks/{desk}/webhooks/{webhook}/secrets", status=200, errors=(Conflict,))
def renew_webhook_secret(call: Call[ApiDeps], desk: Id, webhook: Id) -> Answer[NewWebhookView]:
    """Give a webhook a new secret (admins), from the next message on."""
    hook = setup.renew_secret(call.deps, call.principal, desk, webhook)
    return Answer(body=NewWebhookView(webhook=shown.webhook(hook), secret=hook.secret), version=hook.version)


@blueprint.post("/api/v1/desks/{desk}/webhooks/{webhook}/trials", status=200)
def try_webhook(call: Call[ApiDeps], desk: Id, webhook: Id) -> HookMessageView:
    """Send a message that means nothing, now (admins), and see what the receiver answers."""
    return shown.message(setup.try_out(call.deps, call.principal, desk, webhook))


@blueprint.get("/api/v1/desks/{desk}/webhooks/{webhook}/messages")
def list_webhook_messages(
    call: Call[ApiDeps], desk: Id, webhook: Id, query: MessagesQuery
) -> HookMessageList:
    """List what was told to a webhook in the last 30 days, newest first (admins)."""
    page = PageRequest(limit=query.limit, cursor=query.cursor)
    messages, following = setup.log(call.deps, call.principal, desk, webhook, page)
    return HookMessageList(items=tuple(shown.message(one) for one in messages), next=following)


@blueprint.post(
    "/api/v1/desks/{desk}/webhooks/{webhook}/messages/{message}/replays", status=200, errors=(Conflict,)
)
def replay_webhook_message(call: Call[ApiDeps], desk: Id, webhook: Id, message: Id) -> HookMessageView:
    """Send a message again, now (admins): the same `webhook-id`, a new timestamp and signature."""
    return shown.message(setup.send_again(call.deps, call.principal, desk, webhook, message))


def _wanted(body: WebhookInput) -> setup.Wanted:
    return setup.Wanted(
        name=one_line(body.name),
        url=body.url.strip(),
        events=body.events,
        tenants=body.tenants,
        enabled=body.enabled,
    )
