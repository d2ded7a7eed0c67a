"""A bare store for the intake benchmark: a private emulator, one tenant, every call counted."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from helpdesk import observe
from helpdesk.adapters.files import S3Files
from helpdesk.adapters.mailbox import S3RawMail
from helpdesk.domain.calendar_specs import CalendarSpec, Hours
from helpdesk.domain.desks import Desk, NamedCalendar, Tenant
from helpdesk.domain.ids import TenantRef
from helpdesk.domain.policies import ClockKind, Policy, Rule
from helpdesk.holiday_days import public_holidays
from helpdesk.storage.directory import TableDirectory
from helpdesk.storage.editor import TableDirectoryEditor
from helpdesk.storage.intake import CrossTenantIntake
from helpdesk.storage.schema import table_request
from helpdesk.usecases.agreements import Agreements
from helpdesk.usecases.intake.deps import IntakeDeps
from ops.local import process
from ops.local.cloud import REGION, LocalCloud
from ops.local.ports import free_ports
from ops.local.table import table_of

ADDRESS = "support@bench.example"
NAMES = {"TableName": "loket-bench", "MailBucket": "loket-bench-mail", "FilesBucket": "loket-bench-files"}


class House(msgspec.Struct, frozen=True, kw_only=True):
    """Ready to take mail in. `calls` grows with every request to the emulator."""

    cloud: LocalCloud
    intake: IntakeDeps
    calls: list[str]

    def put(self, key: str, raw: bytes) -> None:
        """What SES does before it tells the queue."""
        self.cloud.client("s3").put_object(Bucket=NAMES["MailBucket"], Key=key, Body=raw)


@contextmanager
def emulator() -> Iterator[LocalCloud]:
    """A private copy of the local cloud with nothing but the empty table and buckets; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        aws, portal, smtp = free_ports(3)
        cloud = LocalCloud(state=Path(folder), aws_port=aws, portal_port=portal, smtp_port=smtp)
        server = process.start(cloud)
        try:
            cloud.client("dynamodb").create_table(**table_request(NAMES["TableName"]))
            for bucket in (NAMES["MailBucket"], NAMES["FilesBucket"]):
                cloud.client("s3").create_bucket(
                    Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
                )
            yield cloud
        finally:
            process.stop(cloud.state, server.pid)
            server.wait()


def house(cloud: LocalCloud) -> House:
    """Intake as bootstrap wires it, on that emulator, with every request noted."""
    calls: list[str] = []

    def note(request: object, **about: object) -> None:  # noqa: ARG001 - botocore calls with these
        calls.append(str(about["event_name"]).removeprefix("before-send."))

    table, s3 = table_of(cloud, NAMES), cloud.client("s3")
    furnish(TableDirectoryEditor(table))
    s3.meta.events.register("before-send", note)
    table.row._get_connection().connection.client.meta.events.register("before-send", note)  # noqa: SLF001
    intake = IntakeDeps(
        store=CrossTenantIntake(table, shards=4),
        directory=TableDirectory(table, observe.now),
        raw=S3RawMail(s3, NAMES["MailBucket"]),
        files=S3Files(s3, NAMES["FilesBucket"]),
        agreements=Agreements(public_holidays),
        now=observe.now,
        new_id=observe.new_id,
        deployment="bench",
    )
    return House(cloud=cloud, intake=intake, calls=calls)


def furnish(editor: TableDirectoryEditor) -> None:
    """One desk with one tenant, office hours and two promises."""
    office: dict[str, Hours] = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("08:00", "17:00"),))
    editor.put_desk(Desk(id="bench", name="Bench"))
    spec = CalendarSpec(zone="Europe/Amsterdam", week=office)
    editor.put_calendar("bench", NamedCalendar(id="office", name="Office", spec=spec))
    targets = {ClockKind.FIRST_RESPONSE: "PT4H", ClockKind.RESOLUTION: "P2D"}
    rule = Rule(id="all", calendar="office", targets=targets)
    editor.put_policy("bench", Policy(id="usual", rules=(rule,)))
    editor.put_tenant(
        Tenant(
            ref=TenantRef("bench", "acme"),
            name="Acme",
            prefix="ACME",
            address=ADDRESS,
            policy="usual",
            mail_key="00" * 32,
        )
    )
