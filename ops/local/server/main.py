"""The server process: `python -m ops.local.server.main --state=… --aws-port=… --portal-port=… --smtp-port=…`.

Started by ops.local.process with an environment made by ops.local.environment.
"""

import argparse
import asyncio
import atexit
import logging
import resource
import secrets
import signal
import sys
import uuid
from contextlib import AsyncExitStack
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config
from hypercorn.utils import LifespanFailureError

from ops.local.clock import now
from ops.local.cloud import HOST, ROOT, LocalCloud
from ops.local.lock import hold
from ops.local.outputs import NotDeployed, StackOutputs
from ops.local.problems import Problem
from ops.local.server.emulator import Emulator
from ops.local.server.gateway import Gateway
from ops.local.server.saving import Saver
from ops.local.ses.aftermath import Aftermath
from ops.local.ses.endpoint import SesEndpoint
from ops.local.ses.mailbox import Mailbox
from ops.local.ses.pages import MailPages
from ops.local.ses.sending import Sender
from ops.local.smtp.door import open_door
from ops.local.smtp.intake import Intake
from ops.local.smtp.spool import Spool
from ops.local.web.headers import portal_headers
from ops.local.web.http import App, Receive, Scope, Send
from ops.local.web.site import Site

BROKEN = 3  # exit code: the sentence is on stderr

log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    cloud = _parse(arguments)
    _allow_many_files()
    try:
        lock = hold(cloud.lock)
        atexit.register(lock.close)  # not before: who waits for us waits for the very end
        asyncio.run(_Server(cloud).run())
    except Problem as problem:
        print(f"{problem.sentence}\n{problem.remedy}", file=sys.stderr)
        return BROKEN
    return 0


class _Server:
    """Wires the parts together and owns their life."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._stop = asyncio.Event()
        self._broken: Problem | None = None
        self._emulator = Emulator(cloud.aws_state)
        spool = Spool(cloud.spool)
        self._saver = Saver(self._emulator, spool, now)
        outputs = StackOutputs(cloud)
        sns = cloud.client("sns")
        self._intake = Intake(
            s3=cloud.client("s3"),
            sns=sns,
            outputs=outputs,
            spool=spool,
            clock=now,
            new_id=lambda: secrets.token_hex(20),
        )
        mailbox = Mailbox(cloud.sent)
        aftermath = Aftermath(sns=sns, outputs=outputs, intake=self._intake, clock=now)
        self._gateway = Gateway(
            aws_port=cloud.aws_port,
            aws=self._emulator.app,
            saver=self._saver,
            site=Site(ROOT / "frontend" / "build", portal_headers(cloud.aws_url)),
            ses=SesEndpoint(Sender(mailbox, now, lambda: str(uuid.uuid4())), aftermath),
            pages=MailPages(mailbox),
        )

    async def run(self) -> None:
        """Until asked to stop; then save."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self._stop.set)
        loop.add_signal_handler(signal.SIGUSR1, lambda: loop.create_task(self._saver.save()))
        async with AsyncExitStack() as stack:
            door = await open_door(self._intake, self._cloud.smtp_port)
            stack.callback(door.close)
            saving = loop.create_task(self._saver.run())
            stack.callback(saving.cancel)
            await self._serve()

    async def _serve(self) -> None:
        try:
            await serve(self._app(), self._config(), shutdown_trigger=self._stop.wait)  # type: ignore[arg-type]
        except LifespanFailureError:
            if self._broken:
                raise self._broken from None
            raise

    def _app(self) -> App:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "lifespan":
                await self._lifespan(scope, receive, send)
            else:
                await self._gateway(scope, receive, send)

        return app

    async def _lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def saved_before_the_end() -> dict[str, object]:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._saver.save()
            return dict(message)

        try:
            await self._emulator.lifespan(scope, saved_before_the_end, send, self._ready)
        except Problem as problem:
            self._broken = problem
            await send({"type": "lifespan.startup.failed", "message": problem.sentence})

    def _ready(self) -> None:
        asyncio.get_running_loop().create_task(asyncio.to_thread(self._catch_up))

    def _catch_up(self) -> None:
        try:
            count = self._intake.announce_again()
        except NotDeployed:
            return
        if count:
            log.warning(
                "%d mails were taken in but not saved when the last run ended; announced again.", count
            )

    def _config(self) -> Config:
        config = Config()
        config.bind = [f"{HOST}:{self._cloud.aws_port}", f"{HOST}:{self._cloud.portal_port}"]
        config.keep_alive_timeout = 75
        config.graceful_timeout = 3
        config.startup_timeout = config.shutdown_timeout = 600  # a large state
        config.loglevel = "WARNING"
        config.include_server_header = False
        return config


def _allow_many_files() -> None:
    """Each connection and worker takes some; systems start processes with as few as 256."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def _parse(arguments: list[str]) -> LocalCloud:
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    for name in ("aws-port", "portal-port", "smtp-port"):
        parser.add_argument(f"--{name}", type=int, required=True)
    asked = parser.parse_args(arguments)
    return LocalCloud(
        state=asked.state, aws_port=asked.aws_port, portal_port=asked.portal_port, smtp_port=asked.smtp_port
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
