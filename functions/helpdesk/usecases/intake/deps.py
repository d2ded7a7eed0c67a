"""The ports that intake works with."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from helpdesk.ports import Directory, Files, IntakeStore, NewId, RawMail
from helpdesk.usecases.agreements import Agreements


class IntakeDeps(msgspec.Struct, frozen=True, kw_only=True):
    """Gathered once by bootstrap. `deployment` is this installation's id, as our X-Loop header carries it."""

    store: IntakeStore
    directory: Directory
    raw: RawMail
    files: Files
    agreements: Agreements
    now: Callable[[], datetime]
    new_id: NewId
    deployment: str
