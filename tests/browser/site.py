"""The built portal on a port of its own, with the headers it is served with everywhere."""

import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ops.local.builds.frontend import build_frontend, site
from ops.local.web.headers import headers_of, portal_headers


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that turns away halfway is no news; anything else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed wants a socket


@contextmanager
def serving_site() -> Iterator[str]:
    """The address of the portal; unknown paths get index.html. There is no API behind it."""
    build_frontend()
    root = site().resolve()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            wanted = (root / self.path.split("?")[0].lstrip("/")).resolve()
            inside = wanted.is_relative_to(root) and wanted.is_file()
            self._send(wanted if inside else root / "index.html")

        def _send(self, file: Path) -> None:
            body = file.read_bytes()
            self.send_response(HTTPStatus.OK)
            self.send_header("content-type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("content-length", str(len(body)))
            for name, value in headers_of(self.path, portal_headers()):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
            """Nobody reads it."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
