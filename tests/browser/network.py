"""A browser's way to everything, which can be taken away: a SOCKS proxy on the loopback.

Chromium's own "offline" is told to it page by page: single requests of a page that just opens, or is put
away, still go out. Here nothing does, as in a cellar.
"""

import asyncio
import contextlib
import ipaddress
import threading
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from playwright.sync_api import BrowserContext

_VERSION, _NO_SECRET, _CONNECT, _NAME = 5, 0, 1, 3
_DONE, _UNREACHABLE, _REFUSED = 0, 3, 5
_LENGTHS = {1: 4, 4: 16}  # of an address, by its kind (RFC 1928, section 5)


class Network:
    """SOCKS 5 without a password, for TCP."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._there = True
        self._under_way: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0))

    @property
    def address(self) -> str:
        return f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def cut(self, context: BrowserContext) -> None:
        """No network any more, and the browser knows."""
        self._do(self._cut())
        context.set_offline(True)

    def restore(self, context: BrowserContext) -> None:
        """The network is back."""
        self._there = True
        context.set_offline(False)

    def close(self) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    async def _cut(self) -> None:
        self._there = False
        for writer in self._under_way:
            writer.transport.abort()

    async def _end(self) -> None:
        """Until the last one is closed. The door closes after that: asyncio forgets who is just coming in."""
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await self._cut()
            await asyncio.wait(others, return_when=asyncio.FIRST_COMPLETED)
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with self._kept(writer):
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                host, port = await _wanted(reader, writer)
                if self._there:
                    await self._tunnel(host, port, reader, writer)
                else:
                    _answer(writer, _UNREACHABLE)

    async def _tunnel(
        self, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            from_there, to_there = await asyncio.open_connection(host, port)
        except OSError:
            _answer(writer, _REFUSED)
            return
        async with self._kept(to_there):
            if self._there:
                _answer(writer, _DONE)
                await asyncio.gather(_pass_on(reader, to_there), _pass_on(from_there, writer))

    @contextlib.asynccontextmanager
    async def _kept(self, writer: asyncio.StreamWriter) -> AsyncIterator[None]:
        """Under way until it is closed, which takes as long as what was said last is not taken."""
        self._under_way.add(writer)
        try:
            yield
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            self._under_way.discard(writer)


async def _wanted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    _, ways = await reader.readexactly(2)
    await reader.readexactly(ways)
    writer.write(bytes([_VERSION, _NO_SECRET]))
    _, command, _, kind = await reader.readexactly(4)
    assert command == _CONNECT
    if kind == _NAME:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    else:
        host = str(ipaddress.ip_address(await reader.readexactly(_LENGTHS[kind])))
    return host, int.from_bytes(await reader.readexactly(2))


def _answer(writer: asyncio.StreamWriter, code: int) -> None:
    writer.write(bytes([_VERSION, code, 0, 1, 0, 0, 0, 0, 0, 0]))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Until one side is through; when it broke, so does the other."""
    try:
        while some := await reader.read(1 << 16):
            writer.write(some)
            await writer.drain()
        writer.write_eof()
    except OSError:
        writer.transport.abort()
