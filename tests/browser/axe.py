"""What axe finds on a page: WCAG 2.2 A and AA."""

from functools import cache

import msgspec
from playwright.sync_api import Page

from ops.local.builds.frontend import FRONTEND, install_frontend

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    install_frontend()
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """One line for each thing that is wrong, with the first element it is wrong with."""
    page.evaluate(_source())
    options = msgspec.json.encode(
        {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
    )
    found = page.evaluate(f"axe.run(document, {options.decode()}).then(r => r.violations)")
    return [
        f"{one['impact']}: {one['id']} ({one['help']}), {len(one['nodes'])} times, first: "
        f"{one['nodes'][0]['html'][:200]} {one['nodes'][0].get('failureSummary', '')}"
        for one in found
    ]
