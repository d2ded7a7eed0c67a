"""Tiny CDK assemblies made by hand, for tests of deploying that need nothing of the product."""

import json
from pathlib import Path
from typing import Any

Template = dict[str, Any]

ANSWER = """
def handle(event, context):
    return "{word}"
"""


def write_assembly(
    folder: Path, stacks: dict[str, Template], *, needs: dict[str, list[str]] | None = None
) -> Path:
    """An assembly of these stacks; the functions' folder is an asset of each, as CDK stages it."""
    staged = folder / "asset.code" / "helpdesk"
    staged.mkdir(parents=True, exist_ok=True)
    artifacts: dict[str, Any] = {}
    for name, template in stacks.items():
        (folder / f"{name}.template.json").write_text(json.dumps(template))
        (folder / f"{name}.assets.json").write_text(json.dumps({"files": {"code": _asset()}}))
        artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "dependencies": [f"{name}.assets", *(needs or {}).get(name, [])],
            "properties": {"templateFile": f"{name}.template.json"},
        }
        artifacts[f"{name}.assets"] = {"type": "cdk:asset-manifest", "properties": {}}
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


def write_code(folder: Path, word: str) -> Path:
    """A functions folder whose handler answers `word`."""
    (folder / "helpdesk").mkdir(parents=True, exist_ok=True)
    (folder / "answer.py").write_text(ANSWER.format(word=word))
    return folder


def function(name: str) -> Template:
    """A function run from the staged code."""
    return {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": name,
            "Runtime": "python3.13",
            "Handler": "answer.handle",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Code": {
                "S3Bucket": {"Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"},
                "S3Key": "code.zip",
            },
            "Layers": ["arn:aws:lambda:eu-west-1:000000000000:layer:not-there:1"],
            "ReservedConcurrentExecutions": 2,
        },
    }


def role() -> Template:
    """A role that Lambda may take."""
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"},
    }
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}},
    }


def table(name: str) -> Template:
    """A table whose rows expire."""
    return {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": name,
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
            "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
        },
    }


def _asset() -> dict[str, Any]:
    return {
        "source": {"path": "asset.code", "packaging": "zip"},
        "destinations": {"here": {"bucketName": "any", "objectKey": "code.zip"}},
    }
