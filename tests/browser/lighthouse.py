"""`make lighthouse`: its mobile profile on the production build, served by the whole system with its demo.

Prints scores, JavaScript sizes and what a long queue costs, and ends with 1 when one misses its budget. Every
page is visited three times and the visit in the middle counts, as Lighthouse's makers advise; the server
gives way to the browser, which on a phone has the processor to itself.
`python -m tests.browser.lighthouse STATE`: on the Loket that runs with this state folder.
"""

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace
from playwright.sync_api import Page, sync_playwright

from ops.local import process
from ops.local.builds.frontend import build_frontend, site
from ops.local.builds.node import environment, run, tools
from ops.local.cloud import ROOT
from ops.local.ports import free_ports
from tests.browser.beside import give_way, settle
from tests.browser.chromium import chromium_or_skip
from tests.browser.cpu import recorded
from tests.browser.finger import SLOWER
from tests.browser.long_queue import FRAME, MANY, PRESS, measured
from tests.browser.people import keeping, token_of
from tests.local.running import RunningCloud, deployed, seeded

FOLDER = ROOT / "ops" / "lighthouse"
TIMES = 3
SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100}
KB = 1000


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A page, who looks at it, and how much JavaScript its first load may take (kB, compressed).

    `{key}` in the path: the first ticket that they see in their list.
    """

    path: str
    who: str | None
    budget: int


PIM, ANA = "pim@acme.example", "ana@noord.example"
LISTS = {PIM: "requested", ANA: "queue"}
VISITS = (
    Visit(path="/sign-in", who=None, budget=90),
    Visit(path="/knowledge/noord", who=None, budget=90),
    Visit(path="/knowledge/noord/wifi-guests", who=None, budget=90),
    Visit(path="/portal", who=PIM, budget=90),
    Visit(path="/portal/tickets/{key}", who=PIM, budget=90),
    Visit(path="/portal/knowledge/noord/articles/wifi-guests", who=PIM, budget=90),
    Visit(path="/desk", who=ANA, budget=130),
    Visit(path="/desk/tickets", who=ANA, budget=130),
    Visit(path="/desk/tickets/{key}", who=ANA, budget=130),
    Visit(path="/desk/new", who=ANA, budget=130),
)


def main() -> int:
    """0 when every page keeps its budgets."""
    build_frontend()
    run(["npm", "ci", "--no-fund", "--no-audit"], FOLDER, "installing Lighthouse")
    with tempfile.TemporaryDirectory() as folder, _demo(Path(folder)) as demo:
        give_way(_server(demo))
        missed = [line for visit in VISITS for line in _look(demo, visit, Path(folder))]
    missed += _long_queue()
    for line in missed:
        sys.stdout.write(f"MISSED {line}\n")
    return 1 if missed else 0


@contextmanager
def _demo(folder: Path) -> Iterator[RunningCloud]:
    """The one that runs already, where its state is named; else one for this."""
    if len(sys.argv) > 1:
        present = process.running(Path(sys.argv[1]))
        if not present:
            raise SystemExit(f"no Loket runs with {sys.argv[1]}")
        yield RunningCloud(present.cloud(Path(sys.argv[1])))
        return
    with deployed(folder / "cloud") as running:
        yield seeded(running)


def _server(demo: RunningCloud) -> int:
    """The process group of its server."""
    present = process.running(demo.local.state)
    if not present:
        raise SystemExit("Loket has stopped")
    return present.pid


def _long_queue() -> list[str]:
    """What a thousand tickets miss; the figures are printed."""
    cost, scrolls = measured()
    for line in (cost.said(), *(scroll.said() for scroll in scrolls)):
        sys.stdout.write(f"{MANY} tickets: {line}\n")
    slow = [f"a press takes {press:.0f} ms" for press in cost.presses if press > PRESS]
    slow += [f"{s.speed} px/s: frames take {s.mean():.0f} ms" for s in scrolls if s.mean() > FRAME]
    return slow + [f"{s.speed} px/s: the scroll waits for the page" for s in scrolls if s.waits]


def _look(demo: RunningCloud, visit: Visit, folder: Path) -> list[str]:
    """What the page misses; its figures are printed."""
    token = visit.who and token_of(demo, visit.who)
    if visit.who and "{key}" in visit.path:
        first = demo.api(token).get(f"/tickets?view={LISTS[visit.who]}&limit=1")["items"][0]["key"]
        visit = replace(visit, path=visit.path.format(key=first))
    busy = settle()
    reports = sorted((_report(demo, visit.path, token, folder) for _ in range(TIMES)), key=_performance)
    report = reports[TIMES // 2]
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in SCORES}
    size = _javascript(report) / KB
    vitals = {name: report["audits"][name]["displayValue"] for name in _VITALS}
    sys.stdout.write(
        f"{visit.path:45} {'  '.join(f'{name} {score}' for name, score in scores.items())}"
        f"  JS {size:.1f} kB of {visit.budget}  {'  '.join(f'{k} {v}' for k, v in vitals.items())}"
        f"  blocked by processor time {report['blocked']:.0f} ms"
        f"  performance of all {', '.join(str(_performance(one)) for one in reports)}"
        f"  machine busy before {100 * busy:.0f} %\n"
    )
    missed = [
        f"{visit.path}: {name} {score} < {SCORES[name]} {_why(report, name)}"
        for name, score in scores.items()
        if score < SCORES[name]
    ]
    return missed + ([f"{visit.path}: {size:.1f} kB of JavaScript"] if size > visit.budget else [])


def _performance(report: Any) -> int:
    return round(100 * (report["categories"]["performance"]["score"] or 0))


_VITALS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
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


def _report(demo: RunningCloud, path: str, token: str | None, folder: Path) -> Any:
    """Lighthouse's report, from a browser in which somebody is signed in, or nobody."""
    (port,) = free_ports(1)
    out = folder / "report.json"
    profile = folder / f"profile{port}"
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
        _warm(page, demo.local.portal_url + path)
        command = [
            str(tools() / "node"),
            str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"),
            demo.local.portal_url + path,
            f"--port={port}",
            "--output=json",
            f"--output-path={out}",
            "--quiet",
            "--disable-storage-reset",
            f"--only-categories={','.join(SCORES)}",
        ]
        _visit(command)
        blocked = _blocked(page, demo.local.portal_url + path)
        context.close()
    return {**msgspec.json.decode(out.read_bytes()), "blocked": blocked}


def _visit(command: list[str]) -> None:
    """Lighthouse at times misses the beginning of a visit, and then asks to be run again: once."""
    env = environment(NO_PROXY="127.0.0.1")
    if subprocess.run(command, check=False, env=env, cwd=FOLDER).returncode:
        sys.stdout.write("once more\n")
        subprocess.run(command, check=True, env=env, cwd=FOLDER)


def _warm(page: Page, address: str) -> None:
    """The browser itself is in memory, as it is on a phone in use; of the page, nothing is kept."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def _blocked(page: Page, address: str) -> float:
    """Total blocking time by processor time: Lighthouse's own grows with what else the machine does."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    with recorded(page) as trace:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    return trace.blocked(SLOWER)


if __name__ == "__main__":
    sys.exit(main())
