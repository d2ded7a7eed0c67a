"""A cold start with the index on S3: that of a Loket which runs here; every object is fetched over HTTP."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ops.bench.folder_objects import FolderObjects

if TYPE_CHECKING:
    from helpdesk.search.objects import ObjectStore


def cold_from_s3(
    port: int, made: FolderObjects, folder: Path, first: "Callable[[ObjectStore, Path], None]"
) -> float:
    """Seconds that pass until `first` has its answer from a copy of `made` in a bucket of its own there.

    The bucket goes when it is done. Time on the clock, not of the processor: what is measured is the way.
    """
    from helpdesk.adapters.objects import S3Objects  # noqa: PLC0415 - boto3 is heavy, and not for every run
    from ops.local.cloud import REGION, LocalCloud  # noqa: PLC0415

    client = LocalCloud(state=folder, aws_port=port).client("s3")
    bucket = f"bench-{uuid.uuid4().hex[:20]}"
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    keys = [one.key for one in made.list("")]
    try:
        for key in keys:
            client.put_object(Bucket=bucket, Key=key, Body=made.get(key).data)
        began = time.perf_counter()
        first(S3Objects(client, bucket), folder)
        return time.perf_counter() - began
    finally:
        for key in keys:
            client.delete_object(Bucket=bucket, Key=key)
        client.delete_bucket(Bucket=bucket)
