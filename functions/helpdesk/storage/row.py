"""The one model of the one table: keys, kind, body as JSON, and the attributes that indexes list rows by."""

from typing import NamedTuple, cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class Credentials(NamedTuple):
    """Temporary credentials, as STS gives them."""

    access_key: str
    secret_key: str
    session_token: str


def _index(name: str) -> GlobalSecondaryIndex["Row"]:
    """A sparse index: a row is in it while it has the two attributes."""
    parts = {
        "Meta": type("Meta", (), {"index_name": name, "projection": AllProjection()}),
        f"{name}_pk": UnicodeAttribute(hash_key=True),
        f"{name}_sk": UnicodeAttribute(range_key=True),
    }
    made: GlobalSecondaryIndex[Row] = type(f"{name.title()}Index", (GlobalSecondaryIndex,), parts)()
    return made


class Row(Model):
    """A row of any kind. `owner` says whose it is: a mark's ticket, an address's tenant, a login's person."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    body = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    owner = UnicodeAttribute(null=True)
    parties = UnicodeSetAttribute(null=True)  # whose own ticket it is: person ids and addresses
    next = NumberAttribute(null=True)  # of a sequence
    times = NumberAttribute(null=True)  # of a counter
    expires = NumberAttribute(null=True)  # epoch seconds; DynamoDB deletes the row some time after

    queue_pk = UnicodeAttribute(null=True)
    queue_sk = UnicodeAttribute(null=True)
    assignee_pk = UnicodeAttribute(null=True)
    assignee_sk = UnicodeAttribute(null=True)
    requester_pk = UnicodeAttribute(null=True)
    requester_sk = UnicodeAttribute(null=True)
    tenant_pk = UnicodeAttribute(null=True)
    tenant_sk = UnicodeAttribute(null=True)
    work_pk = UnicodeAttribute(null=True)
    work_sk = UnicodeAttribute(null=True)

    queue = _index("queue")
    assignee = _index("assignee")
    requester = _index("requester")
    tenant = _index("tenant")
    work = _index("work")


def bind(
    name: str,
    *,
    credentials: Credentials | None = None,
    endpoint: str | None = None,
    region: str | None = None,
    attempts: int = 5,
) -> type[Row]:
    """The model of the table of this name. Nothing is called or connected yet.

    Throttled and failed calls are tried `attempts` times in all, with the SDK's growing pauses.
    """
    meta = {
        "table_name": name,
        "host": endpoint,
        "region": region,
        "max_retry_attempts": attempts - 1,
        "connect_timeout_seconds": 3,
        "read_timeout_seconds": 10,
    }
    if credentials:
        meta["aws_access_key_id"] = credentials.access_key
        meta["aws_secret_access_key"] = credentials.secret_key
        meta["aws_session_token"] = credentials.session_token
    return cast("type[Row]", type("BoundRow", (Row,), {"Meta": type("Meta", (), meta)}))
