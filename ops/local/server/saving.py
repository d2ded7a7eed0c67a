"""When the emulator's state is written: soon after a change, when asked, and at the end."""

import asyncio
import logging
import time
from datetime import datetime

import msgspec

from ops.local.clock import Clock
from ops.local.server.emulator import Emulator
from ops.local.smtp.spool import Spool

QUIET_SECONDS = 2.0
SHARE_OF_TIME = 20  # a save that took 1 s is followed by at least 20 s without one

log = logging.getLogger(__name__)


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """How saving goes."""

    at: datetime | None = None
    seconds: float = 0.0
    error: str = ""


class Saver:
    """One save at a time; reads do not make the state dirty."""

    def __init__(self, emulator: Emulator, spool: Spool, clock: Clock) -> None:
        self._emulator = emulator
        self._spool = spool
        self._clock = clock
        self._dirty = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self.last = Saved()

    @property
    def dirty(self) -> bool:
        """Something is not on the disk yet."""
        return self._dirty.is_set() or self._one_at_a_time.locked()

    def changed(self) -> None:
        """Something changed."""
        self._dirty.set()

    async def run(self) -> None:
        """Save what changed, for as long as the server runs."""
        while True:
            await self._dirty.wait()
            await asyncio.sleep(max(QUIET_SECONDS, self.last.seconds * SHARE_OF_TIME))
            await self.save(logs=False)

    async def save(self, *, logs: bool = True) -> Saved:
        """Save now. What cannot be written is reported, stays dirty and is tried again."""
        async with self._one_at_a_time:
            started = time.monotonic()
            self._dirty.clear()
            spooled = self._spool.entries()
            try:
                snapshot = self._emulator.snapshot(logs=logs)
                await asyncio.to_thread(self._emulator.write, snapshot)
            except (OSError, RuntimeError, TypeError) as wrong:
                log.exception("The state could not be saved.")
                self._dirty.set()
                self.last = Saved(at=self.last.at, seconds=time.monotonic() - started, error=str(wrong))
                return self.last
            self._spool.forget(spooled)
            self.last = Saved(at=self._clock(), seconds=time.monotonic() - started)
            return self.last
