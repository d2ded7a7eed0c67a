"""What the one table looks like, in plain words that tests create it from and `infra` is compared with."""

from typing import Literal, TypedDict

HASH_KEY = "pk"
RANGE_KEY = "sk"
EXPIRES = "expires"
INDEXES = ("queue", "assignee", "requester", "tenant", "work")
"""Sparse global indexes, all attributes projected; each has the keys `{name}_pk` and `{name}_sk`."""


class _Key(TypedDict):
    AttributeName: str
    KeyType: Literal["HASH", "RANGE"]


class _Attribute(TypedDict):
    AttributeName: str
    AttributeType: Literal["S"]


class _Projection(TypedDict):
    ProjectionType: Literal["ALL"]


class _Stream(TypedDict):
    StreamEnabled: bool
    StreamViewType: Literal["NEW_AND_OLD_IMAGES"]


class _Index(TypedDict):
    IndexName: str
    KeySchema: list[_Key]
    Projection: _Projection


class TableRequest(TypedDict):
    """The arguments of CreateTable."""

    TableName: str
    BillingMode: Literal["PAY_PER_REQUEST"]
    KeySchema: list[_Key]
    AttributeDefinitions: list[_Attribute]
    GlobalSecondaryIndexes: list[_Index]
    StreamSpecification: _Stream


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
