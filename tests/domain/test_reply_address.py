"""Signed reply addresses open their own ticket, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.reply_address import is_genuine, reply_address, split_address

KEY, OTHER_KEY = "ab" * 32, "cd" * 32
ACME = TenantRef("noord", "acme")
REF = TicketRef(ACME, 1042)


def test_there_and_back() -> None:
    address, detail = split_address(reply_address("support@acme.example", REF, "pim", KEY))

    assert address == "support@acme.example"
    assert detail
    assert is_genuine(detail, REF, "pim", KEY)


def test_it_survives_systems_that_change_case() -> None:
    _, detail = split_address(reply_address("support@acme.example", REF, "pim", KEY).upper())

    assert detail
    assert is_genuine(detail, REF, "pim", KEY)


@pytest.mark.parametrize(
    ("ref", "requester", "key"),
    [
        (TicketRef(ACME, 1043), "pim", KEY),
        (TicketRef(TenantRef("noord", "acme-2"), 1042), "pim", KEY),
        (TicketRef(TenantRef("noord-acme", "x"), 1042), "pim", KEY),
        (REF, "bo", KEY),
        (REF, "pim", OTHER_KEY),
    ],
)
def test_it_opens_nothing_else(ref: TicketRef, requester: str, key: str) -> None:
    _, detail = split_address(reply_address("support@acme.example", REF, "pim", KEY))

    assert detail
    assert not is_genuine(detail, ref, requester, key)


def test_a_local_part_without_room_keeps_the_plain_address() -> None:
    long = f"{'s' * 50}@acme.example"
    assert reply_address(long, REF, "pim", KEY) == long


@pytest.mark.parametrize(
    "address",
    [
        "support+vip@acme.example",
        "support+1042@acme.example",
        "support+1042.short@acme.example",
        "support@acme.example",
    ],
)
def test_foreign_detail_is_dropped(address: str) -> None:
    assert split_address(address) == ("support@acme.example", None)


@given(st.text(max_size=100))
def test_any_text_can_be_split(text: str) -> None:
    address, _ = split_address(text)
    assert address == address.lower()
