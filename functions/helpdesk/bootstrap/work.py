"""Functions that queues, the stream and the clock drive."""

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from helpdesk import config, observe
from helpdesk.bootstrap.parts import agreements, clients, table_of
from helpdesk.config import Settings
from helpdesk.ports import Queue

if TYPE_CHECKING:
    from helpdesk.domain.deliveries import Delivery
    from helpdesk.usecases.check_promises import CheckerDeps
    from helpdesk.usecases.deliver import OutboxDeps
    from helpdesk.usecases.intake.deps import IntakeDeps
    from helpdesk.usecases.knowledge.reminding import ReminderDeps
    from helpdesk.usecases.privacy.deps import PrivacyDeps
    from helpdesk.usecases.webhooks.deps import WebhookDeps


class RelayQueues(msgspec.Struct, frozen=True):
    """Where the table's stream goes on to."""

    outbox: Queue
    index: Queue
    webhooks: Queue


def wire_intake(settings: Settings) -> "IntakeDeps":
    """Mail bucket, files bucket, and the table across tenants."""
    from helpdesk.adapters.files import S3Files
    from helpdesk.adapters.mailbox import S3RawMail
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.intake import CrossTenantIntake
    from helpdesk.usecases.intake.deps import IntakeDeps

    aws, table = clients(), table_of(settings)
    return IntakeDeps(
        store=CrossTenantIntake(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        raw=S3RawMail(aws.s3, settings[config.MAIL_BUCKET]),
        files=S3Files(aws.s3, settings[config.FILES_BUCKET]),
        agreements=agreements(),
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

    aws, table = clients(), table_of(settings)
    return OutboxDeps(
        store=CrossTenantOutbox(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        files=S3Files(aws.s3, settings[config.FILES_BUCKET]),
        agreements=agreements(),
        mailer=SesMailer(aws.sesv2, settings[config.CONFIGURATION_SET]),
        sender=Sender(
            deployment=settings[config.DEPLOYMENT],
            portal_url=settings[config.PORTAL_URL],
            no_reply=parseaddr(settings.get(config.SENDER))[1],
        ),
        region=settings.get("AWS_REGION", "us-east-1"),
        broken=_template_broken,
        now=observe.now,
        new_id=observe.new_id,
    )


def wire_reminders(settings: Settings) -> "ReminderDeps":
    """Knowledge of all desks, and SES."""
    from email.utils import parseaddr

    from helpdesk.adapters.mailer import SesMailer
    from helpdesk.mail.outgoing.letters import Sender
    from helpdesk.storage.administration import TableAdministration
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.knowledge import TableKnowledge
    from helpdesk.storage.knowledge_feedback import TableFeedback
    from helpdesk.usecases.knowledge.reminding import ReminderDeps

    aws, table = clients(), table_of(settings)
    return ReminderDeps(
        desks=TableAdministration(table).desks,
        directory=TableDirectory(table, observe.now),
        store=TableKnowledge(table),
        feedback=TableFeedback(table),
        mailer=SesMailer(aws.sesv2, settings[config.CONFIGURATION_SET]),
        sender=Sender(
            deployment=settings[config.DEPLOYMENT],
            portal_url=settings[config.PORTAL_URL],
            no_reply=parseaddr(settings.get(config.SENDER))[1],
        ),
        now=observe.now,
        new_id=observe.new_id,
        failed=_not_reminded,
    )


def _not_reminded(desk: str) -> None:
    observe.logger("outbox").exception("nobody could be reminded", extra={"desk": desk})


def wire_checker(settings: Settings) -> "CheckerDeps":
    """The table across tenants, and the outbox queue."""
    from helpdesk.adapters.queue import SqsQueue
    from helpdesk.storage.attempts import TableAttempts
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.handovers import TableHandovers
    from helpdesk.storage.knowledge import TableKnowledge
    from helpdesk.usecases.check_promises import CheckerDeps
    from helpdesk.usecases.handovers.working import HandoverDeps

    table = table_of(settings)
    store, directory = CrossTenantChecker(table, settings.work_shards), TableDirectory(table, observe.now)
    queue = SqsQueue(clients().sqs, settings[config.OUTBOX_QUEUE])
    return CheckerDeps(
        store=store,
        directory=directory,
        agreements=agreements(),
        attempts=TableAttempts(table),
        redeliver=functools.partial(_redeliver, queue),
        now=observe.now,
        new_id=observe.new_id,
        workers=8,
        handovers=HandoverDeps(
            jobs=TableHandovers(table),
            tickets=store,
            knowledge=TableKnowledge(table),
            directory=directory,
            agreements=agreements(),
            now=observe.now,
            new_id=observe.new_id,
        ),
    )


def wire_relay(settings: Settings) -> RelayQueues:
    """The queues behind the stream."""
    from helpdesk.adapters.queue import SqsQueue

    sqs = clients().sqs
    return RelayQueues(
        outbox=SqsQueue(sqs, settings[config.OUTBOX_QUEUE]),
        index=SqsQueue(sqs, settings[config.INDEX_QUEUE]),
        webhooks=SqsQueue(sqs, settings[config.WEBHOOK_QUEUE]),
    )


def wire_webhooks(settings: Settings) -> "WebhookDeps":
    """The table across tenants, and the way out."""
    from helpdesk.adapters.queue import SqsQueue
    from helpdesk.adapters.webhook_caller import HttpWebhookCaller
    from helpdesk.bootstrap.notices import push_deps
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.webhooks import TableWebhooks
    from helpdesk.usecases.webhooks.deps import WebhookDeps

    table = table_of(settings)
    queue = SqsQueue(clients().sqs, settings[config.WEBHOOK_QUEUE])
    return WebhookDeps(
        store=CrossTenantChecker(table, settings.work_shards),
        hooks=TableWebhooks(table),
        caller=HttpWebhookCaller(now=observe.now, loopback=bool(settings.get(config.LOOPBACK_WEBHOOKS))),
        again=functools.partial(_again, queue),
        push=push_deps(settings, table),
        now=observe.now,
    )


def wire_privacy(settings: Settings) -> "PrivacyDeps":
    """The table across tenants with the right to edit and delete, both buckets, and the user pool."""
    from helpdesk.adapters.accounts import CognitoAccounts
    from helpdesk.adapters.files import S3Files
    from helpdesk.adapters.private_objects import S3PrivateObjects
    from helpdesk.adapters.vault import SsmVault
    from helpdesk.storage.audit import TableAudit
    from helpdesk.storage.estates import TableEstates
    from helpdesk.storage.privacy_jobs import TablePrivacyJobs
    from helpdesk.storage.sso import TableSsoProviders
    from helpdesk.storage.traces import TableTraces
    from helpdesk.usecases.privacy.deps import PrivacyDeps

    aws, table = clients(), table_of(settings)
    mail, files = settings[config.MAIL_BUCKET], settings[config.FILES_BUCKET]
    return PrivacyDeps(
        jobs=TablePrivacyJobs(table),
        traces=TableTraces(table, settings.work_shards),
        estates=TableEstates(table, settings.work_shards),
        sso=TableSsoProviders(table),
        vault=SsmVault(aws.ssm, settings[config.SECRETS_PATH]),
        audit=TableAudit(table),
        objects=S3PrivateObjects(aws.s3, mail=mail, files=files, index=settings[config.INDEX_BUCKET]),
        files=S3Files(aws.s3, files),
        accounts=CognitoAccounts(aws.cognito, settings[config.USER_POOL]),
        now=observe.now,
        failed=_privacy_failed,
    )


def _privacy_failed(job: str, error: Exception) -> None:
    observe.logger("privacy").error("a job cannot go on", extra={"job": job, "why": repr(error)[:300]})


def _again(queue: Queue, messages: Sequence[tuple[str, str, str]]) -> None:
    from helpdesk.messages import RetryMessage

    asked = [RetryMessage(desk=desk, hook=hook, message=message) for desk, hook, message in messages]
    queue.send([msgspec.json.encode(one).decode() for one in asked])


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
