"""Names that an organisation's portal may be opened under."""

import pytest

from helpdesk.domain.errors import Invalid
from helpdesk.domain.portal_hosts import check_host


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("support.acme.example", "support.acme.example"),
        ("  Support.ACME.example. ", "support.acme.example"),
        ("support.acme.localhost", "support.acme.localhost"),
        ("xn--hjelp-qua.example", "xn--hjelp-qua.example"),
        ("hjelp.blåbær.example", "hjelp.xn--blbr-roah.example"),
        ("a-1.b2.co", "a-1.b2.co"),
        (f"{'a' * 63}.example", f"{'a' * 63}.example"),
    ],
)
def test_a_name_is_kept_as_browsers_say_it(typed: str, kept: str) -> None:
    assert check_host(typed, "hosts[0]") == kept
    assert check_host(kept, "hosts[0]") == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "acme", "localhost", "https://support.acme.example", "support.acme.example/",
        "support.acme.example:8080", "support acme.example", "support..example", ".acme.example",
        "-a.example", "a-.example", "under_score.example", "*.acme.example", "127.0.0.1", "10.1.2.3", "[::1]",
        f"{'a' * 64}.example", f"{'a.' * 130}example", "a@b.example", "support.acme.example#x",
        "support\u2028acme.example", "\ud800.example", "å" * 80 + ".example",
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_host_is_refused_by_field(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_host(typed, "hosts[3]")
    assert refused.value.field == "hosts[3]"
