"""An article of the desk noord, written and published by requests."""

from typing import Any

from tests.functions.desks import LARS
from tests.functions.gateway import Gateway

JAM = "/desks/noord/articles/jam"


def text(body: str = "Open the tray.", **more: Any) -> dict[str, Any]:
    translation = {"title": "Paper jam", "body": body}
    return {"space": "office", "language": "en", "translations": {"en": translation}, **more}


def published(api: Gateway, path: str = JAM) -> None:
    assert api.put(LARS, f"{path}/state", {"state": "published"}).status == 200
