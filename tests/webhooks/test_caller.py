"""Calling receivers that answer, dawdle, lead elsewhere or are not there, over real HTTP on this machine."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from helpdesk.adapters.webhook_caller import HttpWebhookCaller
from helpdesk.domain.errors import Invalid, Unavailable

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


class _Receiver(BaseHTTPRequestHandler):
    status: ClassVar[int] = 200
    promised: ClassVar[str] = "0"
    got: ClassVar[list[tuple[str, bytes, str | None]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.path, body, self.headers["webhook-id"]))
        self.send_response(self.status)
        if self.status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", self.promised)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[str]:
    _Receiver.got.clear()
    _Receiver.status, _Receiver.promised = 200, "0"
    with HTTPServer(("127.0.0.1", 0), _Receiver) as serving:
        thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}/in"
        serving.shutdown()
        thread.join()


def caller(*addresses: str, loopback: bool = False) -> HttpWebhookCaller:
    return HttpWebhookCaller(now=lambda: NOW, loopback=loopback, resolve_host=lambda _: addresses)


@pytest.mark.parametrize("status", [200, 204, 404, 410, 500])
def test_what_the_receiver_answers_is_written_down(receiver: str, status: int) -> None:
    _Receiver.status = status

    attempt = caller(loopback=True).call(receiver, b'{"type":"x"}', {"webhook-id": "m1"})

    assert (attempt.status, attempt.problem) == (status, "")
    assert _Receiver.got == [("/in", b'{"type":"x"}', "m1")]


def test_a_redirect_is_an_answer_and_not_followed(receiver: str) -> None:
    _Receiver.status = 302

    attempt = caller(loopback=True).call(receiver, b"{}", {"webhook-id": "m1"})

    assert (attempt.status, attempt.taken) == (302, False)
    assert [path for path, _, _ in _Receiver.got] == ["/in"]


def test_nobody_there_is_an_attempt_too() -> None:
    attempt = caller(loopback=True).call("http://127.0.0.1:9/in", b"{}", {})

    assert attempt.status is None
    assert attempt.problem == "it cannot be reached"


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",), ("10.1.2.3",), ("169.254.169.254",), ("192.168.1.1",), ("::1",), ("fd00::1",),
        ("::ffff:10.0.0.1",), ("100.64.0.1",), ("0.0.0.0",), ("93.184.216.34", "10.0.0.1"), ("224.0.0.1",),
    ],
)  # fmt: skip
def test_what_leads_inside_is_not_called(addresses: tuple[str, ...]) -> None:
    inside = caller(*addresses)

    with pytest.raises(Invalid, match="public"):
        inside.check("https://innocent.example/in")
    attempt = inside.call("https://innocent.example/in", b"{}", {})
    assert attempt.status is None
    assert "public" in attempt.problem


@pytest.mark.parametrize(
    "url",
    ["http://shop.example/in", "ftp://shop.example", "https://", "https://user:pw@shop.example/", "//x"],
)
def test_what_is_no_https_address_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as told:
        caller("93.184.216.34").check(url)
    assert told.value.field == "url"


def test_a_name_that_leads_nowhere_is_refused_where_it_was_typed() -> None:
    def nowhere(host: str) -> list[str]:
        raise Unavailable(f"{host} cannot be found")

    with pytest.raises(Invalid, match="cannot be found") as told:
        HttpWebhookCaller(now=lambda: NOW, resolve_host=nowhere).check("https://nobody.example/in")
    assert told.value.field == "url"


def test_a_public_address_is_fine() -> None:
    caller("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946").check("https://shop.example/in?a=1")


def test_loopback_is_for_laptops_alone(receiver: str) -> None:
    with pytest.raises(Invalid):
        caller("127.0.0.1").check(receiver)


def test_a_receiver_that_breaks_off_after_its_status_has_answered(receiver: str) -> None:
    _Receiver.promised = "100"

    attempt = caller(loopback=True).call(receiver, b"{}", {"webhook-id": "m1"})

    assert (attempt.status, attempt.problem) == (200, "")
