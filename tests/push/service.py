"""A push service on this machine, as senders see it: it takes parcels, or says that a browser is gone."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Parcel(NamedTuple):
    """One POST as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """`gone`: paths of browsers that want no more."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.parcels: queue.Queue[Parcel] = queue.Queue()
        self.gone: set[str] = set()


@contextmanager
def serving() -> Iterator[PushService]:
    """On a port of its own, on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        service = PushService(f"http://127.0.0.1:{server.server_port}")
        server.service = service  # type: ignore[attr-defined]  # the handler has no other way to it
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        service: PushService = self.server.service  # type: ignore[attr-defined]  # see above
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        service.parcels.put(Parcel(self.path, headers, body))
        self.send_response(410 if self.path in service.gone else 201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""
