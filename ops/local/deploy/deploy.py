"""Deploys an assembly into the local cloud the short way: assets and templates by boto3, no CDK CLI."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from ops.local.cloud import ACCOUNT, REGION, LocalCloud
from ops.local.deploy.after import put_right
from ops.local.deploy.assembly import Asset, StackPlan, read_assembly
from ops.local.deploy.bundle import KEY_PREFIX, Bundle, bundle
from ops.local.deploy.stacks import Stacks

ASSETS_BUCKET = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"  # the name templates expect
BOOTSTRAP_VERSION = ("/cdk-bootstrap/hnb659fds/version", "30")
_OUR_CODE = "helpdesk"  # the asset with this package in it is functions/

Tell = Callable[[str], None]


class Deployed(msgspec.Struct, frozen=True, kw_only=True):
    """Names of the stacks that changed."""

    changed: tuple[str, ...]


def deploy(cloud: LocalCloud, assembly: Path, functions: Path, tell: Tell = lambda _: None) -> Deployed:
    """Bring all stacks of the assembly to their templates, with the code as it lies in `functions` now."""
    store = _AssetStore(cloud)
    code = bundle(functions)
    stacks = Stacks(cloud.client("cloudformation"))
    changed: list[str] = []
    for plan in read_assembly(assembly):
        tell(plan.name)
        if _deploy_stack(cloud, store, stacks, plan, code):
            changed.append(plan.name)
    store.forget_code_but(code.key)
    return Deployed(changed=tuple(changed))


def _deploy_stack(
    cloud: LocalCloud, store: "_AssetStore", stacks: Stacks, plan: StackPlan, code: Bundle
) -> bool:
    ours = {asset.key for asset in plan.assets if (asset.path / _OUR_CODE).is_dir()}
    template = json.dumps(_with_code(plan.template, ours, code.key), sort_keys=True)
    if ours:
        store.put(code.key, lambda: code.content)
    for asset in plan.assets:
        if asset.key not in ours:
            store.put(asset.key, lambda asset=asset: _content(asset))  # type: ignore[misc]
    url = store.put(f"{hashlib.sha256(template.encode()).hexdigest()}.json", template.encode)
    declared = plan.template.get("Parameters", {})
    known = {"PortalUrl": cloud.portal_url, "CloudUrl": cloud.aws_url}
    parameters = {name: value for name, value in known.items() if name in declared}
    changed = stacks.deploy(plan.name, url, template, parameters)
    if changed:
        put_right(cloud, plan, stacks.resources(plan.name))
    return changed


def _with_code(template: dict[str, Any], ours: set[str], key: str) -> dict[str, Any]:
    """The template with functions/ from our own zip; workers import the libraries from this environment."""
    resources = {
        name: _pointed_at(resource, key) if _code_key(resource) in ours else resource
        for name, resource in template.get("Resources", {}).items()
    }
    return {**template, "Resources": resources}


def _code_key(resource: dict[str, Any]) -> str | None:
    if resource["Type"] != "AWS::Lambda::Function":
        return None
    key = resource["Properties"].get("Code", {}).get("S3Key")
    return key if isinstance(key, str) else None


def _pointed_at(resource: dict[str, Any], key: str) -> dict[str, Any]:
    properties = {name: value for name, value in resource["Properties"].items() if name != "Layers"}
    return {**resource, "Properties": {**properties, "Code": {**properties["Code"], "S3Key": key}}}


class _AssetStore:
    """The bucket that `cdk bootstrap` would make. Keys name contents, so what is there stays."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._s3 = cloud.client("s3")
        self._url = f"{cloud.aws_url}/{ASSETS_BUCKET}"
        try:
            self._s3.create_bucket(
                Bucket=ASSETS_BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
                raise
        name, version = BOOTSTRAP_VERSION
        cloud.client("ssm").put_parameter(Name=name, Value=version, Type="String", Overwrite=True)

    def put(self, key: str, content: Callable[[], bytes]) -> str:
        """Upload it unless it is there; returns its URL."""
        try:
            self._s3.head_object(Bucket=ASSETS_BUCKET, Key=key)
        except ClientError:
            self._s3.put_object(Bucket=ASSETS_BUCKET, Key=key, Body=content())
        return f"{self._url}/{key}"

    def forget_code_but(self, key: str) -> None:
        """Every change of code leaves a bundle behind, and the emulator keeps objects in memory."""
        listed = self._s3.list_objects_v2(Bucket=ASSETS_BUCKET, Prefix=KEY_PREFIX).get("Contents", [])
        for old in listed:
            if old["Key"] != key:
                self._s3.delete_object(Bucket=ASSETS_BUCKET, Key=old["Key"])


def _content(asset: Asset) -> bytes:
    if not asset.folder:
        return asset.path.read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(asset.path.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(asset.path))
    return buffer.getvalue()
