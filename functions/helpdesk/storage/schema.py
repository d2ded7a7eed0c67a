"""What the one table looks like, in plain words that tests create it from and `infra` is compared with."""

from typing import TypedDict

HASH_KEY = "pk"
RANGE_KEY = "sk"
EXPIRES = "expires"
INDEXES = ("queue", "assignee", "requester", "tenant", "work")
"""Sparse global indexes, all attributes projected; each has the keys `{name}_pk` and `{name}_sk`."""


class _Key(TypedDict):
    AttributeName: str
    KeyType: str


class _Attribute(TypedDict):
    AttributeName: str
    AttributeType: str


class _Index(TypedDict):
    IndexName: str
    KeySchema: list[_Key]
    Projection: dict[str, str]


class TableRequest(TypedDict):
    """The arguments of CreateTable."""

    TableName: str
    BillingMode: str
    KeySchema: list[_Key]
    AttributeDefinitions: list[_Attribute]
    GlobalSecondaryIndexes: list[_Index]
    StreamSpecification: dict[str, bool | str]


def table_request(name: str) -> TableRequest:
    """CreateTable for a table of this shape."""
    keys = [HASH_KEY, RANGE_KEY, *(f"{index}_{part}" for index in INDEXES for part in ("pk", "sk"))]
    return TableRequest(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=_key_schema(HASH_KEY, RANGE_KEY),
        AttributeDefinitions=[_Attribute(AttributeName=key, AttributeType="S") for key in keys],
        GlobalSecondaryIndexes=[
            _Index(
                IndexName=index,
                KeySchema=_key_schema(f"{index}_pk", f"{index}_sk"),
                Projection={"ProjectionType": "ALL"},
            )
            for index in INDEXES
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )


def _key_schema(partition: str, sort: str) -> list[_Key]:
    return [_Key(AttributeName=partition, KeyType="HASH"), _Key(AttributeName=sort, KeyType="RANGE")]
