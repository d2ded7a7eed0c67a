"""Names of things: what may be one, and how ticket keys are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import check_id, check_prefix, split_ticket_key


@pytest.mark.parametrize("good", ["a", "acme", "acme-2", "0", "a" * 31])
def test_ids(good: str) -> None:
    assert check_id(good, "tenant") == good


@pytest.mark.parametrize("bad", ["", "-a", "Acme", "a/b", "a#b", "a b", "a" * 32, "é", "a\n"])
def test_what_is_no_id_is_refused_by_name(bad: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_id(bad, "tenant")
    assert refused.value.field == "tenant"


@given(st.text())
def test_no_id_can_hold_a_delimiter(text: str) -> None:
    try:
        checked = check_id(text, "x")
    except Invalid:
        return
    assert not set("/#") & set(checked)


@pytest.mark.parametrize("bad", ["", "A", "acme", "ACME-1", "1ACME", "TOOLONGPREFIX"])
def test_what_is_no_prefix(bad: str) -> None:
    with pytest.raises(Invalid):
        check_prefix(bad, "prefix")


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("ACME-1042", ("ACME", 1042)),
        (" acme-7 ", ("ACME", 7)),
        ("ACME-0", None),
        ("ACME-01", None),
        ("ACME", None),
        ("ACME-9999999999", None),
        ("ACME-1-2", None),
        ("ACME-١", None),
    ],
)
def test_ticket_keys(key: str, parts: tuple[str, int] | None) -> None:
    assert split_ticket_key(key) == parts
