"""Whom a desk tells of its events, and what they were told."""

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key

MESSAGE_ROWS = "MESSAGE#"


def webhooks(desk_id: str) -> str:
    return f"{check_id(desk_id, 'desk')}#WEBHOOKS"


def webhook(desk_id: str, hook: str) -> Key:
    return Key(webhooks(desk_id), f"WEBHOOK#{check_id(hook, 'webhook')}")


def hook_messages(desk_id: str, hook: str) -> str:
    return f"{check_id(desk_id, 'desk')}#WEBHOOK#{check_id(hook, 'webhook')}"


def hook_message(desk_id: str, hook: str, message: str) -> Key:
    return Key(hook_messages(desk_id, hook), f"{MESSAGE_ROWS}{check_id(message, 'message')}")
