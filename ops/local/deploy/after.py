"""What the emulator's CloudFormation accepts and then ignores, done again through the services' own APIs."""

from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from ops.local.cloud import LocalCloud
from ops.local.deploy.assembly import StackPlan
from ops.local.problems import Problem

Resource = dict[str, Any]


def put_right(cloud: LocalCloud, plan: StackPlan, ids: dict[str, str]) -> None:
    """What this stack's template asks for and did not get. Raises Problem for a function without code."""
    for resource, name in _deployed(plan, ids):
        repair = _REPAIRS.get(resource["Type"])
        if repair:
            repair(cloud, resource.get("Properties", {}), name)


def _deployed(plan: StackPlan, ids: dict[str, str]) -> Iterator[tuple[Resource, str]]:
    for logical, resource in plan.template.get("Resources", {}).items():
        if ids.get(logical):
            yield resource, ids[logical]


def _table(cloud: LocalCloud, properties: Resource, name: str) -> None:
    dynamodb = cloud.client("dynamodb")
    expiry = properties.get("TimeToLiveSpecification")
    if expiry and dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"][
        "TimeToLiveStatus"
    ] not in ("ENABLED", "ENABLING"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)
    if "PointInTimeRecoverySpecification" in properties:
        dynamodb.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"]
        )


def _function(cloud: LocalCloud, properties: Resource, name: str) -> None:
    client = cloud.client("lambda")
    deployed = client.get_function_configuration(FunctionName=name)
    if not deployed.get("CodeSize"):
        raise Problem(f"The function {name} was deployed without code.", "Start afresh with `loket reset`.")
    reserved = properties.get("ReservedConcurrentExecutions")
    if reserved is not None:
        client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=reserved)


def _bucket(cloud: LocalCloud, properties: Resource, name: str) -> None:
    rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
    if not rules:
        return
    try:
        cloud.client("s3").put_bucket_lifecycle_configuration(
            Bucket=name, LifecycleConfiguration={"Rules": [_lifecycle_rule(rule) for rule in rules]}
        )
    except ClientError as error:
        raise Problem(f"The lifecycle of bucket {name} was refused: {error}") from error


def _lifecycle_rule(rule: Resource) -> Resource:
    """CloudFormation's words into the S3 API's."""
    found: Resource = {"Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "Id" in rule:
        found["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        found["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "NoncurrentVersionExpiration" in rule:
        found["NoncurrentVersionExpiration"] = rule["NoncurrentVersionExpiration"]
    if "AbortIncompleteMultipartUpload" in rule:
        found["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    return found


_REPAIRS: dict[str, Callable[[LocalCloud, Resource, str], None]] = {
    "AWS::DynamoDB::Table": _table,
    "AWS::Lambda::Function": _function,
    "AWS::S3::Bucket": _bucket,
}
