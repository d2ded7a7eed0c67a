"""What the verbs work with, gathered once by bootstrap."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec

from helpdesk.domain.desks import DeskConfig, Tenant
from helpdesk.domain.errors import Conflict, NotFound, VersionConflict
from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Directory, Files, NewId, Stores
from helpdesk.usecases.agreements import Agreements, TenantAgreement

T = TypeVar("T")

MAX_TRIES = 6
"""How often a change is applied anew to a ticket that somebody else changed in between."""


class Deps(msgspec.Struct, frozen=True, kw_only=True):
    """The ports every request needs."""

    stores: Stores
    directory: Directory
    files: Files
    agreements: Agreements
    now: Callable[[], datetime]
    new_id: NewId


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant with the configuration of its desk and what it was promised."""

    config: DeskConfig
    tenant: Tenant
    agreement: TenantAgreement


def home_of(directory: Directory, agreements: Agreements, scope: TenantRef, *, anew: bool = False) -> Home:
    """Where a ticket lives; `anew`: as it is stored. Raises NotFound when the tenant is gone."""
    config = directory.fresh(scope.desk) if anew else desk_with(directory, scope)
    tenant = config.tenants.get(scope.tenant)
    if tenant is None:
        raise NotFound(f"tenant {scope} does not exist")
    return Home(config=config, tenant=tenant, agreement=agreements.of(config, tenant))


def desk_with(directory: Directory, scope: TenantRef) -> DeskConfig:
    """The tenant's desk, read anew when what is kept of it is older than the tenant. Raises NotFound."""
    config = directory.desk(scope.desk)
    return config if scope.tenant in config.tenants else directory.fresh(scope.desk)


def retrying(attempt: Callable[[], T], *, also: tuple[type[Conflict], ...] = (), once: bool = False) -> T:
    """Do `attempt` again, from reading on, when somebody else's write came first.

    `also`: further conflicts that reading anew resolves. `once`: not again, as who asks said what they had
    seen, and has to be told. Raises the last one after MAX_TRIES.
    """
    passing: tuple[type[Conflict], ...] = (VersionConflict, *also)
    tries_left = 1 if once else MAX_TRIES
    while True:
        try:
            return attempt()
        except passing:
            tries_left -= 1
            if not tries_left:
                raise
