"""What the local server answers by itself is as strict as CloudFront would be."""

import pytest

from infra.headers import API_POLICY
from ops.local.ses.pages import _HEADERS as MAIL_PAGES
from ops.local.web.headers import guarded, portal_headers
from ops.local.web.http import Response, json, text

WANTED = {
    "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
    "cache-control",
}  # fmt: skip


@pytest.mark.parametrize(
    "response",
    [text("There is nothing here.", 404), json({"ok": True}), Response(body=b"", headers=MAIL_PAGES)],
)
def test_nothing_goes_out_bare(response: Response) -> None:
    sent = guarded(response).headers

    assert {name for name, _ in sent} == WANTED
    assert len(sent) == len(WANTED)
    policy = dict(sent)["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy


def test_what_a_page_says_itself_stands() -> None:
    page = Response(body=b"", headers=(("Cache-Control", "no-cache"), *portal_headers()))
    sent = dict(guarded(page).headers)

    assert sent["Cache-Control"] == "no-cache"
    assert "cache-control" not in sent
    assert sent["content-security-policy"] != API_POLICY
