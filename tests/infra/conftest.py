"""Each way to deploy, synthesised once."""

import pytest

from infra.deployment import BESIDE
from tests.infra.assembly import Assembly, Job, synthesise

DOMAINS = {"mail_domains": "acme.example support.duinrand.example"}
CHOICES = {
    "portal_domain": "help.acme.example",
    "portal_hosts": "it.globex.example, help.acme.example hulp.duin.example",
    "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/0b7ab1d0-0000-4000-8000-000000000000",
    "alarm_email": "night@acme.example",
    "sender": "Acme help <help@acme.example>",
    "deployment": "acme",
    "activate_rule_set": "false",
    "threat_protection": "true",
    "sign_in_domain": "acme-loket",
    "saml_providers": "one=https://idp.one.example/metadata,two=https://idp.two.example/m?a=1,2",
}


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assembly]:
    """All of them, by name."""
    layer, site = tmp_path_factory.mktemp("layer"), tmp_path_factory.mktemp("site")
    for folder in (layer, layer.with_name(f"{layer.name}{BESIDE}")):
        (folder / "python").mkdir(parents=True)
        (folder / "python" / "library.py").write_text(folder.name)
    (site / "index.html").write_text("<!doctype html>")
    built = {"layer": str(layer), "site": str(site)}
    wanted: dict[str, tuple[dict[str, str], str | None]] = {
        "aws": (DOMAINS | built, "eu-west-1"),
        "chosen": (DOMAINS | CHOICES | built, "us-east-1"),
        "local": ({"local": "true"}, None),
        "careless": ({"careless": "true"}, None),
    }
    return synthesise(
        {
            name: Job(context=context, region=region, folder=str(tmp_path_factory.mktemp(name)))
            for name, (context, region) in wanted.items()
        }
    )


@pytest.fixture(scope="session")
def aws(assemblies: dict[str, Assembly]) -> Assembly:
    """On AWS with nothing chosen but the mail domains."""
    return assemblies["aws"]


@pytest.fixture(scope="session")
def chosen(assemblies: dict[str, Assembly]) -> Assembly:
    """On AWS with everything chosen."""
    return assemblies["chosen"]


@pytest.fixture(scope="session")
def local(assemblies: dict[str, Assembly]) -> Assembly:
    """On a laptop."""
    return assemblies["local"]


@pytest.fixture(scope="session")
def careless(assemblies: dict[str, Assembly]) -> Assembly:
    """Not ours: a stack that breaks rules."""
    return assemblies["careless"]
