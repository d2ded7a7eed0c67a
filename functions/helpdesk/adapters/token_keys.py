"""The public keys of the user pool, fetched over HTTP."""

import requests

from helpdesk.domain.errors import Unavailable

_SECONDS = 3.0
_TRIES = 3
_LARGEST = 256 * 1024


class HttpTokenKeys:
    """A JSON Web Key Set (RFC 7517) at one address. Keeping it is for the caller."""

    def __init__(self, url: str) -> None:
        self._url = url

    def fetch(self) -> bytes:
        for left in reversed(range(_TRIES)):
            try:
                answer = requests.get(self._url, timeout=_SECONDS, allow_redirects=False)
            except requests.RequestException as error:
                if not left:
                    raise Unavailable("the user pool's keys cannot be fetched") from error
                continue
            if answer.status_code == 200 and len(answer.content) <= _LARGEST:
                return answer.content
        raise Unavailable("the user pool's keys cannot be fetched")
