"""cdk-nag and CloudFormation's own checks find nothing that is not accepted with a reason."""

import tomllib
from pathlib import Path

import pytest

from tests.infra.assembly import Assembly

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("way", ["aws", "chosen", "local"])
def test_no_rule_is_broken(assemblies: dict[str, Assembly], way: str) -> None:
    assert assemblies[way].findings() == []
    assert assemblies[way].passed


def test_the_rules_would_bite(careless: Assembly) -> None:
    assert "AwsSolutions-S1 Careless/Open/Resource" in careless.findings()
    assert not careless.passed


@pytest.mark.parametrize("way", ["aws", "chosen", "local"])
def test_every_accepted_finding_has_a_reason(assemblies: dict[str, Assembly], way: str) -> None:
    reasons = assemblies[way].acknowledged()

    assert len(reasons) > 5
    assert [finding for finding, reason in reasons.items() if len(reason.split()) < 4] == []


def test_what_was_chosen_needs_no_acceptance(chosen: Assembly) -> None:
    accepted = chosen.acknowledged()

    assert not [finding for finding in accepted if "COG8" in finding or "CFR4" in finding]


def test_services_whose_types_are_not_read_are_not_used() -> None:
    overrides = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["overrides"]
    skipped = [name for one in overrides if one.get("follow_imports") == "skip" for name in one["module"]]
    ours = (path for path in (ROOT / "infra").rglob("*.py") if "node_modules" not in path.parts)
    source = "".join(path.read_text() for path in ours)

    assert skipped
    assert [name for name in skipped if name.rpartition(".")[2] in source] == []
