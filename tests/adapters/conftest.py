"""Clients on moto, in this process."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from helpdesk.adapters.clients import Clients


@pytest.fixture(scope="module")
def clients() -> Iterator[Clients]:
    with mock_aws():
        made = Clients(region="eu-west-1", attempts=1)
        where = {"LocationConstraint": "eu-west-1"}
        made.s3.create_bucket(Bucket="files", CreateBucketConfiguration=where)  # type: ignore[arg-type]
        yield made
