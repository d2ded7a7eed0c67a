"""`python -m infra.app` synthesises; the CDK CLI runs it the same way (see cdk.json).

Context comes as CDK gives it (CDK_CONTEXT_JSON or `cdk -c`), account and region from the CLI.
"""

import os
import sys
from collections.abc import Mapping

from aws_cdk import App, Environment, Tags

from infra.api_stack import ApiStack
from infra.data_stack import DataStack
from infra.deployment import ContextError, Deployment, from_context
from infra.flags import FLAGS
from infra.mail_stack import MailStack
from infra.names import PREFIX
from infra.portal_stack import REGION as PORTAL_REGION
from infra.portal_stack import PortalStack
from infra.service_stack import ServiceStack


def build(
    context: Mapping[str, object],
    *,
    account: str | None = None,
    region: str | None = None,
    outdir: str | None = None,
) -> App:
    """The whole app, not yet synthesised. The CDK CLI's context wins over `context`. Raises ContextError."""
    app = App(context={**FLAGS, **context}, outdir=outdir, analytics_reporting=False)
    deployment = from_context(app.node.try_get_context)
    env = Environment(account=account, region=region)
    data = DataStack(app, f"{PREFIX}-Data", deployment, env=env)
    service = ServiceStack(app, f"{PREFIX}-Service", deployment, data=data, env=env)
    api = ApiStack(app, f"{PREFIX}-Api", deployment, data=data, service=service, env=env)
    if not deployment.local:
        _add_aws_only(app, deployment, data=data, service=service, api=api, env=env)
    Tags.of(app).add("application", "loket")
    return app


def _add_aws_only(
    app: App,
    deployment: Deployment,
    *,
    data: DataStack,
    service: ServiceStack,
    api: ApiStack,
    env: Environment,
) -> None:
    if not (env.account and env.region):
        raise ContextError("account and region are not known: sign in to AWS and name a region")
    MailStack(app, f"{PREFIX}-Mail", deployment, data=data, service=service, env=env)
    edge = Environment(account=env.account, region=PORTAL_REGION)
    PortalStack(app, f"{PREFIX}-Portal", deployment, api=api, files=data.files, env=edge)


def main() -> None:
    """Synthesise for the account and region that the CDK CLI names; without it the templates fit any."""
    given = os.environ  # noqa: TID251 - how the CDK CLI tells an app where it is going
    try:
        build({}, account=given.get("CDK_DEFAULT_ACCOUNT"), region=given.get("CDK_DEFAULT_REGION")).synth()
    except ContextError as error:
        sys.exit(f"Cannot deploy: {error}")


if __name__ == "__main__":
    main()
