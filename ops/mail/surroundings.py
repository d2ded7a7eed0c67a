"""Where mail commands work: a local cloud that runs here, or a deployment on AWS."""

from typing import Annotated, Any

import msgspec
from cyclopts import Parameter

from helpdesk.storage.table import Table
from ops.commands.where import Place
from ops.local.cloud import STACKS, LocalCloud
from ops.local.outputs import StackOutputs
from ops.local.problems import Problem
from ops.local.table import table_of

AwsRegion = Annotated[
    str | None,
    Parameter(name=["--aws"], help="Work on AWS in this region, with your own credentials, not locally."),
]


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """The services and names that mail handling uses there."""

    s3: Any
    sns: Any
    sqs: Any
    mail_bucket: str
    inbound_topic: str
    table: Table


def surroundings(place: Place, region: str | None) -> Surroundings:
    """Raises Problem when nothing runs, or nothing is deployed, there."""
    return _on_aws(region) if region else local_surroundings(place.running())


def local_surroundings(cloud: LocalCloud) -> Surroundings:
    """Those of a local cloud."""
    outputs = StackOutputs(cloud)
    return Surroundings(
        s3=cloud.client("s3"),
        sns=cloud.client("sns"),
        sqs=cloud.client("sqs"),
        mail_bucket=outputs["MailBucket"],
        inbound_topic=outputs["InboundMailTopic"],
        table=table_of(cloud, outputs),
    )


def _on_aws(region: str) -> Surroundings:
    from boto3.session import Session  # noqa: PLC0415 - half a second that other commands need not pay
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    session = Session(region_name=region)
    found: dict[str, str] = {}
    try:
        for stack in STACKS:
            described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
            found |= {out["OutputKey"]: out["OutputValue"] for out in described.get("Outputs", [])}
        return Surroundings(
            s3=session.client("s3"),
            sns=session.client("sns"),
            sqs=session.client("sqs"),
            mail_bucket=found["MailBucket"],
            inbound_topic=found["InboundMailTopic"],
            table=Table(found["TableName"], region=region),
        )
    except (BotoCoreError, ClientError, KeyError) as error:
        raise Problem(
            f"Loket cannot be reached on AWS in {region}: {error}",
            "Check your credentials, the region, and that `make deploy` was done there.",
        ) from error
