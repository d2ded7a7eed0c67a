"""Calls webhooks: public addresses over TLS, one try, of whose answer only the status matters."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from helpdesk.adapters.addresses import Place, Resolve, check_public, resolve
from helpdesk.domain.errors import HelpdeskError, Invalid, Unavailable
from helpdesk.domain.webhooks.messages import Attempt

_SECONDS: Final = (3.05, 15.0)
_AGENT: Final = "Loket-Webhooks/1"


class HttpWebhookCaller:
    """`loopback`: on a laptop, where the receiver is too."""

    def __init__(
        self, *, now: Callable[[], datetime], loopback: bool = False, resolve_host: Resolve = resolve
    ) -> None:
        self._now = now
        self._loopback = loopback
        self._resolve = resolve_host

    def check(self, url: str) -> None:
        try:
            self._place(url)
        except Unavailable as error:
            raise Invalid(field="url", reason=error.detail) from error

    def call(self, url: str, body: bytes, headers: dict[str, str]) -> Attempt:
        at = self._now()
        try:
            status, problem = self._post(url, body, headers), ""
        except HelpdeskError as error:
            status, problem = None, error.detail
        took = self._now() - at
        return Attempt(at=at, milliseconds=int(took.total_seconds() * 1000), status=status, problem=problem)

    def _place(self, url: str) -> Place:
        return check_public(url, field="url", resolve_host=self._resolve, loopback=self._loopback)

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        from helpdesk.adapters.calls import ask  # noqa: PLC0415 - the API's cold start does not wait for it

        headers = {"Content-Type": "application/json", "User-Agent": _AGENT, **headers}
        return ask("POST", self._place(url), headers=headers, data=body, seconds=_SECONDS, most=0).status
