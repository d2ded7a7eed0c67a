"""What every object store must do, held against the fake and against S3 (moto)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from helpdesk.adapters.objects import S3Objects
from helpdesk.domain.errors import Conflict, NotFound
from helpdesk.search.objects import ObjectStore
from tests.search.fake_objects import FakeObjects


@pytest.fixture(params=["fake", "s3"])
def objects(request: pytest.FixtureRequest) -> Iterator[ObjectStore]:
    if request.param == "fake":
        yield FakeObjects(now=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
        return
    with mock_aws():
        client = boto3.client(
            "s3", region_name="eu-west-1", aws_access_key_id="test", aws_secret_access_key="test"
        )
        client.create_bucket(Bucket="index", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield S3Objects(client, "index")


def test_what_is_stored_can_be_read(objects: ObjectStore) -> None:
    etag = objects.put_new("noord/a", b"one")
    found = objects.get("noord/a")
    assert (found.data, found.etag) == (b"one", etag)


def test_a_key_is_new_only_once(objects: ObjectStore) -> None:
    objects.put_new("noord/a", b"one")
    with pytest.raises(Conflict):
        objects.put_new("noord/a", b"two")
    assert objects.get("noord/a").data == b"one"


def test_replacing_needs_the_newest_tag(objects: ObjectStore) -> None:
    first = objects.put_new("noord/a", b"one")
    second = objects.replace("noord/a", b"two", first)
    with pytest.raises(Conflict):
        objects.replace("noord/a", b"three", first)
    assert objects.get("noord/a").data == b"two"
    objects.replace("noord/a", b"three", second)
    assert objects.get("noord/a").data == b"three"


def test_what_is_gone_cannot_be_replaced(objects: ObjectStore) -> None:
    etag = objects.put_new("noord/a", b"one")
    objects.delete(["noord/a"])
    with pytest.raises(Conflict):
        objects.replace("noord/a", b"two", etag)


def test_an_unchanged_object_is_not_sent_again(objects: ObjectStore) -> None:
    etag = objects.put_new("noord/a", b"one")
    assert objects.get_if_changed("noord/a", etag) is None
    newer = objects.replace("noord/a", b"two", etag)
    found = objects.get_if_changed("noord/a", etag)
    assert found is not None
    assert (found.data, found.etag) == (b"two", newer)


def test_what_is_not_there_is_said_so(objects: ObjectStore) -> None:
    with pytest.raises(NotFound):
        objects.get("noord/none")
    with pytest.raises(NotFound):
        objects.get_if_changed("noord/none", '"1"')


def test_listing_by_prefix_and_deleting(objects: ObjectStore) -> None:
    for name in ("noord/a", "noord/b", "host/a"):
        objects.put_new(name, name.encode())
    assert [(info.key, info.size) for info in objects.list("noord/")] == [("noord/a", 7), ("noord/b", 7)]
    objects.delete(["noord/a", "noord/never-was"])
    assert [info.key for info in objects.list("noord/")] == ["noord/b"]
    objects.delete([])
