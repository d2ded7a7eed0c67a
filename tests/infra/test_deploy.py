"""`make deploy`: the CDK CLI is asked for the right things, in the right order."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from infra.deploy import UsageError, deploy, dns_records, untold_address, wishes

TOLD = {
    "Loket-Service": {"PortalUrlInUse": "https://d1.cloudfront.net"},
    "Loket-Portal": {"Url": "https://d1.cloudfront.net"},
    "Loket-Mail": {"DnsAcmeExample": "acme.example. MX 10 mail. | _dmarc.acme.example. TXT x", "Other": "y"},
}


def test_choices_become_context_and_empty_ones_do_not() -> None:
    given = wishes(["mail_domains=acme.example duinrand.example", "portal_domain=", "sender= a=b "])

    assert given == ["--context", "mail_domains=acme.example duinrand.example", "--context", "sender=a=b"]


@pytest.mark.parametrize("argument", ["mail_domains", "colour=blue", "local=true"])
def test_what_is_no_choice_is_refused(argument: str) -> None:
    with pytest.raises(UsageError, match="name=value"):
        wishes([argument])


def test_functions_that_know_the_portals_address_need_not_be_told() -> None:
    assert untold_address(TOLD) is None


def test_functions_are_told_the_address_that_the_first_deployment_made() -> None:
    outputs = {**TOLD, "Loket-Service": {"PortalUrlInUse": "https://portal.invalid"}}

    assert untold_address(outputs) == "https://d1.cloudfront.net"


def test_dns_records_are_told_one_a_line() -> None:
    assert dns_records(TOLD) == ["acme.example. MX 10 mail.", "_dmarc.acme.example. TXT x"]


@pytest.mark.parametrize(("known", "runs"), [("https://d1.cloudfront.net", 2), ("https://portal.invalid", 3)])
def test_a_deployment_is_bootstrap_then_all_stacks_then_perhaps_the_address(
    tmp_path: Path, known: str, runs: int
) -> None:
    outputs, asked = tmp_path / "outputs.json", list[str]()

    def cli(command: Sequence[str]) -> None:
        asked.append(" ".join(command[1:]))
        written = {**TOLD, "Loket-Service": {"PortalUrlInUse": known}}
        outputs.write_bytes(msgspec.json.encode(written))

    deploy(["--context", "mail_domains=acme.example"], cli, outputs)

    assert len(asked) == runs
    assert asked[0].startswith("bootstrap")
    assert asked[1].startswith("deploy --all")
    assert all(command.endswith("--context mail_domains=acme.example") for command in asked)
    assert [
        command for command in asked[2:] if "Loket-Data:PortalUrl=https://d1.cloudfront.net" in command
    ] == asked[2:]
