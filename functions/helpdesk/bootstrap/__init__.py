"""The one place that knows the concrete classes, and wires them for each function.

`wire_…(settings)` builds what a function needs; the short names beside them do it once per process from
the environment. Nothing happens at import, and each function imports only what it uses.
"""

import functools
from typing import TYPE_CHECKING

from helpdesk import config
from helpdesk.bootstrap.doors import wire_api, wire_authorizer, wire_sign_in
from helpdesk.bootstrap.finding import wire_desks, wire_feed, wire_search
from helpdesk.bootstrap.work import (
    RelayQueues,
    wire_checker,
    wire_intake,
    wire_outbox,
    wire_privacy,
    wire_relay,
    wire_reminders,
    wire_webhooks,
)

__all__ = [
    "RelayQueues",
    "api",
    "authorizer",
    "checker",
    "desks",
    "feed",
    "intake",
    "outbox",
    "privacy",
    "relay",
    "reminders",
    "search",
    "sign_in",
    "webhooks",
]

if TYPE_CHECKING:
    from helpdesk.usecases.api_deps import ApiDeps
    from helpdesk.usecases.check_promises import CheckerDeps
    from helpdesk.usecases.deliver import OutboxDeps
    from helpdesk.usecases.entering import AuthorizerDeps
    from helpdesk.usecases.intake.deps import IntakeDeps
    from helpdesk.usecases.knowledge.reminding import ReminderDeps
    from helpdesk.usecases.privacy.deps import PrivacyDeps
    from helpdesk.usecases.search import SearchDeps
    from helpdesk.usecases.search_feed import FeedDeps
    from helpdesk.usecases.sign_in_mail import SignInDeps
    from helpdesk.usecases.webhooks.deps import WebhookDeps


@functools.cache
def intake() -> "IntakeDeps":
    """For `intake_email`."""
    return wire_intake(config.from_environment())


@functools.cache
def outbox() -> "OutboxDeps":
    """For `outbox`."""
    return wire_outbox(config.from_environment())


@functools.cache
def reminders() -> "ReminderDeps":
    """For `outbox`, every hour."""
    return wire_reminders(config.from_environment())


@functools.cache
def checker() -> "CheckerDeps":
    """For `sla_checker`."""
    return wire_checker(config.from_environment())


@functools.cache
def relay() -> RelayQueues:
    """For the stream's relay."""
    return wire_relay(config.from_environment())


@functools.cache
def webhooks() -> "WebhookDeps":
    """For `webhooks`."""
    return wire_webhooks(config.from_environment())


@functools.cache
def privacy() -> "PrivacyDeps":
    """For `privacy`."""
    return wire_privacy(config.from_environment())


@functools.cache
def api() -> "ApiDeps":
    """For `tickets_api`."""
    return wire_api(config.from_environment())


@functools.cache
def authorizer() -> "AuthorizerDeps":
    """For `authorizer`."""
    return wire_authorizer(config.from_environment())


@functools.cache
def sign_in() -> "SignInDeps":
    """For `sign_in`."""
    return wire_sign_in(config.from_environment())


@functools.cache
def search() -> "SearchDeps":
    """For `kb_search`'s API."""
    return wire_search(config.from_environment())


@functools.cache
def feed() -> "FeedDeps":
    """For `kb_search`'s index feed."""
    return wire_feed(config.from_environment())


def desks() -> tuple[str, ...]:
    """The ids of all desks, as they are now."""
    return wire_desks(config.from_environment())()
