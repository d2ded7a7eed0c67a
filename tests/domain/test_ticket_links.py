"""Signed links: what they claim, what breaks them, and when they stop."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.domain.people import PersonRef
from helpdesk.domain.ticket_links import (
    LIFE,
    holds,
    is_genuine,
    link_claim,
    link_token,
    read_link,
    revoke_links,
)
from helpdesk.domain.tickets import Channel, Ticket
from helpdesk.domain.timeline import SYSTEM

NOW = datetime(2026, 11, 16, 9, 0, 0, 123, tzinfo=UTC)
KEY, OTHER_KEY = "5a" * 32, "5b" * 32
PIM = PersonRef(id="pim", name="Pim", email="pim@acme.example")
TICKET = Ticket(
    ref=TicketRef(TenantRef("d1", "acme"), 7),
    key="ACME-7",
    subject="x",
    channel=Channel.MAIL,
    requester=PIM,
    policy="p",
    created_at=NOW,
    updated_at=NOW,
)
CLAIM = link_claim(TICKET, NOW)
TOKEN = link_token(CLAIM, KEY)


def opens(token: str, ticket: Ticket = TICKET, *, key: str = KEY, at: datetime = NOW) -> bool:
    claim = read_link(token)
    return claim is not None and is_genuine(token, claim, key) and holds(claim, ticket, at) is not None


def test_a_link_opens_its_ticket_for_its_requester() -> None:
    assert read_link(TOKEN) == CLAIM
    assert is_genuine(TOKEN, CLAIM, KEY)
    assert holds(CLAIM, TICKET, NOW) == PIM


def test_it_can_stand_in_a_fragment_as_it_is() -> None:
    assert set(TOKEN) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert len(TOKEN) < 200


@pytest.mark.parametrize(
    "other",
    [
        replace(TICKET, ref=TicketRef(TenantRef("d1", "acme"), 8)),
        replace(TICKET, ref=TicketRef(TenantRef("d1", "acme-2"), 7)),
        replace(TICKET, ref=TicketRef(TenantRef("d2", "acme"), 7)),
        replace(TICKET, requester=PersonRef(id="kim", name="Kim", email="kim@acme.example")),
        replace(TICKET, link_generation=1),
    ],
    ids=["number", "tenant", "desk", "requester", "revoked"],
)
def test_it_opens_no_other_ticket_and_for_nobody_else(other: Ticket) -> None:
    assert not opens(TOKEN, other)


def test_it_works_for_ninety_days() -> None:
    assert opens(TOKEN, at=NOW + LIFE - timedelta(seconds=1))
    assert not opens(TOKEN, at=NOW + LIFE)


def test_another_tenants_key_does_not_make_it_genuine() -> None:
    assert not opens(TOKEN, key=OTHER_KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"ref": TicketRef(TenantRef("d1", "acme"), 8)},
        {"person": "kim"},
        {"expires": CLAIM.expires + timedelta(days=900)},
        {"generation": 1},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_part_of_the_claim_can_be_changed(change: dict[str, object]) -> None:
    forged = link_token(replace(CLAIM, **change), OTHER_KEY).partition(".")[0] + "." + TOKEN.partition(".")[2]
    claim = read_link(forged)

    assert claim is not None
    assert not is_genuine(forged, claim, KEY)


@given(st.integers(0, len(TOKEN) - 1), st.characters(codec="utf-8"))
def test_no_character_can_be_changed(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]

    assert opens(changed) is (changed == TOKEN)


@given(st.text(max_size=600))
def test_anything_else_is_no_link(text: str) -> None:
    assert not opens(text)


@pytest.mark.parametrize("odd", ["٣", "1_0", " 7", "+7", "07", "1e3", "", "-1", "9" * 30])
@pytest.mark.parametrize("place", ["number", "expires", "generation"])
def test_numbers_have_one_spelling(odd: str, place: str) -> None:
    parts = {"number": "7", "expires": "1800000000", "generation": "0"} | {place: odd}
    said = f"d1/acme/{parts['number']}/pim/{parts['expires']}/{parts['generation']}".encode()
    # Signed as it stands, as if our own key had slipped: only the canonical spelling is ever genuine.
    signature = hmac.new(bytes.fromhex(KEY), b"ticket-link\n" + said, hashlib.sha256).digest()
    token = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (said, signature))

    assert not opens(token)


def test_revoking_stops_every_link_so_far_and_is_told() -> None:
    revoked, entry = revoke_links(TICKET, SYSTEM, NOW, "e1")

    assert not opens(TOKEN, revoked)
    assert opens(link_token(link_claim(revoked, NOW), KEY), revoked)
    assert (entry.field, entry.old, entry.new) == ("links", "0", "1")
