"""What a refused write of configuration means, by the row that stood in its way."""

from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.storage.row import Row


def no_desk(_: Row | None) -> NotFound:
    return NotFound("there is no such desk")


def no_tenant(_: Row | None) -> NotFound:
    return NotFound("there is no such organisation")


def address_taken(_: Row | None) -> Conflict:
    return Conflict("another organisation receives mail at one of these addresses")


def host_taken(_: Row | None) -> Conflict:
    return Conflict("another organisation's portal has one of these host names")


def prefix_taken(_: Row | None) -> Conflict:
    return Conflict("another organisation has this prefix")


def login_taken(_: Row | None) -> Conflict:
    return Conflict("another member of the desk has this address")


def changed(_: Row | None) -> Conflict:
    return Conflict("it was changed by somebody else in the meantime")
