"""A house in which one person has left traces everywhere, on moto's table and buckets."""

import functools
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3

from helpdesk.adapters.files import S3Files
from helpdesk.adapters.private_objects import S3PrivateObjects
from helpdesk.domain.privacy.jobs import JobKind, PrivacyJob, Step, fingerprint
from helpdesk.domain.privacy.stories import Choices
from helpdesk.domain.privacy.words import identity_of
from helpdesk.storage.administration import TableAdministration
from helpdesk.storage.audit import TableAudit
from helpdesk.storage.estates import TableEstates
from helpdesk.storage.privacy_jobs import TablePrivacyJobs
from helpdesk.storage.sso import TableSsoProviders
from helpdesk.storage.table import Table
from helpdesk.storage.traces import TableTraces
from helpdesk.usecases.privacy.deps import PrivacyDeps
from helpdesk.usecases.privacy.working import work
from tests.contract.builders import ACME, NOW
from tests.contract.houses import REGION, SHARDS, House, house_on
from tests.fakes import FakeVault
from tests.privacy.lisa import LISA, ONCE

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MAIL, FILES, INDEX = "mail-bucket", "files-bucket", "index-bucket"


@dataclass
class ErasableAccounts:
    """Accounts by address."""

    names: dict[str, str] = field(default_factory=dict)

    def account_of(self, email: str) -> str | None:
        return self.names.get(email)

    def delete(self, email: str) -> None:
        self.names.pop(email, None)


@functools.cache
def traces() -> Table:
    """The table's model and client; dear to make, and good for every mock that follows."""
    return Table("traces", region=REGION)


@functools.cache
def _s3() -> "S3Client":
    return boto3.client("s3", region_name=REGION)


class TracedHouse:
    """Everything, and the one clock; empty."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.house: House = house_on(table)
        self.now = NOW + timedelta(days=30)
        self.s3 = _s3()
        for bucket in (MAIL, FILES, INDEX):
            self.s3.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
            )
            self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        self.files = S3Files(self.s3, FILES)
        self.accounts = ErasableAccounts({email: f"sub-{at}" for at, email in enumerate(LISA.emails)})
        self.vault = FakeVault()
        self.failures: list[Exception] = []

    def deps(self, table: Table | None = None) -> PrivacyDeps:
        used = table or self.table
        return PrivacyDeps(
            jobs=TablePrivacyJobs(used),
            traces=TableTraces(used, SHARDS, counted=3),
            estates=TableEstates(used, SHARDS, counted=3),
            sso=TableSsoProviders(used),
            vault=self.vault,
            audit=TableAudit(used),
            objects=S3PrivateObjects(self.s3, mail=MAIL, files=FILES, index=INDEX),
            files=self.files,
            accounts=self.accounts,
            now=lambda: self.now,
            failed=lambda _, error: self.failures.append(error),
        )

    def ask(self, kind: JobKind, choices: Choices | None = None, job: str = "job-1") -> None:
        merges = TableAdministration(self.table).merge_of(ACME, ONCE.id)
        assert merges is not None
        person = TableAdministration(self.table).person(ACME, "lisa")
        assert person is not None
        TablePrivacyJobs(self.table).add(
            PrivacyJob(
                id=job, kind=kind, scope=ACME, person=fingerprint(ACME, "lisa"), by="lin@noord.example",
                identity=identity_of(person, merges.gone, merges.kept), at=self.now, next_at=self.now,
                step=Step.DOORS if kind is JobKind.ERASURE else Step.COLLECT, choices=choices or Choices(),
            )
        )  # fmt: skip

    def work(self, table: Table | None = None) -> None:
        """Runs, minute after minute, until nothing is left."""
        deps = self.deps(table)
        for _ in range(40):
            work(deps, lambda: True)
            self.now += timedelta(minutes=2)
            if all(job.done for job in deps.jobs.of_tenant(ACME)):
                return
        raise AssertionError(self.failures)

    def items(self) -> list[dict[str, Any]]:
        """All that the table holds, as DynamoDB tells it."""
        found = ask(self.table, "Scan", {"TableName": self.table.row.Meta.table_name})
        items: list[dict[str, Any]] = found["Items"]
        return items

    def rows(self) -> dict[tuple[str, str], str]:
        return {
            (item["pk"]["S"], item["sk"]["S"]): json.dumps(item, sort_keys=True, ensure_ascii=False)
            for item in self.items()
        }

    def objects(self) -> dict[tuple[str, str], bytes]:
        """With all old versions: none must stay."""
        found = {}
        for bucket in (MAIL, FILES, INDEX):
            for one in self.s3.list_object_versions(Bucket=bucket).get("Versions", []):
                body = self.s3.get_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])[
                    "Body"
                ].read()
                found[bucket, f"{one['Key']}?{one['VersionId']}"] = body
        return found

    def raw(self, name: str, content: str) -> str:
        key = f"inbound/{name}"
        self.s3.put_object(Bucket=MAIL, Key=key, Body=content.encode())
        return key


def ask(table: Table, what: str, request: dict[str, Any]) -> Any:
    """A request to the table's service itself."""
    return table.row._get_connection().connection.dispatch(what, request)
