"""Payloads as AWS sends them to our functions, written by us, and their one loader."""

from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    """A fresh copy of `{name}.json`."""
    return msgspec.json.decode((_HERE / f"{name}.json").read_bytes(), type=dict[str, Any])
