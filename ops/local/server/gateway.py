"""Who answers what: the emulator on its own port; portal, API and local pages on the other."""

from urllib.parse import quote

from ops.local.cloud import API_ID, STAGE
from ops.local.server.compressed import compressed
from ops.local.server.saving import Saver
from ops.local.ses.endpoint import SesEndpoint
from ops.local.ses.pages import MailPages
from ops.local.web.headers import guarded
from ops.local.web.http import App, Receive, Response, Scope, Send, header, json, reply, text
from ops.local.web.site import Site

_READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "Head", "Receive")
_COGNITO = "AWSCognitoIdentityProviderService."


class Gateway:
    """An ASGI app for both ports."""

    def __init__(
        self, *, aws_port: int, aws: App, saver: Saver, site: Site, ses: SesEndpoint, pages: MailPages
    ) -> None:
        self._aws_port = aws_port
        self._aws = aws
        self._saver = saver
        self._site = site
        self._ses = ses
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Dispatch by port, then by path."""
        if scope["server"][1] == self._aws_port:
            await self._emulator(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["path"].startswith("/api/"):
            await compressed(self._api)(scope, receive, send)
        elif scope["path"].startswith("/_cognito/"):
            await self._sign_in(scope, receive, send)
        else:
            response = guarded(await self._local(scope, receive))
            await reply(send, response, head=scope["method"] == "HEAD")

    async def _emulator(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._aws(scope, receive, send)
        if scope["type"] == "http" and changes(scope):
            self._saver.changed()

    async def _at(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        await self._emulator({**scope, "path": path, "raw_path": quote(path).encode()}, receive, send)

    async def _api(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._at(f"/_aws/execute-api/{API_ID}/{STAGE}{scope['path']}", scope, receive, send)

    async def _sign_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cognito's own API and its keys, so that the browser needs no second origin."""
        path = scope["path"].removeprefix("/_cognito")
        is_call = (scope["method"], path) == ("POST", "/") and header(scope, "x-amz-target").startswith(
            _COGNITO
        )
        is_keys = scope["method"] == "GET" and path.endswith("/.well-known/jwks.json")
        if is_call or is_keys:
            await self._at(path, scope, receive, send)
        else:
            await reply(send, guarded(text("Only Cognito's JSON API and its keys are here.", 404)))

    async def _local(self, scope: Scope, receive: Receive) -> Response:
        path: str = scope["path"]
        if path.startswith("/_ses/"):
            return await self._ses.answer(scope, path.removeprefix("/_ses"), receive)
        if path.startswith("/_loket/"):
            return await self._own(scope["method"], path)
        if scope["method"] not in {"GET", "HEAD"}:
            return text("Only the API takes anything but GET.", 405)
        if path == "/dev/mail" or path.startswith(("/dev/mail.", "/dev/mail/")):
            return self._pages.answer(path)
        return self._site.answer(path, header(scope, "if-none-match"), header(scope, "accept-encoding"))

    async def _own(self, method: str, path: str) -> Response:
        if (method, path) == ("GET", "/_loket/health"):
            return json(
                {"ok": not self._saver.last.error, "saved": self._saver.last, "dirty": self._saver.dirty}
            )
        if (method, path) == ("POST", "/_loket/save"):
            saved = await self._saver.save()
            return json(saved, 500 if saved.error else 200)
        return text("There is nothing here.", 404)


def changes(scope: Scope) -> bool:
    """Whether this request can have changed the emulator's state."""
    target = header(scope, "x-amz-target").rpartition(".")[2]
    if target:
        return not target.startswith(_READS)
    return scope["method"] not in {"GET", "HEAD", "OPTIONS"}
