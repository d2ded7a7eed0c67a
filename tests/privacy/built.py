"""Houses with something in them: made through the stores once, put back from a copy after that."""

from collections.abc import Callable
from typing import Any, NamedTuple

from helpdesk.storage.schema import table_request
from tests.privacy.house import TracedHouse, ask, traces
from tests.privacy.leaving import leave_traces


class _Copy(NamedTuple):
    """What a house holds."""

    items: list[dict[str, Any]]
    objects: dict[tuple[str, str], bytes]
    secrets: dict[str, str]
    accounts: dict[str, str]


_COPIES: dict[Callable[[TracedHouse], object], _Copy] = {}
"""By what filled them: dear to make through the stores, so made once and put back after that."""


def built(fill: Callable[[TracedHouse], object] = leave_traces) -> TracedHouse:
    """A new house with what `fill` puts there."""
    table = traces()
    request = {**table_request("traces")}
    del request["StreamSpecification"]
    ask(table, "CreateTable", request)
    at = TracedHouse(table)
    if fill in _COPIES:
        _put_back(at, _COPIES[fill])
    else:
        fill(at)
        objects = {(bucket, key.partition("?")[0]): body for (bucket, key), body in at.objects().items()}
        _COPIES[fill] = _Copy(at.items(), objects, dict(at.vault.secrets), dict(at.accounts.names))
    return at


def _put_back(at: TracedHouse, copy: _Copy) -> None:
    for first in range(0, len(copy.items), 25):
        puts = [{"PutRequest": {"Item": item}} for item in copy.items[first : first + 25]]
        ask(at.table, "BatchWriteItem", {"RequestItems": {at.table.row.Meta.table_name: puts}})
    for (bucket, key), body in copy.objects.items():
        at.s3.put_object(Bucket=bucket, Key=key, Body=body)
    at.vault.secrets |= copy.secrets
    at.accounts.names = dict(copy.accounts)
