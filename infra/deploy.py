"""`python -m infra.deploy mail_domains=acme.example …` deploys Loket to AWS by the CDK CLI.

The portal's address is told to the functions by a parameter. Without a domain of its own it is known only
after the first deployment, so the two stacks that need it are deployed once more then.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
from rich.console import Console

from infra.names import PREFIX

ROOT = Path(__file__).resolve().parents[1]
OUTPUTS = ROOT / "build" / "outputs.json"
_CLI = ROOT / "infra" / "node_modules" / ".bin" / "cdk"
_SERVICE, _PORTAL, _DATA = f"{PREFIX}-Service", f"{PREFIX}-Portal", f"{PREFIX}-Data"

Outputs = Mapping[str, Mapping[str, str]]
Run = Callable[[Sequence[str]], None]
NAMES = (
    "activate_rule_set",
    "alarm_email",
    "certificate_arn",
    "deployment",
    "mail_domains",
    "portal_domain",
    "portal_hosts",
    "saml_providers",
    "sender",
    "sign_in_domain",
    "threat_protection",
)


class UsageError(Exception):
    """The command line makes no sense; the message says why."""


def wishes(arguments: Sequence[str]) -> list[str]:
    """`name=value` arguments as the CDK CLI's; empty values count as not given. Raises UsageError."""
    context = []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or name not in NAMES:
            raise UsageError(f"{argument!r} is not name=value with a name out of: {', '.join(NAMES)}")
        if value.strip():
            context += ["--context", f"{name}={value.strip()}"]
    return context


def bootstrap(context: Sequence[str]) -> list[str]:
    """Prepares the account, in the chosen region and in us-east-1. Does nothing the second time."""
    return [str(_CLI), "bootstrap", *context]


def deploy_all(context: Sequence[str], outputs_file: Path) -> list[str]:
    """All stacks, in the order they need each other."""
    approval = ["--require-approval", "broadening"]
    return [str(_CLI), "deploy", "--all", *approval, "--outputs-file", str(outputs_file), *context]


def tell_address(context: Sequence[str], url: str) -> list[str]:
    """The two stacks whose functions write links, with the portal's address."""
    parameters = [
        part for stack in (_DATA, _SERVICE) for part in ("--parameters", f"{stack}:PortalUrl={url}")
    ]
    return [str(_CLI), "deploy", _DATA, _SERVICE, "--require-approval", "never", *parameters, *context]


def untold_address(outputs: Outputs) -> str | None:
    """The portal's address, when the functions know another one."""
    url = outputs[_PORTAL]["Url"]
    return None if outputs[_SERVICE]["PortalUrlInUse"] == url else url


def dns_records(outputs: Outputs) -> list[str]:
    """What must be in DNS for mail to come and go, one record a line."""
    mail = outputs.get(f"{PREFIX}-Mail", {})
    return [record for name in sorted(mail) if name.startswith("Dns") for record in mail[name].split(" | ")]


def deploy(context: Sequence[str], run: Run, outputs_file: Path = OUTPUTS) -> None:
    """Bootstrap, deploy, and say what is left to do by hand. What `run` raises ends it."""
    console = Console()
    run(bootstrap(context))
    run(deploy_all(context, outputs_file))
    outputs = msgspec.json.decode(outputs_file.read_bytes(), type=dict[str, dict[str, str]])
    url = untold_address(outputs)
    if url:
        console.print(f"Telling the functions the portal's address, {url}")
        run(tell_address(context, url))
    console.print("DNS records that mail needs (docs/deploy.md says what each is for):")
    for record in dns_records(outputs):
        console.print(f"  {record}", soft_wrap=True, highlight=False)
    console.print(f"Portal: {outputs[_PORTAL]['Url']}")


def _run(arguments: Sequence[str]) -> None:
    code = subprocess.run(arguments, cwd=ROOT, check=False).returncode  # noqa: S603 - our own words
    if code:
        sys.exit(code)


def main() -> None:
    """Deploy as the command line says."""
    if not _CLI.is_file():
        sys.exit("The CDK CLI is not there: run `npm ci` in infra/")
    try:
        deploy(wishes(sys.argv[1:]), _run)
    except UsageError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
