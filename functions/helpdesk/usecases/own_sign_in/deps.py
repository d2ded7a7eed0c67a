"""What one's own way in works with."""

from collections.abc import Callable

import msgspec

from helpdesk.ports.signing_in import DoorPolicies, Lockouts, OwnSignIns
from helpdesk.usecases.tally import Tally


class OwnDeps(msgspec.Struct, frozen=True, kw_only=True):
    """`new_code`: a recovery code; `new_totp`: a secret for an app that makes codes (base 32)."""

    records: OwnSignIns
    policies: DoorPolicies
    lockouts: Lockouts
    new_code: Callable[[], str]
    new_totp: Callable[[], str]
    tally: Tally
    service: str = "Loket"
