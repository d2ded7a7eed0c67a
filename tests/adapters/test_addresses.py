"""Addresses that people type are called when they are public, and never when they lead inside."""

import pytest

from helpdesk.adapters.addresses import check_public
from helpdesk.domain.errors import Invalid

PUBLIC = ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize(
    ("url", "addresses"),
    [
        ("https://login.example", ["10.0.0.1"]),
        ("https://login.example", ["93.184.216.34", "127.0.0.1"]),
        ("https://login.example", ["169.254.169.254"]),
        ("https://login.example", ["::ffff:10.0.0.1"]),
        ("https://login.example", ["fe80::1%eth0"]),
        ("https://login.example", ["fd00::1"]),
        ("https://login.example", ["nonsense"]),
        ("https://login.example", []),
        ("http://login.example", ["93.184.216.34"]),
        ("https://user@login.example", ["93.184.216.34"]),
        ("https://login.example/#x", ["93.184.216.34"]),
        ("https://login.example:99999/", ["93.184.216.34"]),
        ("https://", []),
        ("file:///etc/passwd", []),
        ("http://127.0.0.1:9001/2018-06-01/runtime", ["127.0.0.1"]),
        ("https://[", []),
    ],
)
def test_only_public_addresses_over_tls_are_called(url: str, addresses: list[str]) -> None:
    with pytest.raises(Invalid) as told:
        check_public(url, field="issuer", resolve_host=lambda _: addresses)
    assert told.value.field == "issuer"


def test_a_public_one_is_called_where_it_led_when_it_was_looked_up() -> None:
    url = "https://login.example/realms/acme"

    place = check_public(url, field="issuer", resolve_host=lambda _: [*PUBLIC, PUBLIC[0]])

    assert (place.url, place.host, place.addresses) == (url, "login.example", tuple(PUBLIC))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8100/x", "http://localhost/x", "https://[::1]:1/x"])
def test_on_a_laptop_others_are_on_it_too(url: str) -> None:
    assert check_public(url, field="url", loopback=True).addresses == ()
