"""`python -m infra.load_desk FILE` writes a desk into the deployment made last on this machine.

Its agents can sign in with a code by mail from then on; a password is for whoever asks for one.
"""

import secrets
import sys
from pathlib import Path

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from helpdesk import observe
from helpdesk.adapters.accounts import CognitoAccounts
from helpdesk.adapters.clients import Clients
from helpdesk.domain.errors import HelpdeskError, NotFound
from helpdesk.ports import Accounts, Directory, DirectoryEditor
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.table import Table
from infra.deploy import OUTPUTS
from infra.desk_file import DeskFile, furnish, read_desk_file
from infra.names import PREFIX


def load(file: DeskFile, directory: Directory, editor: DirectoryEditor, accounts: Accounts) -> None:
    """Write the desk, and make its agents known to the user pool."""
    try:
        known = directory.desk(file.desk.id)
    except NotFound:
        known = None
    furnish(file, editor, known, lambda: secrets.token_hex(32))
    for agent in file.agents:
        accounts.ensure(agent.person.email)


def main() -> None:
    """Load the file named, or say in one sentence what is wrong with it."""
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m infra.load_desk FILE")
    try:
        file = read_desk_file(Path(sys.argv[1]).read_bytes())
        names = msgspec.json.decode(OUTPUTS.read_bytes(), type=dict[str, dict[str, str]])[f"{PREFIX}-Data"]
        pool = names["UserPoolId"]
        region = pool.partition("_")[0]
        accounts = CognitoAccounts(Clients(region=region).cognito, pool)
        table = Table(names["TableName"], region=region)
        load(file, TableDirectory(table, observe.now), TableDirectoryEditor(table), accounts)
    except (OSError, HelpdeskError, ClientError, BotoCoreError) as error:
        sys.exit(f"Not loaded: {error}")
    Console().print(f"{file.desk.name}: {len(file.tenants)} tenants, {len(file.agents)} agents")


if __name__ == "__main__":
    main()
