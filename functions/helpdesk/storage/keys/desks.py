"""Desks and how they are configured."""

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key, fitting


def config(desk: str) -> str:
    return f"{check_id(desk, 'desk')}#CONFIG"


def desk(desk_id: str) -> Key:
    return Key(config(desk_id), "DESK")


def config_row(desk_id: str, kind: str, row_id: str) -> Key:
    """`kind` is TENANT, TEAM, AGENT, CALENDAR or POLICY."""
    return Key(config(desk_id), f"{kind}#{check_id(row_id, kind.lower())}")


def categories(desk_id: str) -> Key:
    """The whole tree in one row: moving a branch is one write."""
    return Key(config(desk_id), "CATEGORIES")


def services(desk_id: str) -> Key:
    return Key(config(desk_id), "SERVICES")


def host(name: str) -> Key:
    """Whose portal is opened under this name."""
    return Key(f"HOST#{fitting(name.strip().lower())}", "HOST")


def desks() -> str:
    """The list of all desks, which operators read."""
    return "HOUSE#DESKS"


def listed_desk(desk_id: str) -> Key:
    return Key(desks(), check_id(desk_id, "desk"))
