"""Serves the built portal as CloudFront would: files, index.html for page addresses, strict headers."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from ops.local.web.headers import headers_of
from ops.local.web.http import HTML, Response, text

NEVER_CHANGES = "/_app/immutable/"  # SvelteKit names these files by their content
FALLBACK = "index.html"

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": HTML,
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}

_COMPRESSED = frozenset({".js", ".mjs", ".css", ".html", ".json", ".webmanifest", ".svg", ".wasm"})


class Site:
    """Files under one folder."""

    def __init__(self, folder: Path, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self._folder = folder
        self._headers = headers

    def answer(self, path: str, known_etag: str = "", accepts: str = "") -> Response:
        """The file at this path, or the app's shell for a page address; compressed, as CloudFront does."""
        file = self._file(path)
        if file is None:
            return self._missing(path)
        content = file.read_bytes()
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = (("etag", etag), ("cache-control", _cache(path)), *headers_of(path, self._headers))
        if etag == known_etag:
            return Response(body=b"", type=_type(file), status=304, headers=headers)
        if "gzip" in accepts and file.suffix in _COMPRESSED:
            more = (("content-encoding", "gzip"), ("vary", "accept-encoding"))
            return Response(body=_zipped(content), type=_type(file), headers=(*headers, *more))
        return Response(body=content, type=_type(file), headers=headers)

    def _file(self, path: str) -> Path | None:
        wanted = (self._folder / path.lstrip("/")).resolve()
        if not wanted.is_relative_to(self._folder.resolve()):
            return None
        if wanted.is_file():
            return wanted
        shell = self._folder / FALLBACK
        return shell if not Path(path).suffix and shell.is_file() else None

    def _missing(self, path: str) -> Response:
        if not (self._folder / FALLBACK).is_file():
            return text(
                "The portal is not built. `make run` builds it; the API and the mail doors work.", 503
            )
        return text(f"There is no file {path}.", 404)


def _type(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _cache(path: str) -> str:
    return "public, max-age=31536000, immutable" if path.startswith(NEVER_CHANGES) else "no-cache"


@lru_cache(maxsize=512)
def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, 9)
