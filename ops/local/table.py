"""The product's table in a running local cloud, for whoever fills it from outside: the demo, tests."""

from helpdesk.storage.row import Credentials
from helpdesk.storage.table import Table
from ops.local.cloud import KEY, REGION, LocalCloud
from ops.local.outputs import Outputs


def table_of(cloud: LocalCloud, outputs: Outputs) -> Table:
    """The table, whatever the caller's own AWS settings are."""
    credentials = Credentials(access_key=KEY, secret_key=KEY, session_token="")
    return Table(outputs["TableName"], endpoint=cloud.aws_url, region=REGION, credentials=credentials)
