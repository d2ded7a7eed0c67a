"""Keys: text sorts as time does, and no scope's keys begin like another's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import TenantRef, TicketRef
from helpdesk.storage import cursors, keys
from tests.contract.builders import ACME, ticket

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - the zone is added
    timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))),
)  # fmt: skip
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True)
REFS = st.builds(TicketRef, st.builds(TenantRef, IDS, IDS), st.integers(1, 10**9))


@given(INSTANTS, INSTANTS)
def test_instants_sort_as_text(one: datetime, other: datetime) -> None:
    assert (keys.instant(one) < keys.instant(other)) == (one < other)
    assert keys.read_instant(keys.instant(one) + "#noord/acme#1") == one


def test_an_instant_has_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        keys.instant(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the mistake


@given(REFS)
def test_a_tickets_key_leads_back_to_it(ref: TicketRef) -> None:
    assert keys.ticket_of(keys.ticket(ref).pk) == ref


@given(REFS, REFS)
def test_no_scope_begins_like_another(one: TicketRef, other: TicketRef) -> None:
    mine, theirs = f"{one.scope.desk}/{one.scope.tenant}#", f"{other.scope.desk}/{other.scope.tenant}#"
    assert theirs.startswith(mine) == (one.scope == other.scope)
    assert keys.ticket(other).pk.startswith(mine) == (one.scope == other.scope)
    assert keys.queue(other.scope.desk).startswith(f"{one.scope.desk}#") == (
        one.scope.desk == other.scope.desk
    )


@pytest.mark.parametrize("bad", ["", "a#b", "a/b", "A", "a b", "ä", "x" * 32, "-a", "a\n"])
def test_no_key_is_built_from_a_bad_id(bad: str) -> None:
    builders: tuple[Callable[[], object], ...] = (
        lambda: keys.ticket(TicketRef(TenantRef(bad, "acme"), 1)),
        lambda: keys.ticket(TicketRef(TenantRef("noord", bad), 1)),
        lambda: keys.config(bad),
        lambda: keys.queue(bad),
        lambda: keys.assignee("noord", bad),
        lambda: keys.requester(ACME, bad),
        lambda: keys.login("a@x", bad),
        lambda: keys.person(ACME, bad),
    )
    for build in builders:
        with pytest.raises(Invalid):
            build()


@pytest.mark.parametrize("bad", ["", "a#b", "a/b", "x" * 200, "é", "#"])
def test_no_row_is_named_by_a_bad_id(bad: str) -> None:
    builders: tuple[Callable[[], object], ...] = (
        lambda: keys.entry(TicketRef(ACME, 1), bad),
        lambda: keys.delivery(TicketRef(ACME, 1), bad),
        lambda: keys.quarantined(None, bad),
    )
    for build in builders:
        with pytest.raises(Invalid):
            build()


@given(st.text(st.characters(), max_size=3000))
def test_any_address_makes_a_key_that_fits(email: str) -> None:
    key = keys.logins(email)
    assert len(key.encode()) <= 2048
    assert key == keys.logins(f" {keys.normal_address(email)} ")
    assert len(keys.prefix(email).pk.encode()) <= 2048


@given(REFS, st.integers(1, 64))
def test_a_ticket_keeps_its_shard(ref: TicketRef, shards: int) -> None:
    pk = keys.ticket(ref).pk
    assert keys.shard_of(pk, shards) == keys.shard_of(pk, shards) < shards


def test_shards_share_the_work() -> None:
    shards = [keys.shard_of(keys.ticket(TicketRef(ACME, n)).pk, 4) for n in range(1, 1001)]
    assert min(shards.count(shard) for shard in range(4)) > 150


def test_tickets_without_a_due_time_sort_after_any_that_has_one() -> None:
    far = ticket(1, due=10**9)
    assert keys.by_due(far) < keys.by_due(ticket(2, created=-(10**8)))


def test_windows_begin_at_the_same_instants_for_everybody() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    first = keys.attempts("x", noon, hour)
    assert keys.attempts("x", noon + timedelta(minutes=59), hour) == first
    assert keys.attempts("x", noon + hour, hour) != first
    assert keys.attempts("x", noon, hour * 2) != first


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
