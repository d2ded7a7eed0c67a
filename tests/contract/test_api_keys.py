"""API keys as they are kept."""

import pytest
from msgspec.structs import replace

from helpdesk.domain.api_keys import ApiKey
from helpdesk.domain.errors import Conflict, Invalid
from tests.contract.builders import NOW
from tests.contract.houses import House


def key(key_id: str = "k1", desk: str = "noord") -> ApiKey:
    return ApiKey(
        desk=desk,
        id=key_id,
        name="Monitoring",
        permissions=("ticket.read",),
        hash="0a" * 32,
        created_at=NOW,
        created_by="ana@noord.example",
    )


def test_a_key_is_found_by_desk_and_id(house: House) -> None:
    house.api_keys.put(key())

    assert house.api_keys.get("noord", "k1") == key()
    assert house.api_keys.get("noord", "k2") is None
    assert house.api_keys.get("host", "k1") is None


def test_a_desk_lists_its_own_oldest_first(house: House) -> None:
    for made in (key("k2"), key("k1"), key("k1", "host")):
        house.api_keys.put(made)

    assert house.api_keys.of_desk("noord") == (key("k1"), key("k2"))
    assert house.api_keys.of_desk("host") == (key("k1", "host"),)


def test_an_id_is_taken_once(house: House) -> None:
    house.api_keys.put(key())

    with pytest.raises(Conflict):
        house.api_keys.put(replace(key(), name="Other"))
    assert house.api_keys.get("noord", "k1") == key()


def test_a_change_is_made_to_what_was_read_or_not_at_all(house: House) -> None:
    house.api_keys.put(key())
    used, revoked = replace(key(), last_used_at=NOW), replace(key(), revoked_at=NOW)

    assert house.api_keys.change(key(), revoked)
    assert not house.api_keys.change(key(), used)
    assert house.api_keys.get("noord", "k1") == revoked


@pytest.mark.parametrize("odd", ["", "a#b", "A", "../x", "x" * 40])
def test_what_is_no_id_reaches_no_row(house: House, odd: str) -> None:
    with pytest.raises(Invalid):
        house.api_keys.get("noord", odd)
    with pytest.raises(Invalid):
        house.api_keys.get(odd, "k1")
