"""What importing costs: no room loads what only another one needs, and nothing happens at import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk import bootstrap, config

FUNCTIONS = Path(__file__).parents[2] / "functions"
FOR_SOME_REQUESTS = {"requests", "jwt", "cryptography"}
"""Slow to load, and only sign-ins over providers, webhooks and pushes ask for them."""

IMPORTED_WHEN_ASKED_FOR = {
    "helpdesk.adapters.calls",
    "helpdesk.adapters.oidc.tokens",
    "helpdesk.adapters.token_keys",
    "helpdesk.adapters.web_push.encryption",
    "helpdesk.adapters.web_push.keys",
}

SETTINGS = {
    value: "4" if value == config.WORK_SHARDS else "https://made-up.example/x"
    for name, value in vars(config).items()
    if name.isupper() and isinstance(value, str)
}
HANDLERS = {
    "api": "tickets_api.handler",
    "checker": "sla_checker.handler",
    "feed": "kb_search.feed",
    "intake": "intake_email.handler",
    "outbox": "outbox.handler",
    "privacy": "privacy.handler",
    "relay": "outbox.relay",
    "reminders": "outbox.handler",
    "search": "kb_search.api",
    "sign_in": "sign_in.handler",
    "webhooks": "webhooks.handler",
    "authorizer": "authorizer.handler",
}


def room(name: str) -> list[str]:
    """Every module of helpdesk.`name`, those of its subpackages too."""
    files = sorted((FUNCTIONS / "helpdesk" / name).rglob("*.py"))
    return [".".join(file.relative_to(FUNCTIONS).with_suffix("").parts) for file in files]


def loaded_by(*modules: str, then: str = "", env: dict[str, str] | None = None) -> set[str]:
    """Top-level packages that are loaded after importing these (and `then`) in a fresh interpreter."""
    code = f"import {', '.join(modules)}\n{then}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(FUNCTIONS)!r})\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        env=env or {},
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_storage_loads_neither_boto3_nor_requests() -> None:
    loaded = loaded_by(*room("storage"))
    assert "pynamodb" in loaded
    assert not loaded & {"boto3", "requests", "chalice", "tantivy", "aws_lambda_powertools", "holidays"}


def test_adapters_load_no_table_and_only_who_is_asked_for_the_rest() -> None:
    loaded = loaded_by(*(name for name in room("adapters") if name not in IMPORTED_WHEN_ASKED_FOR))
    assert "boto3" in loaded
    assert not loaded & {"pynamodb", "chalice", "tantivy", *FOR_SOME_REQUESTS}


def test_every_function_is_here() -> None:
    parts = {"RelayQueues", "desks"}
    assert set(HANDLERS) == set(bootstrap.__all__) - parts


@pytest.mark.parametrize("function", [name for name in HANDLERS if name != "authorizer"])
def test_no_cold_start_waits_for_what_only_some_requests_need(function: str) -> None:
    loaded = loaded_by(
        "helpdesk.bootstrap",
        HANDLERS[function],
        then=f"helpdesk.bootstrap.{function}()",
        env=SETTINGS | {"AWS_DEFAULT_REGION": "eu-west-1"},
    )
    assert "botocore" in loaded
    assert not loaded & FOR_SOME_REQUESTS


def test_the_authorizer_reads_tokens_all_day_and_loads_what_that_takes_at_once() -> None:
    assert {"jwt", "cryptography"} <= loaded_by("authorizer.handler")


@pytest.mark.parametrize("module", ["stream", "schema", "reach", "cursors", "changes", "cache"])
def test_what_needs_no_table_loads_no_sdk(module: str) -> None:
    assert not loaded_by(f"helpdesk.storage.{module}") & {"pynamodb", "botocore", "boto3"}


def test_keys_need_no_table() -> None:
    loaded = loaded_by(*(name for name in room("storage") if ".keys." in name))
    assert not loaded & {"pynamodb", "botocore", "boto3"}
