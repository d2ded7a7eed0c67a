"""The layer: the lock's libraries for Lambda's machine, without what no function imports."""

import subprocess
import sys
from pathlib import Path

import pytest

from infra.layer import LOCK, NEVER_IMPORTED, LayerError, checked_size, command, prune

HANDLERS = (
    "intake_email.handler", "tickets_api.handler", "kb_search.api", "kb_search.feed", "sla_checker.handler",
    "outbox.relay", "outbox.handler", "authorizer.handler", "sign_in.handler",
)  # fmt: skip


def test_uv_is_asked_for_wheels_of_lambdas_machine_by_the_locks_hashes(tmp_path: Path) -> None:
    asked = command(LOCK, tmp_path)

    for option in ("--require-hashes", "--only-binary", "aarch64-manylinux_2_28", "3.13"):
        assert option in asked
    assert "--hash=sha256:" in LOCK.read_text()


def test_no_function_imports_what_is_taken_out() -> None:
    script = f"import sys, {', '.join(HANDLERS)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported = {name.partition(".")[0] for name in done.stdout.split()}

    assert {"msgspec", "chalice"} <= imported
    assert imported & set(NEVER_IMPORTED) == set()


def test_taking_out_leaves_the_rest(tmp_path: Path) -> None:
    for file in ("pip/main.py", "msgspec/__init__.py", "msgspec/__pycache__/x.pyc", "bin/chalice"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()

    prune(tmp_path)

    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["__init__.py"]


def test_a_layer_that_lambda_would_refuse_is_refused_here(tmp_path: Path) -> None:
    (tmp_path / "big.so").write_bytes(bytes(3_000_000))

    assert checked_size(tmp_path) == 3
    with pytest.raises(LayerError, match="3 MB"):
        checked_size(tmp_path, limit=2)
