"""Reads a synthesised CDK assembly: its stacks in order of deployment, their templates and assets."""

import json
from pathlib import Path
from typing import Any

import msgspec

from ops.local.problems import Problem

Template = dict[str, Any]


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or a folder to be zipped, and where templates expect it."""

    path: Path
    folder: bool
    key: str


class StackPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One stack to deploy."""

    name: str
    template: Template
    assets: tuple[Asset, ...]


def read_assembly(folder: Path) -> tuple[StackPlan, ...]:
    """All stacks, each after those it depends on."""
    manifest_file = folder / "manifest.json"
    if not manifest_file.is_file():
        raise Problem(f"{folder} holds no synthesised app.", "Run `python -m infra.app`, then try again.")
    artifacts: dict[str, Any] = json.loads(manifest_file.read_bytes())["artifacts"]
    stacks = {
        stack: artifact
        for stack, artifact in artifacts.items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
    return tuple(_plan(folder, stack, stacks[stack]) for stack in _in_order(stacks))


def _in_order(stacks: dict[str, Any]) -> list[str]:
    ordered: list[str] = []

    def visit(stack: str) -> None:
        for needed in stacks[stack].get("dependencies", []):
            if needed in stacks:
                visit(needed)
        if stack not in ordered:
            ordered.append(stack)

    for stack in stacks:
        visit(stack)
    return ordered


def _plan(folder: Path, stack: str, artifact: dict[str, Any]) -> StackPlan:
    properties = artifact["properties"]
    return StackPlan(
        name=properties.get("stackName", stack),
        template=json.loads((folder / properties["templateFile"]).read_bytes()),
        assets=_assets(folder, folder / f"{stack}.assets.json", properties["templateFile"]),
    )


def _assets(folder: Path, listing: Path, template_file: str) -> tuple[Asset, ...]:
    files: dict[str, Any] = json.loads(listing.read_bytes())["files"] if listing.is_file() else {}
    return tuple(
        Asset(
            path=folder / file["source"]["path"],
            folder=file["source"]["packaging"] == "zip",
            key=next(iter(file["destinations"].values()))["objectKey"],
        )
        for file in files.values()
        if file["source"]["path"] != template_file
    )
