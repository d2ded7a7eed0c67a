"""The portal's files as served locally, and what counts as a change of the emulator's state."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from ops.local.cloud import LocalCloud
from ops.local.environment import server_environment
from ops.local.server.emulator import save_order
from ops.local.server.gateway import changes
from ops.local.web.headers import portal_headers
from ops.local.web.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    build = tmp_path / "build"
    (build / "_app" / "immutable").mkdir(parents=True)
    (build / "index.html").write_text("<html>")
    (build / "_app" / "immutable" / "a.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    return Site(build, portal_headers())


def test_page_addresses_get_the_apps_shell(site: Site) -> None:
    for path in ("/", "/queue", "/tickets/ACME-1042"):
        page = site.answer(path)
        assert (page.status, page.body, page.type) == (200, b"<html>", "text/html; charset=utf-8")
        assert ("cache-control", "no-cache") in page.headers
        assert dict(page.headers)["content-security-policy"].startswith("default-src 'none'")


def test_pages_for_letters_have_headers_of_their_own(site: Site, tmp_path: Path) -> None:
    (tmp_path / "build" / "framed").mkdir()
    (tmp_path / "build" / "framed" / "letter.html").write_text("<html>")

    sent = dict(site.answer("/framed/letter.html").headers)

    assert sent["x-frame-options"] == "SAMEORIGIN"
    assert "sandbox" in sent["content-security-policy"]
    assert "script-src" not in sent["content-security-policy"]


def test_named_files_are_kept_by_browsers_and_missing_ones_are_missing(site: Site) -> None:
    script = site.answer("/_app/immutable/a.js")
    assert script.type.startswith("text/javascript")
    assert "immutable" in dict(script.headers)["cache-control"]
    assert site.answer("/_app/immutable/gone.js").status == 404


def test_an_unchanged_file_is_not_sent_again(site: Site) -> None:
    etag = dict(site.answer("/").headers)["etag"]
    assert site.answer("/", etag).status == 304


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "//secret.txt", "/_app/../../secret.txt"]
)
def test_nothing_outside_the_folder_is_served(site: Site, path: str) -> None:
    assert b"secret" not in site.answer(path).body.replace(b"secret.txt", b"")


def test_a_portal_that_is_not_built_says_so(tmp_path: Path) -> None:
    assert Site(tmp_path).answer("/").status == 503


@pytest.mark.parametrize(
    ("method", "target", "changed"),
    [
        ("POST", "DynamoDB_20120810.PutItem", True),
        ("POST", "DynamoDB_20120810.TransactWriteItems", True),
        ("POST", "DynamoDB_20120810.Query", False),
        ("POST", "AmazonSQS.SendMessage", True),
        ("POST", "AmazonSSM.GetParameters", False),
        ("PUT", "", True),
        ("GET", "", False),
    ],
)
def test_what_makes_the_state_dirty(method: str, target: str, changed: bool) -> None:
    headers = [(b"X-Amz-Target", target.encode())] if target else []
    assert changes(scope(method, headers)) is changed


def test_the_servers_environment_is_made_from_nothing(tmp_path: Path) -> None:
    cloud = LocalCloud(state=tmp_path, aws_port=1, portal_port=2, smtp_port=3)
    made = server_environment(cloud)
    assert made["TMPDIR"] == str(tmp_path / "tmp")
    assert made["GATEWAY_PORT"] == "1"
    assert made["AWS_ENDPOINT_URL_SESV2"] == "http://127.0.0.1:2/_ses"
    assert made["IOT_MTLS_ENABLED"] == made["SFTP_ENABLED"] == "0"


def test_queues_are_saved_before_the_table_and_what_tells_of_the_rest_at_the_end() -> None:
    names = ["cloudformation", "dynamodb", "lambda", "ssm", "sqs"]
    assert sorted(names, key=save_order) == ["sqs", "lambda", "dynamodb", "ssm", "cloudformation"]


def scope(method: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {"method": method, "headers": headers, "path": "/"}


def test_what_compresses_well_is_sent_compressed_to_whoever_takes_it(site: Site) -> None:
    plain, small = site.answer("/_app/immutable/a.js"), site.answer("/_app/immutable/a.js", "", "gzip, br")

    assert gzip.decompress(small.body) == plain.body
    assert dict(small.headers)["content-encoding"] == "gzip"
    assert "content-encoding" not in dict(plain.headers)
