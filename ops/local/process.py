"""The server process from outside: start it, ask how it is, stop it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

import msgspec

from ops.local.cloud import ROOT, LocalCloud
from ops.local.environment import server_environment
from ops.local.files import write_durably
from ops.local.lock import is_held
from ops.local.ports import check_free
from ops.local.problems import Problem

START_SECONDS = 120.0
STOP_SECONDS = 120.0  # saving a large state takes its time
_POLL_SECONDS = 0.05


Server = subprocess.Popen[bytes]


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A server as its pid file tells."""

    pid: int
    aws_port: int
    portal_port: int
    smtp_port: int

    def cloud(self, state: Path) -> LocalCloud:
        """The cloud it serves."""
        return LocalCloud(
            state=state, aws_port=self.aws_port, portal_port=self.portal_port, smtp_port=self.smtp_port
        )


def running(state: Path) -> Running | None:
    """The server that uses this state folder, if one runs."""
    there = LocalCloud(state=state)
    if not is_held(there.lock):
        return None
    return msgspec.json.decode(there.pid_file.read_bytes(), type=Running)


def check_startable(cloud: LocalCloud) -> None:
    """Raises Problem when this cloud cannot be started here and now."""
    check_state_folder(cloud.state)
    present = running(cloud.state)
    if present:
        raise Problem(
            f"This Loket runs already: process {present.pid}, {present.cloud(cloud.state).portal_url}",
            "Stop it with `loket down`.",
        )
    check_free(cloud)


def start(cloud: LocalCloud) -> Server:
    """Start the server and wait until it answers. Raises Problem."""
    check_startable(cloud)
    shutil.rmtree(cloud.scratch, ignore_errors=True)
    for folder in (cloud.aws_state, cloud.objects, cloud.scratch, cloud.sent, cloud.spool):
        folder.mkdir(parents=True, exist_ok=True)
    server = _spawn(cloud)
    note = Running(
        pid=server.pid, aws_port=cloud.aws_port, portal_port=cloud.portal_port, smtp_port=cloud.smtp_port
    )
    write_durably(cloud.pid_file, msgspec.json.encode(note))
    _wait_until(lambda: server.poll() is not None or health(cloud) is not None, START_SECONDS)
    if server.poll() is not None or health(cloud) is None:
        _give_up(server, cloud)
    return server


def stop(state: Path, pid: int) -> None:
    """Ask it to save and end; waits. Raises Problem when it does not."""
    lock = LocalCloud(state=state).lock
    os.kill(pid, signal.SIGTERM)
    _wait_until(lambda: not is_held(lock), STOP_SECONDS)
    if is_held(lock):
        raise Problem(
            f"The server (process {pid}) did not stop within {STOP_SECONDS:.0f} seconds.", "Look at its log."
        )


def health(cloud: LocalCloud) -> bytes | None:
    """What the server says about itself as JSON, or None while it does not answer."""
    try:
        return _ask(Request(f"{cloud.portal_url}/_loket/health"), 5)  # noqa: S310 - our own address
    except OSError:
        return None


def save(cloud: LocalCloud) -> None:
    """Have the state written now. Raises Problem."""
    try:
        _ask(Request(f"{cloud.portal_url}/_loket/save", method="POST"), STOP_SECONDS)  # noqa: S310 - our own address
    except OSError as error:
        raise Problem(f"The state could not be saved ({error}).", f"Look into {cloud.log}.") from error


def _ask(request: Request, seconds: float) -> bytes:
    with build_opener(ProxyHandler({})).open(request, timeout=seconds) as answer:
        body: bytes = answer.read()
        return body


def check_state_folder(state: Path) -> None:
    """Raises Problem when nothing can be kept there."""
    remedy = "Choose another folder with --state, or put this one right."
    if state.exists() and not state.is_dir():
        raise Problem(f"{state} should be the folder for all data, but it is a file.", remedy)
    try:
        state.mkdir(parents=True, exist_ok=True)
        write_durably(state / "writable", b"")
    except OSError as error:
        raise Problem(f"The state folder {state} cannot be written ({error.strerror}).", remedy) from error


def _spawn(cloud: LocalCloud) -> Server:
    if cloud.log.exists():
        cloud.log.replace(cloud.old_log)
    with cloud.log.open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "ops.local.server.main", *cloud.arguments()],
            cwd=ROOT,
            env=server_environment(cloud),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches us; we tell the server
        )


def _give_up(server: Server, cloud: LocalCloud) -> None:
    code = server.poll()
    if code is None:
        server.kill()
        server.wait()
    lines = cloud.log.read_text(errors="replace").splitlines()
    if code == BROKEN:
        raise Problem(lines[-2], lines[-1])
    raise Problem(
        f"The local cloud did not start: {lines[-1] if lines else 'no word'}", f"Its log is {cloud.log}."
    )


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)


BROKEN = 3  # the server's exit code when its last two lines of log are a sentence and a remedy
