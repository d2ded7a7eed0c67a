"""SendEmail of SESv2 over HTTP: functions reach it by AWS_ENDPOINT_URL_SESV2."""

import asyncio
import logging

from ops.local.ses.aftermath import Aftermath
from ops.local.ses.mailbox import SentMail
from ops.local.ses.request import Refused, read
from ops.local.ses.sending import Sender
from ops.local.web.http import Receive, Response, Scope, json, read_body

SEND_EMAIL = "/v2/email/outbound-emails"

log = logging.getLogger(__name__)


class SesEndpoint:
    """Answers at once; events follow in the background, as on AWS."""

    def __init__(self, sender: Sender, aftermath: Aftermath) -> None:
        self._sender = sender
        self._aftermath = aftermath
        self._running: set[asyncio.Task[None]] = set()

    async def answer(self, scope: Scope, path: str, receive: Receive) -> Response:
        """The response to one call."""
        if (scope["method"], path) != ("POST", SEND_EMAIL):
            return _error("NotFoundException", f"Only POST {SEND_EMAIL} exists here.", 404)
        body = await read_body(receive)
        try:
            sent, raw = await asyncio.to_thread(lambda: self._sender.send(read(body)))
        except Refused as refused:
            return _error(refused.code, str(refused), 400)
        self._follow_up(sent, raw)
        return json({"MessageId": sent.id})

    def _follow_up(self, sent: SentMail, raw: bytes) -> None:
        task = asyncio.create_task(self._tell(sent, raw))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _tell(self, sent: SentMail, raw: bytes) -> None:
        try:
            await asyncio.to_thread(self._aftermath.of, sent, raw)
        except Exception:
            log.exception("The events of mail %s could not be published.", sent.id)


def _error(code: str, message: str, status: int) -> Response:
    return json({"message": message}, status, (("x-amzn-errortype", code),))
