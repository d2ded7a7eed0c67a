"""What happened at the door, in the function's log. An audit that is kept takes the place of this."""

import msgspec

from helpdesk import observe
from helpdesk.domain.sign_ins import SignInEvent


class LoggedSignIns:
    """One line an event."""

    def __init__(self, service: str) -> None:
        self._service = service

    def record(self, event: SignInEvent) -> None:
        observe.logger(self._service).info("sign-in", extra={"event": msgspec.to_builtins(event)})
