"""`make lighthouse`: its mobile profile on the production build, served by the whole system with its demo.

Prints scores and JavaScript sizes, and ends with 1 when one misses its budget.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import sync_playwright

from ops.local.builds.frontend import build_frontend, site
from ops.local.builds.node import environment, run, tools
from ops.local.cloud import ROOT
from ops.local.ports import free_ports
from tests.browser.chromium import chromium_or_skip
from tests.browser.people import keeping, token_of
from tests.local.running import RunningCloud, deployed, seeded

FOLDER = ROOT / "ops" / "lighthouse"
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100}
KB = 1000


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A page, who looks at it, and how much JavaScript its first load may take (kB, compressed)."""

    path: str
    who: str | None
    budget: int


VISITS = (
    Visit(path="/sign-in", who=None, budget=90),
    Visit(path="/portal", who="pim@acme.example", budget=90),
    Visit(path="/desk", who="ana@noord.example", budget=130),
    Visit(path="/desk/tickets", who="ana@noord.example", budget=130),
)


def main() -> int:
    """0 when every page keeps its budgets."""
    build_frontend()
    run(["npm", "ci", "--no-fund", "--no-audit"], FOLDER, "installing Lighthouse")
    with tempfile.TemporaryDirectory() as folder, deployed(Path(folder) / "cloud") as running:
        demo = seeded(running)
        missed = [line for visit in VISITS for line in _look(demo, visit, Path(folder))]
    for line in missed:
        sys.stdout.write(f"MISSED {line}\n")
    return 1 if missed else 0


def _look(demo: RunningCloud, visit: Visit, folder: Path) -> list[str]:
    """What the page misses; its figures are printed."""
    report = _report(demo, visit, folder)
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in SCORES}
    size = _javascript(report) / KB
    vitals = {name: report["audits"][name]["displayValue"] for name in _VITALS}
    sys.stdout.write(
        f"{visit.path:14} {'  '.join(f'{name} {score}' for name, score in scores.items())}"
        f"  JS {size:.1f} kB of {visit.budget}  {'  '.join(f'{k} {v}' for k, v in vitals.items())}\n"
    )
    missed = [
        f"{visit.path}: {name} {score} < {SCORES[name]} {_why(report, name)}"
        for name, score in scores.items()
        if score < SCORES[name]
    ]
    return missed + ([f"{visit.path}: {size:.1f} kB of JavaScript"] if size > visit.budget else [])


_VITALS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def _why(report: Any, category: str) -> str:
    """The audits that cost something."""
    of = [ref["id"] for ref in report["categories"][category]["auditRefs"] if ref["weight"]]
    return ", ".join(name for name in of if (report["audits"][name]["score"] or 0) < 1)


def _javascript(report: Any) -> int:
    """Bytes of the scripts that were fetched until the page was quiet, compressed as CloudFront would."""
    items = report["audits"]["network-requests"]["details"]["items"]
    paths = {urlsplit(i["url"]).path for i in items if i.get("resourceType") == "Script"}
    files = [site() / path.lstrip("/") for path in paths if path != "/service-worker.js"]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file())


def _report(demo: RunningCloud, visit: Visit, folder: Path) -> Any:
    """Lighthouse's report, from a browser in which `visit.who` is signed in."""
    (port,) = free_ports(1)
    out = folder / "report.json"
    profile = folder / f"profile{port}"
    token = visit.who and token_of(demo, visit.who)
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium_or_skip(),
            args=["--no-sandbox", f"--remote-debugging-port={port}", "--disable-background-networking"],
            service_workers="block",
        )
        page = context.new_page()
        page.goto(f"{demo.local.portal_url}/icon.svg")
        if token:
            page.evaluate(keeping(token))
        command = [
            str(tools() / "node"),
            str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"),
            demo.local.portal_url + visit.path,
            f"--port={port}",
            "--output=json",
            f"--output-path={out}",
            "--quiet",
            "--disable-storage-reset",
            f"--only-categories={','.join(SCORES)}",
        ]
        subprocess.run(command, check=True, env=environment(NO_PROXY="127.0.0.1"), cwd=FOLDER)
        context.close()
    return msgspec.json.decode(out.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
