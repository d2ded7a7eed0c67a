"""The only place that reaches into ministack (pinned): its ASGI app, its state, and two repairs.

Import it in the server process alone, after the environment is set: ministack reads it when imported.
"""

import importlib
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ops.local.files import write_durably
from ops.local.problems import Problem
from ops.local.web.http import App, Message, Receive, Scope, Send

Snapshot = dict[str, Any]

# A mail in the queue and a row in the table may be saved a moment apart. Queues first, tables last: then
# what fell between was done twice (which is harmless), never left out. After them what tells of all the rest:
# that the demo was made, and that the stacks are deployed.
_FIRST, _LAST = "sqs", ("dynamodb", "ssm", "cloudformation")
LOGS = "cloudwatch_logs"  # large, and nothing depends on them


class Emulator:
    """ministack's app with its stock saving switched off."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._module: Any = importlib.import_module("ministack.app")
        self._persistence: Any = importlib.import_module("ministack.core.persistence")
        self.app: App = self._module.app
        runtime = importlib.import_module("ministack.core.lambda_runtime")
        # After each call ministack waits up to 50 ms for a log line that a silent handler never writes.
        runtime.Worker._drain_stderr_bounded.__defaults__ = (0.003, 0.001, 0.1)  # noqa: SLF001 - no other way in

    async def lifespan(self, scope: Scope, receive: Receive, send: Send, ready: Callable[[], None]) -> None:
        """Start and stop it. Raises Problem when saved state cannot be read: going on would overwrite it."""
        errors = _LoadErrors()
        logging.getLogger().addHandler(errors)

        async def watched(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                logging.getLogger().removeHandler(errors)
                errors.check(self._state)
                self._after_loading()
                ready()
            await send(message)

        await self.app(scope, receive, watched)

    def _after_loading(self) -> None:
        self._module.PERSIST_STATE = False  # we save; its own save at shutdown can skip a service in use
        functions = importlib.import_module("ministack.services.lambda_svc")
        # Stream positions are kept but the records are not: old positions would swallow as many new records.
        functions._dynamodb_stream_positions.clear()  # noqa: SLF001 - no other way in

    def snapshot(self, *, logs: bool) -> Snapshot:
        """Copies of all services' state. Call it on the event loop: requests are served there too."""
        sources: dict[str, Callable[[], Any]] = self._module._build_persistence_save_dict()  # noqa: SLF001 - no other way in
        names = sorted(sources, key=save_order)
        taken = {name: _copied(sources[name]) for name in names if logs or name != LOGS}
        return {name: state for name, state in taken.items() if state is not None}

    def write(self, snapshot: Snapshot) -> None:
        """Save it, in the format ministack loads at start. Raises OSError when the disk does not take it."""
        for name, state in snapshot.items():
            version = self._persistence._state_format_version(name)  # noqa: SLF001 - no other way in
            encode = self._persistence._json_default  # noqa: SLF001 - no other way in
            text = json.dumps({"__ministack_format__": version, "payload": state}, default=encode)
            write_durably(self._state / f"{name}.json", text.encode())


def save_order(name: str) -> int:
    """Services are copied and written in this order."""
    if name in _LAST:
        return 2 + _LAST.index(name)
    return 0 if name == _FIRST else 1


class _LoadErrors(logging.Handler):
    """Remembers what ministack logs, and then goes on without, when a state file cannot be restored."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())

    def check(self, state: Path) -> None:
        """Raises Problem with the first complaint."""
        if self._messages:
            raise Problem(
                f"The saved state in {state} cannot be read ({self._messages[0]}).",
                "Put a backup of that folder back, or start afresh with `loket reset`.",
            )


def _copied(source: Callable[[], Any], tries: int = 20) -> Any:
    """Background threads write too; a copy that met one is taken again."""
    for left in reversed(range(tries)):
        try:
            return source()
        except RuntimeError:  # dictionary changed size during iteration
            if not left:
                raise
    return None
