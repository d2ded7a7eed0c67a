"""Ready-made texts, who is on which ticket, and who is calling."""

from datetime import datetime
from typing import Protocol

from helpdesk.domain.desk_work.callers import Caller
from helpdesk.domain.desk_work.presence import Presence
from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.domain.ids import TicketRef


class ReadyTexts(Protocol):
    """Ready-made texts of all desks; who may touch which is for the use cases to say."""

    def of_desk(self, desk: str) -> tuple[ReadyText, ...]:
        """All of a desk, by id."""
        ...

    def put(self, desk: str, text: ReadyText) -> None:
        """Write one, whatever stood there."""
        ...

    def delete(self, desk: str, text: str) -> None:
        """Remove one, if it is there."""
        ...


class Callers(Protocol):
    """The lists by which people are found; kept by whoever writes people."""

    def listed(self, desk: str, word: str, most: int) -> tuple[Caller, ...]:
        """People of the desk's tenants with a word that begins so: one Query, `most` rows."""
        ...


class PresenceBook(Protocol):
    """Who is on the tickets within a scope; outside it NotFound."""

    def tell(self, ref: TicketRef, presence: Presence) -> None:
        """Write somebody's word over their last one."""
        ...

    def known(self, ref: TicketRef, now: datetime) -> tuple[Presence, ...]:
        """What was said and still counts."""
        ...
