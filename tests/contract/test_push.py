"""Devices that people are told on, as they are kept."""

from msgspec.structs import replace

from helpdesk.domain.push.devices import About, Device
from tests.contract.builders import NOW
from tests.contract.houses import House


def device(device_id: str = "d1", email: str = "kim@acme.example") -> Device:
    return Device(
        id=device_id, email=email, endpoint=f"https://push.example/{device_id}", p256dh="p", auth="a",
        about=(About.ANSWERED,), quiet=("22:00", "07:00"), since=NOW, seen_at=NOW,
    )  # fmt: skip


def test_everybody_has_their_own_whatever_the_case_of_the_address(house: House) -> None:
    for made in (device("d2"), device("d1"), device("d1", "pim@acme.example")):
        house.devices.put(made)

    assert house.devices.of("Kim@Acme.example") == (device("d1"), device("d2"))
    assert house.devices.of("dora@duinrand.example") == ()


def test_asking_again_replaces(house: House) -> None:
    house.devices.put(device())
    changed = replace(device(), quiet=None)
    house.devices.put(changed)

    assert house.devices.of("kim@acme.example") == (changed,)


def test_what_was_told_last_is_remembered_where_nothing_changed_meanwhile(house: House) -> None:
    house.devices.put(device())
    house.devices.told(device(), "e1")
    house.devices.told(device(), "e0")  # read before the other
    house.devices.told(device("d2"), "e1")

    assert house.devices.of("kim@acme.example") == (replace(device(), last="e1"),)


def test_what_is_deleted_is_gone(house: House) -> None:
    house.devices.put(device())
    house.devices.delete("kim@acme.example", "d1")
    house.devices.delete("kim@acme.example", "d1")

    assert house.devices.of("kim@acme.example") == ()
