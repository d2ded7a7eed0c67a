"""Devices that people are told on: with their address, as their sign-ins are; no tenant reads them."""

from helpdesk.domain.ids import check_id
from helpdesk.storage.keys.parts import Key, normal_address


def devices(email: str) -> str:
    return f"PUSH#{normal_address(email)}"


def device(email: str, device_id: str) -> Key:
    return Key(devices(email), f"DEVICE#{check_id(device_id, 'device')}")
