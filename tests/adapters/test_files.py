"""What S3 makes of our files: links that only download, and no second copy."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import requests
from botocore.stub import ANY, Stubber

from helpdesk.adapters.clients import Clients
from helpdesk.adapters.files import S3Files, TenantFiles, disposition, safe_type
from helpdesk.domain.errors import NotFound, Unavailable
from helpdesk.domain.ids import TenantRef
from helpdesk.ports import Session
from helpdesk.scoped_rights import ScopedRights
from tests.contract.builders import ACME, NOW


@pytest.fixture
def files(clients: Clients) -> S3Files:
    return S3Files(clients.s3, "files")


def test_a_link_downloads_the_file_under_its_name(files: S3Files) -> None:
    key = files.put(ACME, b"<script>", "text/html")
    link = files.link(key, name="Überblick “1”.html", content_type="text/html; charset=x", seconds=60)

    answer = requests.get(link, timeout=5)

    assert answer.content == b"<script>"
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Cache-Control"] == "private, no-store"
    plain, _, encoded = answer.headers["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="_berblick _1_.html"'
    assert encoded == "%C3%9Cberblick%20%E2%80%9C1%E2%80%9D.html"


def test_a_link_is_signed_by_version_4_and_expires(files: S3Files) -> None:
    link = files.link("noord/acme/files/x", name="x", content_type="text/plain", seconds=90)
    asked = parse_qs(urlsplit(link).query)
    assert asked["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert asked["X-Amz-Expires"] == ["90"]
    assert urlsplit(link).path.endswith("/noord/acme/files/x")
    assert "eu-west-1" in asked["X-Amz-Credential"][0]


def test_the_first_copy_of_the_same_bytes_stays(files: S3Files, clients: Clients) -> None:
    key = files.put(ACME, b"same", "text/plain")
    files.put(ACME, b"same", "text/html")
    assert clients.s3.head_object(Bucket="files", Key=key)["ContentType"] == "text/plain"


def test_two_writers_of_the_same_bytes_do_not_disturb_each_other(files: S3Files, clients: Clients) -> None:
    asked = {"Bucket": "files", "Key": ANY, "Body": b"x", "ContentType": "text/plain"}
    with Stubber(clients.s3) as stub:
        stub.add_client_error("put_object", "ConditionalRequestConflict", http_status_code=409)
        stub.add_response("put_object", {}, asked)
        assert files.put(ACME, b"x", "text/plain").startswith("noord/acme/files/")
        stub.assert_no_pending_responses()


@pytest.mark.parametrize(("code", "status"), [("SlowDown", 503), ("InternalError", 500), ("??", 502)])
def test_a_busy_store_is_unavailable(files: S3Files, clients: Clients, code: str, status: int) -> None:
    asks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("put_object", lambda: files.put(ACME, b"x", "text/plain")),
        ("get_object", lambda: files.get("k")),
    )
    for operation, ask in asks:
        with Stubber(clients.s3) as stub:
            stub.add_client_error(operation, code, http_status_code=status)
            with pytest.raises(Unavailable):
                ask()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("image/png", "image/png"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("application/vnd.ms-excel.sheet+xml", "application/vnd.ms-excel.sheet+xml"),
        ("", "application/octet-stream"),
        ("text", "application/octet-stream"),
        ("text/plain\r\nX: y", "application/octet-stream"),
        ("tëxt/plain", "application/octet-stream"),
    ],
)
def test_types_are_media_types(given: str, kept: str) -> None:
    assert safe_type(given) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"b\\c.txt', "a_b_c.txt"),
        ("a\r\nSet-Cookie: x", "a__Set-Cookie_ x"),
        ("", "file"),
        ("...", "file"),
        ("\ud800.txt", "_.txt"),
        ("日本.docx", "日本.docx"),
        ("x" * 500 + ".pdf", "x" * 176 + ".pdf"),
        ("x" * 500, "x" * 180),
    ],
)
def test_names_can_be_saved_anywhere(given: str, kept: str) -> None:
    header = disposition(given)
    assert unquote(header.partition("UTF-8''")[2]) == kept
    assert header.isascii()
    assert header.startswith('attachment; filename="')
    assert "\r" not in header
    assert "\n" not in header


class OneSession:
    """Says whom it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def of_desk(self, desk: str) -> Session:
        raise AssertionError("files belong to tenants")

    def of_tenant(self, scope: TenantRef) -> Session:
        self.asked.append(str(scope))
        return Session(access_key="a", secret_key="s", token="t", expires=NOW + timedelta(hours=1))


def test_each_file_is_reached_with_its_tenants_rights(files: S3Files, clients: Clients) -> None:
    sessions = OneSession()
    ours = TenantFiles(
        ScopedRights(lambda s: S3Files(clients.s3_under(s), "files"), sessions, now=lambda: NOW)
    )

    key = ours.put(ACME, b"x", "text/plain")
    link = ours.link(key, name="x", content_type="text/plain", seconds=60)

    assert ours.get(key) == b"x"
    assert parse_qs(urlsplit(link).query)["X-Amz-Security-Token"] == ["t"]
    assert sessions.asked == [str(ACME)]


@pytest.mark.parametrize(
    "key", ["", "x", "noord", "noord/acme", "inbound/x/y", "*/acme/files/0", "noord/*/files/0"]
)
def test_what_is_no_key_of_a_file_is_not_found(key: str) -> None:
    sessions = OneSession()
    ours = TenantFiles(ScopedRights(lambda _: S3Files(Clients().s3, "files"), sessions, now=lambda: NOW))

    with pytest.raises(NotFound):
        ours.get(key)
    assert sessions.asked == []


def test_what_a_tenants_session_may_not_see_is_not_found(clients: Clients) -> None:
    ours = TenantFiles(ScopedRights(lambda _: S3Files(clients.s3, "files"), OneSession(), now=lambda: NOW))

    with Stubber(clients.s3) as stub:
        stub.add_client_error("get_object", "AccessDenied", http_status_code=403)
        with pytest.raises(NotFound):
            ours.get(f"{ACME}/files/0a")
        stub.add_client_error("get_object", "AccessDenied", http_status_code=403)
        with pytest.raises(NotFound):
            ours.uploaded(ACME, "0a")


def test_a_place_for_a_file_takes_this_size_and_plain_bytes_only(files: S3Files) -> None:
    form = files.form(ACME, "u1", most_bytes=1000, seconds=60)

    policy = json.loads(base64.b64decode(form.fields["policy"]))
    assert ["content-length-range", 1, 1000] in policy["conditions"]
    assert {"Content-Type": "application/octet-stream"} in policy["conditions"]
    assert {"key": "_uploads/noord/acme/u1"} in policy["conditions"]
    assert form.fields["Content-Type"] == "application/octet-stream"
