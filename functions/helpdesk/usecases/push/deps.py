"""What notices on devices work with."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from helpdesk.ports import Directory, TicketStore
from helpdesk.ports.push import Push, PushDevices
from helpdesk.ports.signing_in import OwnSignIns


class PushDesk(msgspec.Struct, frozen=True, kw_only=True):
    """For the API: devices as they are kept, and the check of their addresses."""

    devices: PushDevices
    push: Push


class PushDeps(msgspec.Struct, frozen=True, kw_only=True):
    """For telling. `store` crosses tenants; `records`: which sign-ins still count."""

    store: TicketStore
    directory: Directory
    devices: PushDevices
    push: Push
    records: OwnSignIns
    now: Callable[[], datetime]
