"""The running stack: whoever answers on the portal's origin, nothing goes out bare."""

from urllib.parse import urlsplit

import pytest
import requests

from ops.local.cloud import ROOT
from ops.seed.telling import PASSWORD
from tests.local.running import RunningCloud

pytestmark = pytest.mark.local

PATHS = [
    "/", "/desk/tickets", "/nowhere.js", "/dev/mail", "/dev/mail.json", "/dev/mail/none", "/_loket/health",
    "/_loket/none", "/_cognito/none", "/api/v1/sign-in", "/api/v1/openapi.json", "/api/v1/me",
    "/api/v1/nowhere", "/api/nowhere",
]  # fmt: skip


def get(cloud: RunningCloud, path: str, **more: str) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.get(f"{cloud.local.portal_url}{path}", headers=more, timeout=30)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_goes_out_bare(demo: RunningCloud, path: str) -> None:
    sent = get(demo, path).headers

    assert "default-src 'none'" in sent["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["X-Frame-Options"] == "DENY"
    assert sent["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert sent["Cache-Control"] in {"no-store", "no-cache"}
    if path.startswith("/api/"):
        assert sent["Strict-Transport-Security"].startswith("max-age=")


def test_neither_do_the_portals_files(demo: RunningCloud) -> None:
    build = ROOT / "frontend" / "build"
    names = ["/" + str(one.relative_to(build)) for one in build.rglob("*") if one.is_file()]
    kinds = {name.rpartition(".")[2]: name for name in names}

    assert {"html", "js", "css"} <= set(kinds)
    for name in kinds.values():
        answer = get(demo, name)
        assert answer.status_code == 200, name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        scripts = "default-src 'none'" if name.startswith("/framed/") else "script-src 'self'"
        assert scripts in answer.headers["Content-Security-Policy"], name


def test_refused_answers_of_the_gateway_and_the_functions_are_alike(demo: RunningCloud) -> None:
    token = demo.sign_in("mei@host.example", PASSWORD)
    answers = [
        get(demo, "/api/v1/me", Authorization="Bearer made-up"),
        get(demo, "/api/v1/tickets/NONE-1", Authorization=f"Bearer {token}"),
        get(demo, "/api/v1/tickets?limit=x", Authorization=f"Bearer {token}"),
        get(demo, "/api/v1/nowhere", Authorization=f"Bearer {token}"),
    ]

    assert [one.status_code for one in answers] == [401, 404, 422, 404]
    for answer in answers:
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert answer.headers["Cache-Control"] == "no-store"
        assert set(answer.json()) >= {"type", "title", "status", "detail", "code", "instance"}


def test_a_file_is_saved_and_comes_from_elsewhere(demo: RunningCloud) -> None:
    api = demo.api(demo.sign_in("mei@host.example", PASSWORD))
    tenant, requester = {"desk": "host", "tenant": "globex"}, {"email": "liang@globex.example"}
    opened = {"subject": "a file", "text": "there is one", "tenant": tenant, "requester": requester}
    key = api.post("/tickets", opened)["key"]
    place = api.post(f"/tickets/{key}/uploads", {"size": 8})
    form = {"data": place["fields"], "files": {"file": ("x.html", b"<script>", "text/html")}}
    assert requests.post(place["url"], timeout=30, **form).status_code in {200, 204}
    uploads = [{"id": place["id"], "name": "x.html", "type": "text/html"}]
    api.post(f"/tickets/{key}/notes", {"text": "see there", "uploads": uploads})
    entry = next(one for one in api.get(f"/tickets/{key}")["timeline"] if one.get("attachments"))
    (file,) = entry["attachments"]
    link = api.get(f"/tickets/{key}/attachments/{entry['id']}/{file['id']}")["url"]

    got = requests.get(link, timeout=30)
    assert got.content == b"<script>"
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["Cache-Control"] == "private, no-store"
    assert urlsplit(link).netloc != urlsplit(demo.local.portal_url).netloc
