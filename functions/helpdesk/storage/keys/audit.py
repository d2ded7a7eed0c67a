"""Who changed what."""

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key

AUDIT_ROWS = "EVENT#"


def audit(desk_id: str) -> str:
    """The desk "" stands for the house."""
    return f"{check_id(desk_id, 'desk') if desk_id else ''}#AUDIT"


def audit_event(desk_id: str, event: str) -> Key:
    return Key(audit(desk_id), f"{AUDIT_ROWS}{check_id(event, 'event')}")
