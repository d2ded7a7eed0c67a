"""Devices of somebody who is known elsewhere too are no tenant's to give out."""

import io
import json
import zipfile

from moto import mock_aws

from helpdesk.domain.people import Person
from helpdesk.domain.privacy.jobs import JobKind, export_key
from tests.contract.builders import ACME, ACME_TWO
from tests.privacy.built import built
from tests.privacy.house import FILES


def test_devices_of_an_address_that_is_known_elsewhere_are_not_given_out() -> None:
    with mock_aws():
        at = built()
        at.house.editor.put_person(
            Person(scope=ACME_TWO, id="lisa-two", name="Lisa", emails=("lisa@acme.example",))
        )
        at.ask(JobKind.EXPORT)
        at.work()
        body = at.s3.get_object(Bucket=FILES, Key=export_key(ACME, "job-1", 1))["Body"].read()

    assert json.loads(zipfile.ZipFile(io.BytesIO(body)).read("devices.json")) == []
