"""Search: what answers, and what feeds the index."""

from aws_cdk import Duration

from helpdesk import config
from infra.constructs.buckets import allow_delete, allow_get, allow_put
from infra.constructs.function import HelpdeskFunction
from infra.constructs.functions.making import API_TIMEOUT, Making
from infra.constructs.table import (
    allow_read,
    allow_write,
)


def kb_search(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.function(
        "KbSearch",
        "kb_search.api.handle",
        {config.TABLE: places.table.table_name, config.INDEX_BUCKET: places.index.bucket_name},
        timeout=API_TIMEOUT,
        memory=1769,  # one whole processor: people wait for suggestions while they type
        meaning=True,
    )
    allow_read(function, places.table, indexes=("tenant",))  # tickets too young to be in the index
    allow_write(function, places.table, actions=("dynamodb:UpdateItem",))  # what was searched, counted
    allow_get(function, places.index)
    return function


def kb_index(making: Making) -> HelpdeskFunction:
    places = making.places
    function = making.function(
        "KbIndex",
        "kb_search.feed.handle",
        {config.TABLE: places.table.table_name, config.INDEX_BUCKET: places.index.bucket_name},
        timeout=Duration.minutes(2),
        memory=1769,
        meaning=True,
    )
    allow_read(function, places.table, indexes=("tenant",))  # to fill an index that lacks what is there
    allow_write(function, places.table)  # a new ticket's classification, and waves of alike tickets
    allow_get(function, places.index)
    allow_put(function, places.index)
    allow_delete(function, places.index)
    return function
