"""Just enough of ASGI: read a body, send a response."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HTML = "text/html; charset=utf-8"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """A whole response."""

    body: bytes
    type: str = TEXT
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def text(sentence: str, status: int = 200) -> Response:
    """One line for a person."""
    return Response(body=f"{sentence}\n".encode(), status=status)


def json(value: object, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """Anything msgspec can encode."""
    return Response(body=msgspec.json.encode(value), type=JSON, status=status, headers=headers)


async def reply(send: Send, response: Response, *, head: bool = False) -> None:
    """Send it; without the body for HEAD."""
    headers = [
        ("content-type", response.type),
        ("content-length", str(len(response.body))),
        *response.headers,
    ]
    await send(
        {
            "type": "http.response.start",
            "status": response.status,
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        }
    )
    await send({"type": "http.response.body", "body": b"" if head else response.body})


async def read_body(receive: Receive) -> bytes:
    """The whole request body."""
    chunks: list[bytes] = []
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


def header(scope: Scope, name: str) -> str:
    """A request header or ""."""
    wanted = name.lower().encode()
    return next((value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted), "")
