"""Writes the OpenAPI document that the routes produce: to docs/, and beside the API that serves it."""

import json
import sys
from pathlib import Path
from typing import Any

from helpdesk.domain.errors import HelpdeskError
from helpdesk.domain.permissions import PERMISSIONS
from helpdesk.web.openapi import document
from helpdesk.web.permissions import PERMISSION_OF
from helpdesk.web.problems import TITLES
from kb_search.api import app as kb_search
from ops.api_page import page
from tickets_api.app import app as tickets_api

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "docs" / "openapi.json", ROOT / "functions" / "tickets_api" / "openapi.json")
PAGE = ROOT / "docs" / "api.md"

APPS = (tickets_api, kb_search)
"""The apps of all functions that answer the API."""

_ABOUT = """\
The API of Loket, a help desk. Errors are problem documents (RFC 9457) with a stable `code`.
Lists are paged: send `next` as `cursor` to go on. Changes take the ETag as `If-Match`."""


def openapi() -> dict[str, Any]:
    """The document, from the route tables of APPS, with what each route asks for and how the API says no."""
    made = document(APPS, title="Loket", version="1", description=_ABOUT.replace("\n", " "))
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            permission = PERMISSION_OF.get((method.upper(), path))
            if permission:
                operation["x-permission"] = permission
    return made | {"x-permissions": _permissions(), "x-problems": _problems()}


def _permissions() -> dict[str, Any]:
    return {
        name: {"what": one.what, "roles": sorted(role.value for role in one.roles), "keys": one.for_keys}
        for name, one in PERMISSIONS.items()
    }


def _problems() -> list[dict[str, Any]]:
    """Every code a problem document can carry."""
    kinds: list[type[HelpdeskError]] = [HelpdeskError]
    for kind in kinds:  # grows while it is walked: subclasses of subclasses, too
        kinds += kind.__subclasses__()
    known = {kind.code: kind.status for kind in kinds if kind.__module__ == HelpdeskError.__module__}
    return [
        {"code": code, "status": status, "title": TITLES[status]}
        for code, status in sorted(known.items(), key=lambda one: (one[1], one[0]))
    ]


def text() -> str:
    """The document as it is committed."""
    return json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n"


def write() -> None:
    """Write it to all its places."""
    for place in PLACES:
        place.parent.mkdir(exist_ok=True)
        place.write_text(text(), encoding="utf-8")
    PAGE.write_text(page(openapi()), encoding="utf-8")


def main() -> None:
    """`python -m ops.openapi` writes it; with --check it says whether what is there is up to date."""
    if "--check" in sys.argv[1:]:
        stale = [
            place for place in PLACES if not place.exists() or place.read_text(encoding="utf-8") != text()
        ]
        for place in stale:
            print(f"{place.relative_to(ROOT)} is not what the routes produce: run python -m ops.openapi")
        sys.exit(1 if stale else 0)
    write()


if __name__ == "__main__":
    main()
