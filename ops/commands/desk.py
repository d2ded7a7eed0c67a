"""`loket desk` and `loket operator`: who serves, and who runs the deployment; here or on AWS."""

from typing import Annotated

from cyclopts import App, Parameter
from rich.console import Console

from helpdesk import observe
from helpdesk.domain.desks import Desk
from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.people import PersonRef
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from ops.commands.tenant import id_of
from ops.commands.where import HERE, Place
from ops.local.problems import Problem
from ops.mail.surroundings import AwsRegion, surroundings
from ops.setup.onboarding import add_operator, make_desk

app = App(name="desk", help="Make desks.")
operator_app = App(name="operator", help="Say who runs this deployment.")


@app.command
def create(
    place: Annotated[Place, Parameter(name="*")] = HERE,
    *,
    name: str,
    desk: str | None = None,
    language: str = "en",
    admin: str | None = None,
    admin_name: str = "",
    aws: AwsRegion = None,
) -> None:
    """Make a service desk with its first admin, or rename one; the same again changes nothing.

    Parameters
    ----------
    desk
        Its id for ever; made of the name unless given.
    admin
        The mail address of who sets it up; needed for a new desk.
    """
    desk_id = desk or id_of(name)
    person = None
    if admin:
        address = admin.strip().lower()
        person = PersonRef(id=id_of(address.partition("@")[0]), name=admin_name or address, email=address)
    table = surroundings(place, aws).table
    wanted = Desk(id=desk_id, name=name, language=language)
    try:
        directory, jobs = TableDirectory(table, observe.now), TablePrivacyJobs(table)
        made = make_desk(directory, TableDirectoryEditor(table), jobs, wanted, person)
    except HelpdeskError as error:
        raise Problem(f"Not done: {error.detail}", "") from error
    console = Console()
    console.print(f"{name} ({desk_id}) {'is made' if made else 'is there'}.", highlight=False, markup=False)
    if made:
        console.print("Next: its admin signs in with a code by mail and makes a calendar and a policy; then:")
        console.print(f"loket tenant create --desk {desk_id} --name … --address …", markup=False)


@operator_app.command
def add(
    place: Annotated[Place, Parameter(name="*")] = HERE, *, email: str, name: str = "", aws: AwsRegion = None
) -> None:
    """Let somebody make, suspend and close desks. They sign in with a code by mail, and see no tickets."""
    try:
        person = add_operator(TableAdministration(surroundings(place, aws).table), email, name)
    except HelpdeskError as error:
        raise Problem(f"Not done: {error.detail}", "") from error
    Console().print(f"{person.email} is an operator now.", highlight=False, markup=False)
