"""Answers of the API compressed as API Gateway does it: what is large enough, for whoever takes gzip."""

import gzip
from typing import Final

from ops.local.web.http import App, Message, Receive, Scope, Send, header

SMALLEST: Final = 1024  # bytes; infra/constructs/api.py says the same to API Gateway
_QUICK: Final = 5


def compressed(app: App) -> App:
    """The same app; it answers in one piece."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "gzip" not in header(scope, "accept-encoding"):
            await app(scope, receive, send)
            return
        begun: list[Message] = []
        body: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_smaller(begun[0], b"".join(body), send)
            else:
                await send(message)

        await app(scope, receive, hold)

    return answer


async def _send_smaller(start: Message, body: bytes, send: Send) -> None:
    names = {bytes(name).lower() for name, _ in start["headers"]}
    if len(body) >= SMALLEST and b"content-encoding" not in names:
        body = gzip.compress(body, _QUICK)
        kept = [(n, v) for n, v in start["headers"] if bytes(n).lower() != b"content-length"]
        more = [(b"content-length", str(len(body)).encode()), (b"content-encoding", b"gzip")]
        start = {**start, "headers": [*kept, *more, (b"vary", b"accept-encoding")]}
    await send(start)
    await send({"type": "http.response.body", "body": body})
