"""From sources to a running, deployed, seeded Loket: the steps of `loket up`, without how they are shown."""

import importlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from ops.local import process
from ops.local.builds.assembly import ASSEMBLY, synthesise
from ops.local.builds.frontend import FRONTEND, build_frontend
from ops.local.cloud import ROOT, LocalCloud
from ops.local.deploy.deploy import Deployed, deploy
from ops.local.outputs import StackOutputs
from ops.local.problems import Problem

SEEDED = "/loket/seeded"  # an SSM parameter: kept, saved and reset together with the data it speaks of


class Steps(Protocol):
    """Shows what is going on."""

    def step(self, title: str) -> AbstractContextManager[Callable[[str], None]]:
        """A step that lasts as long as the block; the block may tell details."""
        ...


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    server: process.Server
    deployed: Deployed
    seeded: bool


def launch(cloud: LocalCloud, steps: Steps, *, seed: bool) -> Started:
    """Build what changed, start, deploy what changed, seed once. Raises Problem.

    The caller has asked `process.check_startable` first.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        portal = beside.submit(build_frontend) if (FRONTEND / "package.json").is_file() else None
        with steps.step("Working out what to deploy"):
            synthesise()
        with steps.step("Starting the local cloud"):
            server = process.start(cloud)
        deployed = bring_up(cloud, steps)
        if portal:
            _wait_for(portal, steps)
    seeded = seed and seed_once(cloud, steps)
    return Started(server=server, deployed=deployed, seeded=seeded)


def bring_up(cloud: LocalCloud, steps: Steps) -> Deployed:
    """Deploy into a running server and save."""
    with steps.step("Deploying") as tell:
        deployed = deploy(cloud, ASSEMBLY, ROOT / "functions", tell)
        if deployed.changed:
            process.save(cloud)
    return deployed


def seed_once(cloud: LocalCloud, steps: Steps, *, again: bool = False) -> bool:
    """Make the demo unless this state has it already; True when it was made."""
    ssm = cloud.client("ssm")
    if not again and ssm.get_parameters(Names=[SEEDED])["Parameters"]:
        return False
    with steps.step("Making the demo: desks, tenants, people, tickets") as tell:
        _seed()(cloud, StackOutputs(cloud), tell)
        ssm.put_parameter(Name=SEEDED, Value="done", Type="String", Overwrite=True)
        process.save(cloud)
    return True


def _seed() -> Callable[[LocalCloud, StackOutputs, Callable[[str], None]], None]:
    """Loaded only now: it needs the product's libraries, and most starts do not need it."""
    try:
        run: Callable[[LocalCloud, StackOutputs, Callable[[str], None]], None] = importlib.import_module(
            "ops.seed"
        ).run
    except ModuleNotFoundError as missing:
        if missing.name != "ops.seed":
            raise
        raise Problem(
            "There is no demo to seed here.", "Start without it: `loket up --no-seed`."
        ) from missing
    return run


def _wait_for(portal: "Future[bool]", steps: Steps) -> None:
    if not portal.done():
        with steps.step("Building the portal"):
            portal.result()
    portal.result()
