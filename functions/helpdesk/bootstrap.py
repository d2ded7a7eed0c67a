"""The one place that knows the concrete classes, and wires them for each function.

`wire_…(settings)` builds what a function needs; the short names beside them do it once per process from
the environment. Nothing happens at import, and each function imports only what it uses.
"""

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from helpdesk import config, observe
from helpdesk.config import Settings
from helpdesk.ports import Queue

if TYPE_CHECKING:
    from helpdesk.adapters.clients import Clients
    from helpdesk.domain.deliveries import Delivery
    from helpdesk.ports import Files, Session, Sessions
    from helpdesk.search.index import TicketIndex
    from helpdesk.storage.table import Table
    from helpdesk.storage.tables import Tables
    from helpdesk.usecases.agreements import Agreements
    from helpdesk.usecases.api_deps import ApiDeps
    from helpdesk.usecases.check_promises import CheckerDeps
    from helpdesk.usecases.deliver import OutboxDeps
    from helpdesk.usecases.entering import AuthorizerDeps
    from helpdesk.usecases.intake.deps import IntakeDeps
    from helpdesk.usecases.search import SearchDeps
    from helpdesk.usecases.search_feed import FeedDeps
    from helpdesk.usecases.sign_in_mail import SignInDeps


class RelayQueues(msgspec.Struct, frozen=True):
    """Where the table's stream goes on to."""

    outbox: Queue
    index: Queue


@functools.cache
def intake() -> "IntakeDeps":
    """For `intake_email`."""
    return wire_intake(config.from_environment())


@functools.cache
def outbox() -> "OutboxDeps":
    """For `outbox`."""
    return wire_outbox(config.from_environment())


@functools.cache
def checker() -> "CheckerDeps":
    """For `sla_checker`."""
    return wire_checker(config.from_environment())


@functools.cache
def relay() -> RelayQueues:
    """For the stream's relay."""
    return wire_relay(config.from_environment())


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


def wire_intake(settings: Settings) -> "IntakeDeps":
    """Mail bucket, files bucket, and the table across tenants."""
    from helpdesk.adapters.files import S3Files
    from helpdesk.adapters.mailbox import S3RawMail
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.intake import CrossTenantIntake
    from helpdesk.usecases.intake.deps import IntakeDeps

    clients, table = _clients(), _table(settings)
    return IntakeDeps(
        store=CrossTenantIntake(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        raw=S3RawMail(clients.s3, settings[config.MAIL_BUCKET]),
        files=S3Files(clients.s3, settings[config.FILES_BUCKET]),
        agreements=_agreements(),
        now=observe.now,
        new_id=observe.new_id,
        deployment=settings[config.DEPLOYMENT],
    )


def wire_outbox(settings: Settings) -> "OutboxDeps":
    """The table across tenants, files, and SES."""
    from email.utils import parseaddr

    from helpdesk.adapters.files import S3Files
    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.mail.outgoing.letters import Sender
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.outbox import CrossTenantOutbox
    from helpdesk.usecases.deliver import OutboxDeps

    clients, table = _clients(), _table(settings)
    return OutboxDeps(
        store=CrossTenantOutbox(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        files=S3Files(clients.s3, settings[config.FILES_BUCKET]),
        agreements=_agreements(),
        mailer=SesMailer(clients.sesv2, settings[config.CONFIGURATION_SET]),
        sender=Sender(
            deployment=settings[config.DEPLOYMENT],
            portal_url=settings[config.PORTAL_URL],
            no_reply=parseaddr(settings.get(config.SENDER))[1],
        ),
        region=settings.get("AWS_REGION", "us-east-1"),
        broken=_template_broken,
        now=observe.now,
    )


def wire_checker(settings: Settings) -> "CheckerDeps":
    """The table across tenants, and the outbox queue."""
    from helpdesk.adapters.queue import SqsQueue
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.check_promises import CheckerDeps

    table = _table(settings)
    queue = SqsQueue(_clients().sqs, settings[config.OUTBOX_QUEUE])
    return CheckerDeps(
        store=CrossTenantChecker(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        agreements=_agreements(),
        attempts=TableAttempts(table),
        redeliver=functools.partial(_redeliver, queue),
        now=observe.now,
        new_id=observe.new_id,
        workers=8,
    )


def wire_relay(settings: Settings) -> RelayQueues:
    """The two queues behind the stream."""
    from helpdesk.adapters.queue import SqsQueue

    sqs = _clients().sqs
    return RelayQueues(
        outbox=SqsQueue(sqs, settings[config.OUTBOX_QUEUE]), index=SqsQueue(sqs, settings[config.INDEX_QUEUE])
    )


def wire_api(settings: Settings) -> "ApiDeps":
    """Stores bound to the caller, the directory, files and the user pool."""
    from helpdesk.adapters.accounts import CognitoAccounts
    from helpdesk.storage.api_keys import TableApiKeys
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.editor import TableDirectoryEditor
    from helpdesk.storage.scoped import TableStores
    from helpdesk.usecases.api_deps import ApiDeps, SignInSettings

    clients, table = _clients(), _table(settings)
    return ApiDeps(
        stores=TableStores(_tables(settings, table), settings.work_shards),
        directory=TableDirectory(table, observe.now),
        files=_tenant_files(settings),
        agreements=_agreements(),
        now=observe.now,
        new_id=observe.new_id,
        accounts=CognitoAccounts(clients.cognito, settings[config.USER_POOL]),
        api_keys=TableApiKeys(table),
        new_secret=observe.new_secret,
        attempts=TableAttempts(table),
        editor=TableDirectoryEditor(table),
        sign_in=SignInSettings(
            region=settings.get("AWS_REGION", "us-east-1"),
            client_id=settings[config.USER_POOL_CLIENT],
            url=settings[config.SIGN_IN_URL],
        ),
        intake=wire_intake(settings),
    )


def wire_authorizer(settings: Settings) -> "AuthorizerDeps":
    """The directory, and the user pool's keys."""
    from helpdesk.adapters.token_keys import HttpTokenKeys
    from helpdesk.storage.api_keys import TableApiKeys
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.scoped import TableStores
    from helpdesk.usecases.entering import AuthorizerDeps

    table = _table(settings)
    return AuthorizerDeps(
        stores=TableStores(table, settings.work_shards),
        api_keys=TableApiKeys(table),
        directory=TableDirectory(table, observe.now),
        keys=HttpTokenKeys(settings[config.TOKEN_KEYS_URL]),
        issuer=settings[config.TOKEN_ISSUER],
        client_id=settings[config.USER_POOL_CLIENT],
        now=observe.now,
    )


def wire_sign_in(settings: Settings) -> "SignInDeps":
    """The directory, counts, and SES."""
    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.sign_in_mail import SignInDeps

    table = _table(settings)
    return SignInDeps(
        directory=TableDirectory(table, observe.now),
        mailer=SesMailer(_clients().sesv2, settings[config.CONFIGURATION_SET]),
        attempts=TableAttempts(table),
        now=observe.now,
        new_id=observe.new_id,
        sender=settings[config.SENDER],
        portal_url=settings[config.PORTAL_URL],
        deployment=settings[config.DEPLOYMENT],
    )


def wire_search(settings: Settings) -> "SearchDeps":
    """The search index, and the directory."""
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.search import SearchDeps

    return SearchDeps(index=_index(settings), directory=TableDirectory(_table(settings), observe.now))


def wire_feed(settings: Settings) -> "FeedDeps":
    """The search index, and the table across tenants."""
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.usecases.search_feed import FeedDeps

    table = _table(settings)
    return FeedDeps(
        store=CrossTenantChecker(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        index=_index(settings),
    )


def _index(settings: Settings) -> "TicketIndex":
    import tempfile
    from pathlib import Path

    from helpdesk.adapters.objects import S3Objects
    from helpdesk.search.index import TicketIndex

    bucket = settings[config.INDEX_BUCKET]
    return TicketIndex(
        S3Objects(_clients().s3, bucket),
        Path(tempfile.gettempdir()) / f"loket-index-{bucket}",
        now=observe.now,
        new_id=observe.new_id,
    )


def _template_broken(tenant: str, letter: str, reason: str) -> None:
    """The standard letter went instead; somebody should mend the template."""
    from aws_lambda_powertools import single_metric
    from aws_lambda_powertools.metrics import MetricUnit

    facts = {"tenant": tenant, "letter": letter, "why": reason}
    observe.logger("outbox").warning("template cannot be used", extra=facts)
    with single_metric(name="BrokenTemplate", unit=MetricUnit.Count, value=1, namespace="Loket") as metric:
        metric.add_dimension(name="tenant", value=tenant)


def _redeliver(queue: Queue, deliveries: "Iterable[Delivery]") -> None:
    from helpdesk.messages import of_delivery

    queue.send([msgspec.json.encode(of_delivery(delivery)).decode() for delivery in deliveries])


@functools.cache
def _clients() -> "Clients":
    from helpdesk.adapters.clients import Clients

    return Clients()


def _table(settings: Settings) -> "Table":
    from helpdesk.storage.table import Table

    return Table(settings[config.TABLE])


def _tables(settings: Settings, own: "Table") -> "Tables":
    """Under sessions of their own where roles for them were deployed; else all as one."""
    from helpdesk.scoped_rights import ScopedRights
    from helpdesk.storage.row import Credentials
    from helpdesk.storage.table import Table
    from helpdesk.storage.tables import OneTable, SessionTables

    sessions = _sessions(settings)
    if sessions is None:
        return OneTable(own)

    def bind(session: "Session") -> Table:
        credentials = Credentials(session.access_key, session.secret_key, session.token)
        return Table(settings[config.TABLE], credentials=credentials)

    return SessionTables(own, ScopedRights(bind, sessions, observe.now))


def _tenant_files(settings: Settings) -> "Files":
    """The same for files."""
    from helpdesk.adapters.files import S3Files, TenantFiles
    from helpdesk.scoped_rights import ScopedRights

    clients, bucket, sessions = _clients(), settings[config.FILES_BUCKET], _sessions(settings)
    if sessions is None:
        return S3Files(clients.s3, bucket)

    def bind(session: "Session") -> S3Files:
        return S3Files(clients.s3_under(session), bucket)

    return TenantFiles(ScopedRights(bind, sessions, observe.now))


def _sessions(settings: Settings) -> "Sessions | None":
    """None where no roles for them were deployed."""
    from helpdesk.adapters.sessions import StsSessions

    desk_role, tenant_role = settings.get(config.DESK_ROLE), settings.get(config.TENANT_ROLE)
    if not desk_role or not tenant_role:
        return None
    return StsSessions(_clients().sts, desk_role=desk_role, tenant_role=tenant_role)


@functools.cache
def _agreements() -> "Agreements":
    from helpdesk.holiday_days import public_holidays
    from helpdesk.usecases.agreements import Agreements

    return Agreements(public_holidays)
