"""One call to an address that somebody typed: no redirects, no proxies, little time, little to read.

Loads requests, so whoever calls imports it when they do.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import NewConnectionError

from helpdesk.adapters.addresses import Place
from helpdesk.domain.errors import Unavailable

_MOST_ADDRESSES: Final = 3


Send = Callable[[HTTPAdapter], requests.Response]


class Answered(NamedTuple):
    """An HTTP answer, as far as it matters."""

    status: int
    content: bytes


def ask(
    method: str,
    place: Place,
    *,
    headers: dict[str, str],
    data: bytes | dict[str, str] | None = None,
    seconds: tuple[float, float],
    most: int,
    trusted: str | None = None,
) -> Answered:
    """Ask once. `seconds`: to connect, and between any two bytes; `most`: how long a content is read at all.

    `trusted`: a file with the certificates to trust, in place of the ones that everybody does.

    Raises Unavailable, whose detail says of the host what it did; the library's words would show addresses.
    """
    try:
        # No session: it would read proxies and passwords out of the function's surroundings, and the whole
        # content of a redirect, however long.
        request = requests.Request(method, place.url, headers=headers, data=data).prepare()

        def send(adapter: HTTPAdapter) -> requests.Response:
            return adapter.send(request, stream=True, timeout=seconds, verify=trusted or True)

        with _reached(place.addresses[:_MOST_ADDRESSES], send) as answer:
            return Answered(answer.status_code, _read(answer, most))
    except (requests.RequestException, OSError) as error:
        raise Unavailable(_why(error)) from error


def _reached(addresses: tuple[str, ...], send: Send) -> requests.Response:
    """By the first of the addresses that takes a connection; without any, by where the URL says."""
    if not addresses:
        return send(HTTPAdapter())
    first, *others = addresses
    try:
        return send(_Pinned(first))
    except requests.ConnectionError as error:
        if not others or not _never_began(error):
            raise
    return _reached(tuple(others), send)


class _Pinned(HTTPAdapter):
    """Connects to this address, and to nobody there who cannot show the certificate of the URL's host."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,
        cert: str | tuple[str, str] | None = None,
    ) -> tuple[Any, Any]:  # dictionaries whose types only the stubs know
        place, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        names = {"server_hostname": place["host"], "assert_hostname": place["host"]}
        return {**place, "host": self._address}, {**tls, **names}

    def add_headers(self, request: requests.PreparedRequest, **_: object) -> None:
        request.headers["Host"] = urlsplit(str(request.url)).netloc


def _read(answer: requests.Response, most: int) -> bytes:
    content = b""
    try:
        for chunk in answer.iter_content(16 * 1024) if most else ():
            content += chunk
            if len(content) > most:
                raise Unavailable("it sends too much")
    except requests.RequestException as error:
        raise Unavailable("it broke off") from error
    return content


def _never_began(error: requests.ConnectionError) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)


def _why(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate cannot be trusted"
    if isinstance(error, requests.Timeout):
        return "it did not answer in time"
    if isinstance(error, requests.ConnectionError):
        return "it cannot be reached"
    return "it broke off"
