"""The commands as people use them: up, Ctrl-C, status, down, reset, logs, and their complaints."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ops.local import process
from ops.local.cloud import HOST, ROOT, LocalCloud
from tests.local.running import RunningCloud, private, wait_for

pytestmark = pytest.mark.local


@pytest.fixture
def local(tmp_path: Path) -> LocalCloud:
    return private(tmp_path / "state")


def test_up_serves_until_ctrl_c_and_goes_on_where_it_left(local: LocalCloud, tmp_path: Path) -> None:
    with up(local, tmp_path / "first.txt") as first:
        wait_for(lambda: "Stop" in shown(tmp_path / "first.txt"), "the welcome", seconds=300)
        assert local.portal_url in shown(tmp_path / "first.txt")
        local.client("ssm").put_parameter(Name="/kept", Value="yes", Type="String")
        first.send_signal(signal.SIGINT)
        assert first.wait(timeout=300) == 0
    assert "Saved and stopped" in shown(tmp_path / "first.txt")
    assert process.running(local.state) is None

    with up(local, tmp_path / "second.txt", "--no-foreground") as second:
        assert second.wait(timeout=300) == 0
    assert local.client("ssm").get_parameter(Name="/kept")["Parameter"]["Value"] == "yes"
    assert json.loads(loket("status", local, "--json").stdout)["stacks"]["Loket-Service"].endswith("COMPLETE")
    assert loket("down", local).returncode == 0
    stopped = loket("status", local, "--json")
    assert stopped.returncode == 3
    assert json.loads(stopped.stdout) == {"running": False}


def test_up_on_a_taken_port_says_which_and_starts_nothing(local: LocalCloud) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, local.portal_port))
        taken.listen()
        done = loket("up", local, *ports(local))
    assert done.returncode == 1
    assert f"Port {local.portal_port}" in done.stderr
    assert "--portal-port" in done.stderr
    assert "Traceback" not in done.stderr
    assert process.running(local.state) is None


@pytest.mark.parametrize("same_ports", [True, False])
def test_a_second_up_points_at_the_first_and_leaves_it_running(cloud: RunningCloud, same_ports: bool) -> None:
    wanted = cloud.local if same_ports else private(cloud.local.state)
    done = loket("up", cloud.local, *ports(wanted))
    assert done.returncode == 1
    assert cloud.local.portal_url in done.stderr
    assert process.running(cloud.local.state)


def test_reset_asks_first_and_touches_only_what_is_its_own(local: LocalCloud) -> None:
    local.aws_state.mkdir(parents=True)
    (local.aws_state / "dynamodb.json").write_text("{}")
    (local.state / "notes.txt").write_text("mine")
    refused = loket("reset", local, said="no\n")
    assert refused.returncode == 1
    assert local.aws_state.exists()
    assert loket("reset", local, said="reset\n").returncode == 0
    assert [each.name for each in local.state.iterdir()] == ["notes.txt"]


def test_a_running_loket_is_not_reset(cloud: RunningCloud) -> None:
    done = loket("reset", cloud.local, "--yes")
    assert done.returncode == 1
    assert "loket down" in done.stderr
    assert cloud.outputs["TableName"]


def test_logs_of_a_function_by_part_of_its_name(cloud: RunningCloud) -> None:
    cloud.api().get("/sign-in")
    done = loket("logs", cloud.local, "tickets_api")
    assert done.returncode == 0
    assert "REPORT RequestId" in done.stdout
    unknown = loket("logs", cloud.local, "no-such-function")
    assert unknown.returncode == 1
    assert "IntakeEmail" in unknown.stderr


@pytest.mark.parametrize("words", [("mail", "send", "pyproject.toml"), ("logs", "intake"), ("seed",)])
def test_commands_that_need_a_running_loket_say_how_to_start_it(
    words: tuple[str, ...], local: LocalCloud
) -> None:
    done = run([*words, f"--state={local.state}"])
    assert done.returncode == 1
    assert "make run" in done.stderr


def test_help_loads_no_command() -> None:
    loaded = "import sys, ops.cli; ops.cli.app(['--help'], result_action='return_value'); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"boto3", "pynamodb", "ministack", "aws_cdk", "ops.commands.up"} & set(done.stdout.split())


@contextmanager
def up(local: LocalCloud, output: Path, *more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`loket up` with its output in a file; whatever is left of it is ended."""
    words = [*command(), "up", f"--state={local.state}", *ports(local), "--no-seed", *more]
    with output.open("wb") as file:
        started = subprocess.Popen(words, cwd=ROOT, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
    try:
        yield started
    finally:
        if started.poll() is None:
            started.kill()
            started.wait()
            leftover = process.running(local.state)
            if leftover:
                os.kill(leftover.pid, signal.SIGKILL)


def loket(word: str, local: LocalCloud, *more: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return run([word, *more, f"--state={local.state}"], said)


def run(words: list[str], said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*command(), *words], cwd=ROOT, input=said, capture_output=True, text=True, check=False, timeout=300
    )


def command() -> list[str]:
    return [sys.executable, "-c", "from ops.cli import main; main()"]


def ports(local: LocalCloud) -> list[str]:
    return [f"--{name}={port}" for name, port in local.ports.items()]


def shown(output: Path) -> str:
    return output.read_text(errors="replace")
