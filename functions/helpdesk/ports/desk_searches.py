"""What search keeps for a desk: waves of alike tickets, and saved searches."""

from typing import Protocol

from helpdesk.domain.views import View
from helpdesk.domain.waves import Wave


class WaveStore(Protocol):
    """Waves of desks; each is forgotten some days after its last change."""

    def waves(self, desk: str) -> tuple[Wave, ...]:
        """All that are kept, the newest first."""
        ...

    def wave(self, desk: str, wave: str) -> Wave:
        """Raises NotFound."""
        ...

    def put(self, wave: Wave) -> Wave:
        """Store it in place of the version it names (0: a new one). Raises VersionConflict."""
        ...


class ViewStore(Protocol):
    """Saved searches of desks."""

    def views(self, desk: str) -> tuple[View, ...]:
        """Everybody's, shared and own."""
        ...

    def put(self, view: View) -> View:
        """Store it."""
        ...

    def delete(self, desk: str, view: str) -> None:
        """Remove it; one that is not there does not matter."""
        ...
