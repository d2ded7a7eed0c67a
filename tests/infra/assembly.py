"""Synthesised templates, and the questions tests ask of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[2]
Properties = dict[str, Any]
Statement = dict[str, Any]


class Resource(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """One resource of a template."""

    type: str
    properties: Properties = {}
    deletion_policy: str = "Delete"
    update_replace_policy: str = "Delete"
    depends_on: list[str] | str = []


class Template(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """One stack's template."""

    resources: dict[str, Resource]
    parameters: dict[str, Properties] = {}
    outputs: dict[str, Properties] = {}

    def of(self, kind: str) -> dict[str, Resource]:
        """Resources of the type `AWS::{kind}`, by logical id."""
        return {name: found for name, found in self.resources.items() if found.type == f"AWS::{kind}"}

    def only(self, kind: str) -> Resource:
        """The one resource of that type."""
        (found,) = self.of(kind).values()
        return found

    def named(self, kind: str, part: str) -> Resource:
        """The one resource of that type whose logical id contains `part`."""
        (found,) = (resource for name, resource in self.of(kind).items() if part in name)
        return found


class Assembly(msgspec.Struct, frozen=True, kw_only=True):
    """What one synthesis gave."""

    folder: Path
    passed: bool
    stacks: dict[str, Template]

    def every(self, kind: str) -> Iterator[tuple[str, Resource]]:
        """Resources of a type over all stacks."""
        for template in self.stacks.values():
            yield from template.of(kind).items()

    def findings(self) -> list[str]:
        """What the rule checks complain about, one finding a line."""
        report = json.loads((self.folder / "validation-report.json").read_text())
        return [
            f"{violation['ruleName']} {construct['constructPath']}"
            for plugin in report["pluginReports"]
            for violation in plugin["violations"]
            for construct in violation["violatingConstructs"]
        ]

    def acknowledged(self) -> dict[str, str]:
        """Accepted findings and their reasons."""
        reasons: dict[str, str] = {}
        for file in self.folder.glob("*.metadata.json"):
            for entries in json.loads(file.read_text()).values():
                for entry in entries:
                    if "acknowledge" in entry["type"]:
                        reasons |= entry["data"]
        return reasons


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One app to synthesise. Without `region` the templates fit any account."""

    context: dict[str, str]
    folder: str
    region: str | None = None


def synthesise(jobs: Mapping[str, Job]) -> dict[str, Assembly]:
    """Synthesise all of them in one process."""
    theirs = dict(os.environ)  # noqa: TID251 - HOME holds jsii's cache
    path = f"{Path(sys.executable).parent}{os.pathsep}{theirs.get('PATH', os.defpath)}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.infra.synthesise"],
        cwd=ROOT,
        env={**theirs, "PATH": path},
        input=msgspec.json.encode(jobs),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    went = msgspec.json.decode(done.stdout, type=dict[str, bool])
    return {name: _read(Path(job.folder), passed=went[name]) for name, job in jobs.items()}


def _read(folder: Path, *, passed: bool) -> Assembly:
    templates = {
        file.name.removesuffix(".template.json"): msgspec.json.decode(file.read_bytes(), type=Template)
        for file in folder.glob("*.template.json")
    }
    return Assembly(folder=folder, passed=passed, stacks=templates)


def statements(policy: Properties) -> Iterator[Statement]:
    """A policy document's statements, with lists where IAM allows single words."""
    for statement in policy["Statement"]:
        yield statement | {
            "Action": _listed(statement["Action"]),
            "Resource": _listed(statement.get("Resource", [])),
        }


def target(value: object) -> str:
    """The logical id that a Ref or Fn::GetAtt points at, or what Fn::ImportValue imports."""
    match value:
        case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), *_]} | {"Fn::ImportValue": str(name)}:
            return name
    raise AssertionError(f"{value} points at nothing")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
