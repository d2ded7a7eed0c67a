"""What these verbs work with: on the API's side, and where the work is done."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import msgspec

from helpdesk.ports import Files
from helpdesk.ports.audit import AuditLog
from helpdesk.ports.privacy import DuePrivacyJobs, Estates, PrivacyJobs, PrivateObjects, Traces
from helpdesk.ports.signing_in import SsoProviders, Vault


class PrivacyDesk(msgspec.Struct, frozen=True, kw_only=True):
    """For the API. `exports` signs links to volumes."""

    jobs: PrivacyJobs
    exports: Files


class ErasableAccounts(Protocol):
    """The user pool, as far as it forgets people."""

    def account_of(self, email: str) -> str | None:
        """The name of the account of this address."""
        ...

    def delete(self, email: str) -> None:
        """The account, if there is one."""
        ...


class PrivacyDeps(msgspec.Struct, frozen=True, kw_only=True):
    """For the function that does the work."""

    jobs: DuePrivacyJobs
    traces: Traces
    estates: Estates
    sso: SsoProviders
    vault: Vault
    audit: AuditLog
    objects: PrivateObjects
    files: Files
    accounts: ErasableAccounts
    now: Callable[[], datetime]
    failed: Callable[[str, Exception], None]
