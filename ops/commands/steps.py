"""Shows steps as they go: a spinner on a terminal, plain lines elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape


class ShownSteps:
    """Implements ops.local.launch.Steps."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, title: str) -> Iterator[Callable[[str], None]]:
        """Title and spinner while it lasts, a tick and the time it took afterwards."""
        started = time.monotonic()
        with self._console.status(escape(title)) as status:
            yield lambda detail: status.update(f"{escape(title)} [dim]{escape(detail)}[/dim]")
        seconds = time.monotonic() - started
        self._console.print(f"[green]✓[/green] {escape(title)} [dim]{seconds:.1f} s[/dim]")
