"""Notices on people's devices."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from helpdesk import config, observe
from helpdesk.bootstrap.parts import clients
from helpdesk.config import Settings

if TYPE_CHECKING:
    from helpdesk.adapters.web_push.sender import WebPush
    from helpdesk.storage.table import Table
    from helpdesk.usecases.push.deps import PushDeps


def push_of(settings: Settings) -> "WebPush":
    """The deployment's key out of the secrets, and the way out."""
    from helpdesk.adapters.vault import SsmVault
    from helpdesk.adapters.web_push.sender import WebPush
    from helpdesk.adapters.webhook_caller import HttpWebhookCaller

    return WebPush(
        SsmVault(clients().ssm, settings[config.SECRETS_PATH]),
        HttpWebhookCaller(now=observe.now, loopback=bool(settings.get(config.LOOPBACK_WEBHOOKS))),
        contact=f"mailto:{parseaddr(settings[config.SENDER])[1]}",
        now=observe.now,
    )


def push_deps(settings: Settings, table: "Table") -> "PushDeps":
    """The table across tenants, and the way out."""
    from helpdesk.storage.checker import CrossTenantChecker
    from helpdesk.storage.directory import TableDirectory
    from helpdesk.storage.own_sign_ins import TableOwnSignIns
    from helpdesk.storage.push import TablePushDevices
    from helpdesk.usecases.push.deps import PushDeps

    return PushDeps(
        store=CrossTenantChecker(table, settings.work_shards),
        directory=TableDirectory(table, observe.now),
        devices=TablePushDevices(table),
        push=push_of(settings),
        records=TableOwnSignIns(table),
        now=observe.now,
    )
