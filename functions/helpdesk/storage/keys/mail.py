"""Mail: where it arrives, how it is answered, which was taken in, and what waits in quarantine."""

from helpdesk.domain.ids import TenantRef, check_id
from helpdesk.storage.keys.desks import config
from helpdesk.storage.keys.parts import Key, check_row_id, digest, fitting, normal_address, scope_text


def mail_config(desk_id: str, kind: str, tenant: str) -> Key:
    """`kind` is SENDERS, ROUTING or TEMPLATES; the tenant "" stands for the desk itself."""
    return Key(config(desk_id), f"{kind}#{check_id(tenant, 'tenant')}" if tenant else kind)


def address_check(desk_id: str, address_: str) -> Key:
    return Key(config(desk_id), f"CHECK#{normal_address(address_)}")


def address(email: str) -> Key:
    return Key(f"ADDRESS#{normal_address(email)}", "ADDRESS")


def prefix(ticket_prefix: str) -> Key:
    return Key(f"PREFIX#{fitting(ticket_prefix.upper())}", "PREFIX")


def mark(scope: TenantRef, message_id: str) -> Key:
    return Key(f"{scope_text(scope)}#MAIL#{digest(message_id.strip().strip('<>'))}", "MAIL")


def quarantine(desk_id: str | None) -> str:
    """The partition; also the one of the `tenant` index that lists it by age."""
    return f"{check_id(desk_id, 'desk') if desk_id else ''}#QUARANTINE"


def quarantined(desk_id: str | None, mail_id: str) -> Key:
    return Key(quarantine(desk_id), check_row_id(mail_id))
