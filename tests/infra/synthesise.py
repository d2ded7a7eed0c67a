"""Run as a program: synthesises the apps described on standard input, with cdk-nag looking on.

A process of its own, because jsii looks for Node on the PATH when `aws_cdk` is first imported; one for all
apps, because starting jsii takes longer than synthesising.
"""

import json
import sys

from aws_cdk import App, Stack, Validations
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks

from infra.app import build

ACCOUNT = "123456789012"


def main() -> None:
    """Print, for each app, whether its synthesis went through."""
    went = {}
    for name, job in json.load(sys.stdin).items():
        app = _app(**job)
        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
        try:
            app.synth()
            went[name] = True
        except RuntimeError as error:
            if "ValidationFailed" not in str(error):
                raise
            went[name] = False
    json.dump(went, sys.stdout)


def _app(context: dict[str, str], region: str | None, folder: str) -> App:
    if context.get("careless"):  # an app that breaks rules, to see them bite
        app = App(outdir=folder)
        s3.Bucket(Stack(app, "Careless"), "Open")
        return app
    return build(context, account=ACCOUNT if region else None, region=region, outdir=folder)


if __name__ == "__main__":
    main()
