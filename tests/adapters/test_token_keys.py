"""Fetching signing keys from a server that stumbles."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from helpdesk.adapters.token_keys import HttpTokenKeys
from helpdesk.domain.errors import Unavailable

KEYS = b'{"keys":[{"kid":"1"}]}'


class _Handler(BaseHTTPRequestHandler):
    answers: ClassVar[list[tuple[int, bytes]]] = []
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, body = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    _Handler.answers.clear()
    _Handler.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/pool/.well-known/jwks.json"
        serving.shutdown()
        thread.join()


def test_keys_are_fetched(server: str) -> None:
    _Handler.answers += [(200, KEYS)]
    assert HttpTokenKeys(server).fetch() == KEYS
    assert _Handler.asked == ["/pool/.well-known/jwks.json"]


def test_a_stumble_is_overcome(server: str) -> None:
    _Handler.answers += [(500, b""), (200, KEYS)]
    assert HttpTokenKeys(server).fetch() == KEYS


@pytest.mark.parametrize("answer", [(500, b""), (404, b""), (302, b""), (200, b"x" * 300_000)])
def test_what_is_no_key_set_is_refused(server: str, answer: tuple[int, bytes]) -> None:
    _Handler.answers += [answer] * 3
    with pytest.raises(Unavailable):
        HttpTokenKeys(server).fetch()
    assert set(_Handler.asked) == {"/pool/.well-known/jwks.json"}


def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        HttpTokenKeys("http://127.0.0.1:9/jwks.json").fetch()
