"""What goes wrong in a storm: a tenth of all calls fails, and workers are found to be killed."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import requests

from ops.local.cloud import HOST, ROOT
from ops.local.ports import free_ports
from tests.local.running import RunningCloud, wait_for

FAILING = 0.1
_EACH = FAILING / 4
RULES = [
    {"probability": _EACH, "error": {"code": "ThrottlingException", "status": 400}},
    {"probability": _EACH, "error": {"code": "InternalServerError", "status": 500}},
    {"probability": _EACH, "reset": True},
    {"probability": _EACH, "timeout_ms": 4000},
]


@contextmanager
def faults(upstream: str) -> Iterator[str]:
    """A proxy in which a tenth of all calls fails; its address."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "rules.yml"
        config.write_text(json.dumps({"rules": RULES}))  # JSON is YAML
        proxy = subprocess.Popen(
            [sys.executable, "-m", "microburst", "--upstream", upstream, "--host", HOST,
             "--port", str(port), "--config", str(config)],
            cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        address = f"http://{HOST}:{port}"
        try:
            wait_for(lambda: _is_up(address), "the proxy that makes calls fail")
            yield address
        finally:
            proxy.terminate()
            proxy.wait()


def _is_up(address: str) -> bool:
    try:
        return requests.get(f"{address}/_microburst/health", timeout=10).ok
    except requests.RequestException:
        return False


def fired(proxy: str) -> int:
    rules = requests.get(f"{proxy}/_microburst/rules", timeout=60).json()
    return sum(rule.get("fired_count", 0) for rule in rules)


def lead_functions_through(cloud: RunningCloud, aws: str, ses: str) -> None:
    """Every function's calls go through the proxies from now on; its own road to SES too."""
    functions = cloud.client("lambda")
    for each in functions.list_functions()["Functions"]:
        variables = each.get("Environment", {}).get("Variables", {})
        functions.update_function_configuration(
            FunctionName=each["FunctionName"],
            Environment={"Variables": {**variables, "AWS_ENDPOINT_URL": aws, "AWS_ENDPOINT_URL_SESV2": ses}},
        )


def workers_of(pid: int) -> list[int]:
    """The server's worker processes."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children += [int(child) for child in task.read_text().split()]
    return children
