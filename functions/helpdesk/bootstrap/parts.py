"""What several functions share: clients, the table, who may reach what."""

import functools
from typing import TYPE_CHECKING

from helpdesk import config, observe
from helpdesk.config import Settings

if TYPE_CHECKING:
    from helpdesk.adapters.clients import Clients
    from helpdesk.ports import Files, Session, Sessions
    from helpdesk.storage.table import Table
    from helpdesk.storage.tables import Tables
    from helpdesk.usecases.agreements import Agreements


@functools.cache
def clients() -> "Clients":
    from helpdesk.adapters.clients import Clients

    return Clients()


def table_of(settings: Settings) -> "Table":
    from helpdesk.storage.table import Table

    return Table(settings[config.TABLE])


def tables_of(settings: Settings, own: "Table") -> "Tables":
    """Under sessions of their own where roles for them were deployed; else all as one."""
    from helpdesk.scoped_rights import ScopedRights
    from helpdesk.storage.row import Credentials
    from helpdesk.storage.table import Table
    from helpdesk.storage.tables import OneTable, SessionTables

    sessions = sessions_of(settings)
    if sessions is None:
        return OneTable(own)

    def bind(session: "Session") -> Table:
        credentials = Credentials(session.access_key, session.secret_key, session.token)
        return Table(settings[config.TABLE], credentials=credentials)

    return SessionTables(own, ScopedRights(bind, sessions, observe.now))


def tenant_files(settings: Settings) -> "Files":
    """The same for files."""
    from helpdesk.adapters.files import S3Files, TenantFiles
    from helpdesk.scoped_rights import ScopedRights

    aws, bucket, sessions = clients(), settings[config.FILES_BUCKET], sessions_of(settings)
    if sessions is None:
        return S3Files(aws.s3, bucket)

    def bind(session: "Session") -> S3Files:
        return S3Files(aws.s3_under(session), bucket)

    return TenantFiles(ScopedRights(bind, sessions, observe.now))


def sessions_of(settings: Settings) -> "Sessions | None":
    """None where no roles for them were deployed."""
    from helpdesk.adapters.sessions import StsSessions

    desk_role, tenant_role = settings.get(config.DESK_ROLE), settings.get(config.TENANT_ROLE)
    if not desk_role or not tenant_role:
        return None
    return StsSessions(clients().sts, desk_role=desk_role, tenant_role=tenant_role)


@functools.cache
def agreements() -> "Agreements":
    from helpdesk.holiday_days import public_holidays
    from helpdesk.usecases.agreements import Agreements

    return Agreements(public_holidays)
