"""Keys: text sorts as time does, and no scope's keys begin like another's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.storage import cursors
from helpdesk.storage.keys import desks as desk_keys
from helpdesk.storage.keys import limits as limit_keys
from helpdesk.storage.keys import mail as mail_keys
from helpdesk.storage.keys import people as people_keys
from helpdesk.storage.keys import signing_in as sign_in_keys
from helpdesk.storage.keys import tickets as ticket_keys
from helpdesk.storage.keys import work as work_keys
from helpdesk.storage.keys.parts import instant, normal_address, read_instant
from tests.contract.builders import ACME, ticket

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - the zone is added
    timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))),
)  # fmt: skip
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True)
REFS = st.builds(TicketRef, st.builds(TenantRef, IDS, IDS), st.integers(1, 10**9))


@given(INSTANTS, INSTANTS)
def test_instants_sort_as_text(one: datetime, other: datetime) -> None:
    assert (instant(one) < instant(other)) == (one < other)
    assert read_instant(instant(one) + "#noord/acme#1") == one


def test_an_instant_has_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the mistake


@given(REFS)
def test_a_tickets_key_leads_back_to_it(ref: TicketRef) -> None:
    assert ticket_keys.ticket_of(ticket_keys.ticket(ref).pk) == ref


@given(REFS, REFS)
def test_no_scope_begins_like_another(one: TicketRef, other: TicketRef) -> None:
    mine, theirs = f"{one.scope.desk}/{one.scope.tenant}#", f"{other.scope.desk}/{other.scope.tenant}#"
    assert theirs.startswith(mine) == (one.scope == other.scope)
    assert ticket_keys.ticket(other).pk.startswith(mine) == (one.scope == other.scope)
    assert ticket_keys.queue(other.scope.desk).startswith(f"{one.scope.desk}#") == (
        one.scope.desk == other.scope.desk
    )


@pytest.mark.parametrize("bad", ["", "a#b", "a/b", "A", "a b", "ä", "x" * 32, "-a", "a\n"])
def test_no_key_is_built_from_a_bad_id(bad: str) -> None:
    builders: tuple[Callable[[], object], ...] = (
        lambda: ticket_keys.ticket(TicketRef(TenantRef(bad, "acme"), 1)),
        lambda: ticket_keys.ticket(TicketRef(TenantRef("noord", bad), 1)),
        lambda: desk_keys.config(bad),
        lambda: ticket_keys.queue(bad),
        lambda: ticket_keys.assignee("noord", bad),
        lambda: ticket_keys.requester(ACME, bad),
        lambda: sign_in_keys.login("a@x", bad),
        lambda: people_keys.person(ACME, bad),
    )
    for build in builders:
        with pytest.raises(Invalid):
            build()


@pytest.mark.parametrize("bad", ["", "a#b", "a/b", "x" * 200, "é", "#"])
def test_no_row_is_named_by_a_bad_id(bad: str) -> None:
    builders: tuple[Callable[[], object], ...] = (
        lambda: ticket_keys.entry(TicketRef(ACME, 1), bad),
        lambda: ticket_keys.delivery(TicketRef(ACME, 1), bad),
        lambda: mail_keys.quarantined(None, bad),
    )
    for build in builders:
        with pytest.raises(Invalid):
            build()


@given(st.text(st.characters(), max_size=3000))
def test_any_address_makes_a_key_that_fits(email: str) -> None:
    key = sign_in_keys.logins(email)
    assert len(key.encode()) <= 2048
    assert key == sign_in_keys.logins(f" {normal_address(email)} ")
    assert len(mail_keys.prefix(email).pk.encode()) <= 2048


@given(REFS, st.integers(1, 64))
def test_a_ticket_keeps_its_shard(ref: TicketRef, shards: int) -> None:
    pk = ticket_keys.ticket(ref).pk
    assert work_keys.shard_of(pk, shards) == work_keys.shard_of(pk, shards) < shards


def test_shards_share_the_work() -> None:
    shards = [work_keys.shard_of(ticket_keys.ticket(TicketRef(ACME, n)).pk, 4) for n in range(1, 1001)]
    assert min(shards.count(shard) for shard in range(4)) > 150


def test_tickets_without_a_due_time_sort_after_any_that_has_one() -> None:
    far = ticket(1, due=10**9)
    assert ticket_keys.by_due(far) < ticket_keys.by_due(ticket(2, created=-(10**8)))


def test_windows_begin_at_the_same_instants_for_everybody() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    first = limit_keys.attempts("x", noon, hour)
    assert limit_keys.attempts("x", noon + timedelta(minutes=59), hour) == first
    assert limit_keys.attempts("x", noon + hour, hour) != first
    assert limit_keys.attempts("x", noon, hour * 2) != first


@given(st.text(max_size=50), st.text(max_size=50), st.text(max_size=50), st.text(max_size=20))
def test_a_cursor_leads_back(partition: str, place: str, pk: str, sk: str) -> None:
    try:
        position = cursors.Position(partition, place, pk, sk)
        cursor = cursors.encode(position)
    except UnicodeEncodeError:
        return
    assert cursors.decode(cursor, partition, pk[:3]) == position


def test_a_cursor_cannot_name_a_row_outside_its_scope() -> None:
    cursor = cursors.encode(cursors.Position("noord#OPEN", "2026", "host/globex#TICKET#1", "TICKET"))
    with pytest.raises(Invalid) as refused:
        cursors.decode(cursor, "noord#OPEN", "noord/")
    assert refused.value.field == "cursor"
