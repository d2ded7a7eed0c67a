"""Calls webhooks: public addresses over TLS, one try, no redirects, little time and little to read."""

from collections.abc import Callable
from datetime import datetime

from helpdesk.adapters.oidc.addresses import Resolve, check_public, resolve
from helpdesk.domain.errors import HelpdeskError, Invalid, Unavailable
from helpdesk.domain.webhooks.messages import Attempt

_SECONDS = (3.05, 15.0)  # to connect, and between any two bytes
_MOST_READ = 64 * 1024
_AGENT = "Loket-Webhooks/1"


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
            check_public(url, resolve_host=self._resolve, loopback=self._loopback)
        except Invalid as error:
            raise Invalid(field="url", reason=error.reason) from error
        except Unavailable as error:
            raise Invalid(field="url", reason=error.detail) from error

    def call(self, url: str, body: bytes, headers: dict[str, str]) -> Attempt:
        at = self._now()
        try:
            self.check(url)  # again: a name may lead elsewhere by now
            status, problem = self._post(url, body, headers), ""
        except HelpdeskError as error:
            status, problem = None, error.detail
        except OSError as error:  # all that requests raises is one
            status, problem = None, _why(error)
        took = self._now() - at
        return Attempt(at=at, milliseconds=int(took.total_seconds() * 1000), status=status, problem=problem)

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        import requests  # noqa: PLC0415 - the API's cold start does not wait for it

        with requests.Session() as session:
            session.trust_env = False  # no proxies or passwords out of the function's surroundings
            answer = session.post(
                url,
                data=body,
                headers={"Content-Type": "application/json", "User-Agent": _AGENT, **headers},
                timeout=_SECONDS,
                allow_redirects=False,
                stream=True,
            )
            answer.raw.read(_MOST_READ)  # politely; nothing in it matters
            return answer.status_code


def _why(error: OSError) -> str:
    """What the log says; the library's own words would show addresses behind the name."""
    from requests import exceptions  # noqa: PLC0415 - see above

    if isinstance(error, exceptions.SSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, exceptions.Timeout):
        return "it did not answer in time"
    if isinstance(error, exceptions.ConnectionError):
        return "it cannot be reached"
    return "it broke off"
