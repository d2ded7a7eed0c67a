"""The local API compresses as API Gateway does."""

import asyncio
import gzip

import pytest

from ops.local.server.compressed import SMALLEST, compressed
from ops.local.web.http import Message, Receive, Response, Scope, Send, reply


def asked(body: bytes, accepts: str) -> tuple[dict[bytes, bytes], bytes]:
    """The headers and the body that come back for this answer of the API."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await reply(send, Response(body=body, type="application/json"))

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": [(b"accept-encoding", accepts.encode())]}

    async def ask() -> None:
        await compressed(app)(scope, receive, send)

    asyncio.run(ask())
    start, content = sent
    return dict(start["headers"]), content["body"]


def test_a_large_answer_is_compressed_for_who_takes_it() -> None:
    body = b"x" * SMALLEST

    headers, content = asked(body, "gzip, br")

    assert gzip.decompress(content) == body
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(content)).encode()


@pytest.mark.parametrize(("size", "accepts"), [(SMALLEST - 1, "gzip"), (SMALLEST, "identity"), (0, "gzip")])
def test_all_others_are_left_as_they_are(size: int, accepts: str) -> None:
    body = b"x" * size

    headers, content = asked(body, accepts)

    assert content == body
    assert b"content-encoding" not in headers
    assert headers[b"content-length"] == str(size).encode()
