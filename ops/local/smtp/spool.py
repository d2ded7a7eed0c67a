"""Notices of mail taken in since the emulator's state was last saved.

The raw mail is on disk at once, but the emulator's queue is in memory: what a killed process had not
saved is published again at the next start. The intake knows a mail it has seen, so twice is harmless.
"""

from pathlib import Path

from ops.local.files import write_durably


class Spool:
    """One small file per notice; forgotten when a save that began later has ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, mail_id: str, notice: bytes) -> None:
        """Remember, before the notice is published."""
        write_durably(self._folder / f"{mail_id}.json", notice)

    def entries(self) -> tuple[str, ...]:
        """Ids of what is remembered now, oldest first."""
        files = [(file.stat().st_mtime_ns, file.stem) for file in self._folder.glob("*.json")]
        return tuple(mail_id for _, mail_id in sorted(files))

    def read(self, mail_id: str) -> bytes:
        """The notice."""
        return (self._folder / f"{mail_id}.json").read_bytes()

    def forget(self, ids: tuple[str, ...]) -> None:
        """They are saved."""
        for mail_id in ids:
            (self._folder / f"{mail_id}.json").unlink(missing_ok=True)
