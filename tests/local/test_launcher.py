"""The server process: what it keeps over stops and kills, what it refuses, and that it keeps to itself."""

import io
import json
import os
import signal
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.local import process
from ops.local.cloud import HOST, REGION, LocalCloud
from ops.local.problems import Problem
from tests.local.running import private, serving, wait_for

pytestmark = pytest.mark.local

KEEP_EVENT = """
import json, os, boto3

def handle(event, context):
    s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    for record in event["Records"]:
        s3.put_object(Bucket="seen", Key=record["dynamodb"]["Keys"]["id"]["S"])
"""
TELL_ENVIRONMENT = """
import os

def handle(event, context):
    return dict(os.environ)
"""


@pytest.fixture
def local(tmp_path: Path) -> LocalCloud:
    return private(tmp_path / "state")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalCloud, process.Server]]:
    """A server for tests that only ask it something."""
    local = private(tmp_path_factory.mktemp("running"))
    with serving(local) as server:
        yield local, server


def test_what_was_saved_on_a_signal_survives_a_kill(local: LocalCloud) -> None:
    with serving(local) as server:
        make_table(local)
        put(local, "before")
        server.send_signal(signal.SIGUSR1)
        wait_for(lambda: not dirty(local), "the save")
        kill(server)
    with serving(local):
        assert ids(local) == {"before"}


def test_changes_are_saved_without_asking(local: LocalCloud) -> None:
    with serving(local) as server:
        make_table(local)
        put(local, "a")
        assert dirty(local)
        wait_for(lambda: not dirty(local), "the save")
        kill(server)
    with serving(local):
        assert ids(local) == {"a"}


def test_reading_does_not_make_the_state_dirty(local: LocalCloud) -> None:
    with serving(local):
        make_table(local)
        process.save(local)
        ids(local)
        local.client("s3").list_buckets()
        assert not dirty(local)


def test_a_stop_saves(local: LocalCloud) -> None:
    with serving(local):
        make_table(local)
        put(local, "last")
    with serving(local):
        assert ids(local) == {"last"}


def test_streams_reach_their_functions_after_a_restart(local: LocalCloud) -> None:
    with serving(local):
        make_table(local)
        make_bucket(local, "seen")
        make_function(local, KEEP_EVENT)
        follow_stream(local)
        put(local, "first")
        wait_for(lambda: seen(local) == {"first"}, "the first record")
    with serving(local):
        put(local, "second")
        wait_for(lambda: seen(local) == {"first", "second"}, "the record written after the restart")


def test_objects_survive_a_kill_at_once(local: LocalCloud) -> None:
    with serving(local) as server:
        make_bucket(local, "kept")
        process.save(local)
        local.client("s3").put_object(Bucket="kept", Key="a/b.txt", Body=b"content")
        kill(server)
    with serving(local):
        assert local.client("s3").get_object(Bucket="kept", Key="a/b.txt")["Body"].read() == b"content"


def test_a_taken_port_is_named(local: LocalCloud) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, local.smtp_port))
        taken.listen()
        with pytest.raises(Problem) as raised:
            process.start(local)
    assert str(local.smtp_port) in raised.value.sentence
    assert "--smtp-port" in raised.value.remedy


def test_one_state_folder_has_one_server(running: tuple[LocalCloud, process.Server]) -> None:
    local, server = running
    other = private(local.state)
    with pytest.raises(Problem, match=f"process {server.pid}"):
        process.start(other)


def test_a_broken_state_file_is_left_alone_and_named(local: LocalCloud) -> None:
    with serving(local):
        make_table(local)
    broken = local.aws_state / "dynamodb.json"
    broken.write_text(broken.read_text()[:-40])
    left = broken.read_bytes()
    with pytest.raises(Problem, match="cannot be read") as raised:
        process.start(local)
    assert "loket reset" in raised.value.remedy
    assert broken.read_bytes() == left
    assert process.running(local.state) is None


def test_a_state_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(Problem, match="it is a file"):
        process.start(private(tmp_path / "state"))


def test_a_state_that_cannot_be_saved_is_reported_and_tried_again(local: LocalCloud) -> None:
    with serving(local):
        make_table(local)
        process.save(local)
        in_the_way = local.aws_state / "dynamodb.json.new"
        in_the_way.mkdir()
        with pytest.raises(Problem, match="could not be saved"):
            process.save(local)
        health = json.loads(process.health(local) or b"{}")
        assert not health["ok"]
        assert health["dirty"]
        in_the_way.rmdir()
        wait_for(lambda: not dirty(local), "the next try")


def test_it_listens_on_the_loopback_address_alone(running: tuple[LocalCloud, process.Server]) -> None:
    local, server = running
    assert listening(server.pid) == {(HOST, port) for port in local.ports.values()}


def test_functions_see_nothing_of_our_environment(running: tuple[LocalCloud, process.Server]) -> None:
    local, _ = running
    make_function(local, TELL_ENVIRONMENT)
    answer = local.client("lambda").invoke(FunctionName="watcher")
    theirs = json.loads(answer["Payload"].read())
    assert "PYTEST_CURRENT_TEST" in os.environ  # noqa: TID251 - what must not get through
    assert "PYTEST_CURRENT_TEST" not in theirs
    assert theirs["HOME"] == str(local.scratch)
    assert theirs["AWS_ENDPOINT_URL"] == local.aws_url
    assert theirs["AWS_ENDPOINT_URL_SESV2"] == f"{local.portal_url}/_ses"


def test_scratch_files_of_a_killed_server_are_swept(local: LocalCloud) -> None:
    with serving(local) as server:
        make_function(local, TELL_ENVIRONMENT)
        local.client("lambda").invoke(FunctionName="watcher")
        kill(server)
    left = set(local.scratch.iterdir())
    assert left
    with serving(local):
        assert not left & set(local.scratch.iterdir())


def kill(server: process.Server) -> None:
    server.kill()
    server.wait()


def dirty(local: LocalCloud) -> bool:
    answer = process.health(local)
    return answer is None or bool(json.loads(answer)["dirty"])


def make_table(local: LocalCloud) -> None:
    local.client("dynamodb").create_table(
        TableName="things",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )


def make_bucket(local: LocalCloud, name: str) -> None:
    local.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})


def put(local: LocalCloud, name: str) -> None:
    local.client("dynamodb").put_item(TableName="things", Item={"id": {"S": name}})


def ids(local: LocalCloud) -> set[str]:
    return {item["id"]["S"] for item in local.client("dynamodb").scan(TableName="things")["Items"]}


def seen(local: LocalCloud) -> set[str]:
    return {each["Key"] for each in local.client("s3").list_objects_v2(Bucket="seen").get("Contents", [])}


def make_function(local: LocalCloud, source: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("watcher.py", source)
    local.client("lambda").create_function(
        FunctionName="watcher",
        Runtime="python3.13",
        Handler="watcher.handle",
        Role="arn:aws:iam::000000000000:role/any",
        Code={"ZipFile": buffer.getvalue()},
        Timeout=10,
    )


def follow_stream(local: LocalCloud) -> None:
    arn = local.client("dynamodb").describe_table(TableName="things")["Table"]["LatestStreamArn"]
    local.client("lambda").create_event_source_mapping(
        EventSourceArn=arn, FunctionName="watcher", StartingPosition="TRIM_HORIZON"
    )


def listening(pid: int) -> set[tuple[str, int]]:
    """Addresses of the process's listening TCP sockets, from Linux's own tables."""
    inodes = {str(entry.readlink()).removeprefix("socket:[").rstrip("]") for entry in descriptors(pid)}
    found: set[tuple[str, int]] = set()
    for family, table in ((socket.AF_INET, "tcp"), (socket.AF_INET6, "tcp6")):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and columns[9] in inodes:
                found.add(address(family, columns[1]))
    return found


def descriptors(pid: int) -> list[Path]:
    return [entry for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()]


def address(family: int, shown: str) -> tuple[str, int]:
    host, port = shown.split(":")
    words = [bytes.fromhex(host[at : at + 8])[::-1] for at in range(0, len(host), 8)]
    return socket.inet_ntop(family, b"".join(words)), int(port, 16)
